"""
Measure reading JSON Lines record by record, beside pydantic, in files that are larger than what fits in memory.

A generated dataset is written once, by another process, whose memory goes with it. Then ours (`read_records`, which
checks each record, the digest and the end of the file) and models of pydantic that check nearly the same (`peers.py`
says what they do not; here nobody compares ids) read the same file side by side: so many records the one, the same the
other, in turns to the end. Nobody keeps any. The times are microseconds of the processor for each record: over the
whole file, and as the range over all turns. All must give the same number of records, or the run ends.

The garbage collector is as Python has it. What memory the process has is told by the system, at the beginning and at
the end.

    python -m benchmarks.streaming [EVENTS]
"""

from __future__ import annotations

import gc
import importlib.metadata
import itertools
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.generated import generated
from seesac_model.formats import _quick_records, jsonl
from seesac_model.formats._row_parsers import standard_parser

PACKAGES: Final = ("pydantic", "orjson", "mashumaro", "cattrs", "msgspec")

try:
    from benchmarks import peers
except ImportError as error:
    raise SystemExit(f"{error.name} is missing: python -m pip install {' '.join(PACKAGES)}") from None

AT_ONCE: Final = 50_000
PAGE: Final = os.sysconf("SC_PAGE_SIZE")


def write(file: Path, events: int) -> int:
    """Have a dataset of so many events written, and return how many records it has."""
    command = [sys.executable, "-m", "benchmarks.streaming", "write", str(file), str(events)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    return int(done.stdout)


def by_models(file: Path) -> Iterator[object]:
    """Read a file with models of pydantic, line by line."""
    decoders = peers.Pydantic().decoders
    with file.open("rb") as lines:
        next(lines)
        for line in lines:
            name, _, rest = line[2:].partition(b'":')
            if name not in decoders:
                return
            yield decoders[name](rest[:-2])


def with_core(records: Iterator[object]) -> Iterator[object]:
    """Read on as where msgspec is not installed."""
    quickest = _quick_records.quickest_parser
    while True:
        _quick_records.quickest_parser = standard_parser
        try:
            some = list(itertools.islice(records, 1_000))
        finally:
            _quick_records.quickest_parser = quickest
        if not some:
            return
        yield from some


def resident() -> float:
    """Return how many MiB of memory the process has, as Linux tells it."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE / 2**20


def taken(action: Callable[[], int]) -> tuple[int, float]:
    """Return what an action returns, and how many seconds of the processor it took."""
    start = time.process_time()
    return action(), time.process_time() - start


def count(records: Iterator[Any]) -> int:
    """Read so many records and forget them."""
    return sum(1 for _ in itertools.islice(records, AT_ONCE))


def main(events: int) -> None:
    """Measure with a dataset of so many events."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "all.jsonl")
        records = write(file, events)
        gc.collect()
        before = resident()
        readers = {
            "pydantic": by_models(file),
            "seesac_model, with `fast`": jsonl.read_records(file),
            "seesac_model, core alone": with_core(jsonl.read_records(file)),
        }
        turns: dict[str, list[tuple[int, float]]] = {name: [] for name in readers}
        while not turns["pydantic"] or turns["pydantic"][-1][0]:
            for name, reader in readers.items():
                turns[name].append(taken(lambda reader=reader: count(reader)))
        size = file.stat().st_size
    print(f"{events:,} events, {records:,} records, {size / 2**20:,.0f} MiB of JSON Lines")
    print("\n| read JSON Lines record by record | µs a record | range | x pydantic |\n| --- | --- | --- | --- |")
    first = None
    for name, parts in turns.items():
        found = sum(number for number, _ in parts)
        if found != records:
            raise SystemExit(f"{name} reads {found:,} of {records:,} records")
        each = sum(seconds for _, seconds in parts) * 1e6 / records
        whole = [seconds * 1e6 / number for number, seconds in parts if number == AT_ONCE]
        span = f"{min(whole):.1f} to {max(whole):.1f}" if whole else "one turn"
        first = first or each
        print(f"| {name} | {each:.1f} | {span} | {each / first:.2f} |")
    print(f"\nMemory of the process: {before:,.0f} MiB before, {resident():,.0f} MiB after all three.")
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("attrs", "pydantic", "msgspec"))
    print(f"Python {platform.python_version()}, {libraries}")
    print(f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        print(jsonl.write_records(generated(int(sys.argv[3])), Path(sys.argv[2])))
    else:
        main(*[int(argument) for argument in sys.argv[1:]] or [100_000])
