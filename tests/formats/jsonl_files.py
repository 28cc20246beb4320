"""Texts of JSON Lines files for the tests: whole ones, whatever stands in them."""

from __future__ import annotations

import hashlib
from typing import Final

from seesac_model.errors import Fault
from seesac_model.formats import loads

HEADER: Final = b'{"format":"seesac-model","version":1}\n'
WAR: Final = b'{"topics":{"id":"war","label":"war"}}\n'
PEACE: Final = b'{"topics":{"id":"peace","label":"peace"}}\n'
ACCEPTED: Final = b'{"suppressions":{"code":"SER001","reason":"seen"}}\n'


def ended(data: bytes, entries: int) -> bytes:
    """Return the bytes with a trailer that fits them."""
    digest = hashlib.sha256(data).hexdigest()
    return data + f'{{"end":{{"records":{entries},"sha256":"{digest}"}}}}\n'.encode()


def whole(*lines: bytes) -> bytes:
    """Return a whole file with these lines between header and trailer."""
    return ended(HEADER + b"".join(lines), len(lines))


def faults(data: bytes | str) -> tuple[Fault, ...]:
    """Return what is wrong with a file."""
    return loads(data, format="jsonl", on_error="collect").faults


def told(data: bytes | str) -> list[tuple[int | None, int | None, str, str]]:
    """Return line, column, code and path of everything that is wrong with a file."""
    return [(fault.line, fault.column, str(fault.code), fault.json_path) for fault in faults(data)]
