"""What the tests draw: dates, values, records of every kind, linked datasets."""
