"""
Measure reading and writing beside pydantic, msgspec, cattrs and mashumaro, and beside parsers alone, in one run.

A generated dataset is read from bytes in memory, as flat JSON and as JSON Lines, and written to bytes; `peers.py` says
what the others check. Ours is measured twice, with msgspec (the extra `fast`) and with the core alone. Of the broken
file every hundredth record has an unknown key, a malformed id, a malformed date or an unknown term, in turns: ours
gives the good records and explains every fault, the models of pydantic raise their error, which names every fault and
gives no record; of JSON Lines they are asked line by line, so that the good ones remain. What came of it is counted,
and a run ends where the counts differ.

Rounds go in turns over all cases, each case once with the garbage collector paused and once with the collector as
Python has it (where ours pauses it by itself, which is its default). The collector passes over what was made before the
round; what a case made is thrown away after the clock has stopped. A first round is not counted. The times are
microseconds of the processor for each record, medians of the rounds with their range.

Memory is what is allocated more after loading than before, as tracemalloc counts it, in a process of its own that has
loaded a small file before.

    python -m benchmarks.formats [EVENTS [ROUNDS]]
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import importlib.metadata
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias
from unittest import mock

from benchmarks.generated import generated
from seesac_model.dataset import Dataset
from seesac_model.formats import _quick_records, dump_bytes, loads
from seesac_model.formats._json_writer import dump_pretty
from seesac_model.formats._lines_scan import HEADER, trailer
from seesac_model.formats._row_parsers import standard_parser
from seesac_model.model import DateSpan, Record, Term, fields_of

PACKAGES: Final = ("pydantic", "orjson", "mashumaro", "cattrs", "msgspec")

try:
    from benchmarks import peers
except ImportError as error:
    raise SystemExit(f"{error.name} is missing: python -m pip install {' '.join(PACKAGES)}") from None

EVERY: Final = 100
FAST: Final = "seesac_model, with `fast`"
CORE: Final = "seesac_model, core alone"
Models: TypeAlias = Sequence[peers.Pydantic]
BROKEN: Final = {"id": "Not an id", "date": "2023-13-45", "term": "no such term", "key": "Nobody knows it."}


class Case(NamedTuple):
    """Something to measure: the first of a table is what the others are compared with."""

    table: str
    name: str
    run: Callable[[], object]


class Texts(NamedTuple):
    """One dataset as it stands in files: good, and with broken records, of which there are so many."""

    flat: bytes
    lines: bytes
    broken_flat: bytes
    broken_lines: bytes
    broken: int


# ----------------------------------------------------------------------------------------------------------- the files


def texts_of(dataset: Dataset) -> Texts:
    """Write a dataset, and then once more with something wrong with every hundredth record."""
    flat, lines = (dump_bytes(dataset, format=name) for name in ("json", "jsonl"))
    document = json.loads(flat)
    entries = ((kind, entry) for kind in Dataset.kinds() for entry in document.get(kind.collection(), []))
    chosen = itertools.islice(entries, EVERY - 1, None, EVERY)
    broken = 0
    for (kind, entry), what in zip(chosen, itertools.cycle(BROKEN), strict=False):
        spoil(kind, entry, what)
        broken += 1
    return Texts(flat, lines, dump_pretty(document).encode(), lines_of(document), broken)


def lines_of(document: dict[str, Any]) -> bytes:
    """Return what a document says as JSON Lines."""
    names = ("suppressions", *(kind.collection() for kind in Dataset.kinds()))
    entries = [{name: entry} for name in names for entry in document.get(name, [])]
    compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    start = HEADER + "".join(f"{compact(entry)}\n" for entry in entries).encode()
    return start + trailer(len(entries), hashlib.sha256(start).hexdigest())


def spoil(kind: type[Record], entry: dict[str, Any], what: str) -> None:
    """Break a record: as asked for, or by an unknown key where it has nothing of that sort."""
    bases = {"date": DateSpan, "term": Term}
    fields = [field for field in fields_of(kind) if field.name in entry and not field.many]
    of_that_sort = [field.name for field in fields if what in bases and issubclass(field.base, bases[what])]
    if what == "id":
        entry["id"] = BROKEN[what]
    elif of_that_sort:
        entry[of_that_sort[0]] = BROKEN[what]
    else:
        entry["unheard_of"] = BROKEN["key"]


# ----------------------------------------------------------------------------------------------------------- the cases


def without_extras() -> contextlib.AbstractContextManager[object]:
    """Make our reader take the parser that it takes where msgspec is not installed."""
    return mock.patch.object(_quick_records, "quickest_parser", standard_parser)


def with_core(action: Callable[[], object]) -> object:
    """Do something without extras."""
    with without_extras():
        return action()


def ours(table: str, run: Callable[[], object]) -> Iterator[Case]:
    """Yield both cases of ours."""
    yield Case(table, FAST, run)
    yield Case(table, CORE, functools.partial(with_core, run))


def loading(texts: Texts, models: Models, others: Iterable[peers.Peer]) -> Iterator[Case]:
    """Yield what reads good files."""
    usual, *stricter = models
    table = "Load flat JSON"
    yield Case(table, usual.name, lambda: usual.load(texts.flat))
    yield from ours(table, lambda: loads(texts.flat, format="json"))
    for peer in (*stricter, *others):
        yield Case(table, peer.name, functools.partial(peer.load, texts.flat))
    table = "Load JSON Lines"
    yield Case(table, usual.name, lambda: usual.load_lines(texts.lines))
    yield from ours(table, lambda: loads(texts.lines, format="jsonl"))
    for peer in (*stricter, *others):
        yield Case(table, peer.name, functools.partial(peer.load_lines, texts.lines))


def refusing(texts: Texts, models: Models) -> Iterator[Case]:
    """Yield what reads broken files."""
    table = "Load flat JSON, 1 % of the records broken"
    for peer in models:
        yield Case(table, peer.name, functools.partial(peer.refusal, texts.broken_flat))
    yield from ours(table, lambda: loads(texts.broken_flat, format="json", on_error="collect"))
    table = "Load JSON Lines, 1 % of the records broken"
    for peer in models:
        yield Case(table, peer.name, functools.partial(peer.refused_lines, texts.broken_lines))
    yield from ours(table, lambda: loads(texts.broken_lines, format="jsonl", on_error="collect"))


def dumping(texts: Texts, models: peers.Pydantic, others: Iterable[peers.Peer]) -> Iterator[Case]:
    """Yield what writes, each what it has read before; ours is with the core alone, for `fast` is about reading."""
    dataset = loads(texts.flat, format="json")
    table = "Dump JSON"
    for name, write in models.writers(texts.flat).items():
        yield Case(table, name, write)
    yield Case(table, "seesac_model, flat, indented", lambda: dump_bytes(dataset, format="json"))
    for peer in others:
        for name, write in peer.writers(texts.flat).items():
            yield Case(table, name, write)
    table = "Dump JSON Lines"
    yield Case(table, models.name, models.lines_writer(texts.flat))
    yield Case(table, "seesac_model", lambda: dump_bytes(dataset, format="jsonl"))


def compare(dataset: Dataset, texts: Texts, models: Models, others: Iterable[peers.Peer]) -> None:
    """End the run unless everybody makes the same of the files."""
    result = loads(texts.broken_flat, format="json", on_error="collect")
    by_line = loads(texts.broken_lines, format="jsonl", on_error="collect")
    by_models = [peer.refused_lines(texts.broken_lines) for peer in models]
    refusals = [peer.refusal(texts.broken_flat) for peer in models]
    refused = [{problem["loc"][:2] for problem in refusal.errors()} if refusal else set() for refusal in refusals]
    entries = len(dataset) + len(dataset.suppressions)
    said = json.loads(texts.flat)
    written: list[Any] = [write() for peer in (models[0], *others) for write in peer.writers(texts.flat).values()]
    counts = {
        "what the others write": [True, *(json.loads(text) == said for text in written)],
        "the dataset that was written": [loads(texts.flat, format="json") == dataset, True],
        "the dataset of JSON Lines": [loads(texts.lines, format="jsonl") == dataset, True],
        "the records of pydantic": [entries, *(len(peer.load_lines(texts.lines)) for peer in models)],
        "the good records": [len(result.dataset), len(by_line.dataset), len(dataset) - texts.broken],
        "the good entries of pydantic": [entries - texts.broken, *(len(good) for good, _ in by_models)],
        "the refused": [len(result.refused), len(by_line.refused), *map(len, refused)],
        "the refused lines": [len(by_line.refused), *(len(errors) for _, errors in by_models)],
        "those that were broken": [len(result.refused), texts.broken],
    }
    for what, found in counts.items():
        if len(set(found)) > 1:
            raise SystemExit(f"{what} differ: {found}")


# -------------------------------------------------------------------------------------------------------- what it takes


def seconds(case: Case, *, paused: bool) -> float:
    """Run a case once."""
    gc.collect()
    if paused:
        gc.disable()
    try:
        start = time.process_time()
        made = case.run()
        taken = time.process_time() - start
        del made
    finally:
        gc.enable()
    return taken


def in_turns(cases: Sequence[Case], rounds: int) -> dict[bool, list[list[float]]]:
    """Return the seconds of each case, with the collector paused and without; the first round is not counted."""
    taken: dict[bool, list[list[float]]] = {paused: [[] for _ in cases] for paused in (True, False)}
    for number in range(rounds + 1):
        gc.collect()
        gc.freeze()
        for (position, case), paused in itertools.product(enumerate(cases), taken):
            spent = seconds(case, paused=paused)
            if number:
                taken[paused][position].append(spent)
    return taken


def report(cases: Sequence[Case], taken: Sequence[Sequence[float]], records: int) -> None:
    """Print Markdown tables."""
    for table, rows in itertools.groupby(zip(cases, taken, strict=True), key=lambda row: row[0].table):
        print(f"\n| {table} | µs a record | range | x pydantic |\n| --- | --- | --- | --- |")
        first = None
        for case, spent in rows:
            each = [one * 1e6 / records for one in spent]
            median = statistics.median(each)
            first = first or median
            print(f"| {case.name} | {median:.1f} | {min(each):.1f} to {max(each):.1f} | {median / first:.2f} |")


# ------------------------------------------------------------------------------------------------------------- memory


def loaders() -> Mapping[str, Callable[[bytes], object]]:
    """Return whose memory is measured, pydantic first; nothing is made before it is called."""
    return {
        "pydantic": lambda data: peers.Pydantic().load(data),
        FAST: lambda data: loads(data, format="json"),
        CORE: lambda data: with_core(lambda: loads(data, format="json")),
        "msgspec structs": lambda data: peers.Msgspec().load(data),
        "dictionaries of json.loads": json.loads,
    }


def allocated(name: str, file: str, small: str) -> int:
    """Return how many bytes a file takes once it is loaded."""
    load = loaders()[name]
    load(Path(small).read_bytes())
    data = Path(file).read_bytes()
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    kept = load(data)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    del kept
    return after - before


def memory(flat: bytes, records: int) -> None:
    """Print a table of the memory of what was loaded."""
    print("\n| Memory of what flat JSON becomes | bytes a record | x pydantic |\n| --- | --- | --- |")
    first = None
    with tempfile.TemporaryDirectory() as folder:
        file, small = Path(folder, "all.json"), Path(folder, "few.json")
        file.write_bytes(flat)
        small.write_bytes(dump_bytes(generated(30, seed=2), format="json"))
        for name in loaders():
            command = [sys.executable, "-m", "benchmarks.formats", "memory", name, str(file), str(small)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
            each = int(done.stdout) / records
            first = first or each
            print(f"| {name} | {each:,.0f} | {each / first:.2f} |")
    print(f"\nThe file itself takes {len(flat) / records:,.0f} bytes a record.")


def main(events: int, rounds: int) -> None:
    """Measure everything with a dataset of so many events."""
    dataset = generated(events)
    texts = texts_of(dataset)
    models, others = (peers.Pydantic(), peers.CheckingPydantic()), peers.peers()
    compare(dataset, texts, models, others)
    records = len(dataset)
    print(f"{events:,} events, {records:,} records, {texts.broken} of them broken in the broken files, {rounds} rounds")
    cases = [*loading(texts, models, others), *refusing(texts, models), *dumping(texts, models[0], others)]
    taken = in_turns(cases, rounds)
    print("\nThe garbage collector paused for all:")
    report(cases, taken[True], records)
    print("\nThe collector as Python has it:")
    report(cases, taken[False], records)
    memory(texts.flat, records)
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("attrs", *PACKAGES))
    print(f"\nPython {platform.python_version()}, {libraries}")
    print(f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        print(allocated(*sys.argv[2:]))
    else:
        given = [int(argument) for argument in sys.argv[1:]]
        main(*[*given, *(3_000, 5)[len(given) :]])
