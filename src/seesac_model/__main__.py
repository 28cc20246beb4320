"""Runs the command line: `python -m seesac_model`."""

from __future__ import annotations

import sys

from seesac_model.cli import main

if __name__ == "__main__":
    sys.exit(main())
