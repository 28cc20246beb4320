"""
Chooses how hard Hypothesis tries.

`HYPOTHESIS_PROFILE=tests` searches deeper than `fast`, which is the default. In CI the examples are the same every
time, so that a failure is a failure of the change; no example has a deadline, for a slow machine is not a fault.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SETTINGS = settings(
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("fast", _SETTINGS, max_examples=25)
settings.register_profile("tests", _SETTINGS, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
