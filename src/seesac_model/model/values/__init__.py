"""Values: what has no id and lives inside records."""
