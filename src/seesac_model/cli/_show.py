"""`seesac-model show`: what is in the files, or all that they say of one record."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

from seesac_model.cli._beside import add_reference_option, needed_reference_for, reference_for
from seesac_model.cli._house_style import Line, add_style_option, say_lines
from seesac_model.cli._parsing import Command
from seesac_model.cli._parts import named_in_lines, part_lines
from seesac_model.cli._reading import read_good
from seesac_model.cli._words import field_lines, said_by, value_words
from seesac_model.dataset import Dataset, FootnotedNames, in_house_style
from seesac_model.errors import LoadError, UnknownRecordError
from seesac_model.formats import LoadResult
from seesac_model.model import Citation, Event, Record, nearest

__all__ = ["SHOW"]

_NEAR: Final = 3
_EXAMPLES = """
examples:
  seesac-model show data/
  seesac-model show data/ customs-conference-2023
  seesac-model show data/ --kind people
  seesac-model show data/ seesac --kind organisations
  seesac-model show data/ --kind places --style un

Parts of a record stand below it, in the order in which they were read, with their ids behind them.
Where something in the files is malformed, the rest is shown, and a line on standard error says so first.

exit status:
  0  it was shown
  2  there is no such record, or something could not be read and the rest was shown
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="a file, or a folder with files")
    parser.add_argument("id", nargs="?", metavar="ID", help="the id of a record")
    parser.add_argument(
        "--kind",
        choices=[kind.collection() for kind in Dataset.kinds()],
        metavar="KIND",
        help="the collection to look in, such as events or people",
    )
    add_reference_option(parser)
    add_style_option(parser, "show names as this publisher prints them, with its footnotes below")


def _show(arguments: argparse.Namespace) -> int:
    result = read_good(arguments.path)
    dataset = result.dataset
    _require_not_refused(arguments, result)
    if arguments.style is None:
        known, names = dataset.supplemented_by(needed_reference_for(dataset, arguments)), None
    else:
        # What is named need not be referred to, so that the reference data are looked at in any case.
        known = dataset.supplemented_by(reference_for(arguments))
        names = FootnotedNames(known, arguments.style)
        known = in_house_style(known, arguments.style)
        dataset = Dataset(known.of(type(record))[record.id] for record in dataset)
    say_lines(_lines(arguments, dataset, known), names)
    return 2 if result.faults else 0


def _require_not_refused(arguments: argparse.Namespace, result: LoadResult) -> None:
    """Raise the faults of the record asked for; a ready-made record of that id is not what was asked for."""
    kinds = _kinds(arguments)
    faults = [
        fault
        for entry in result.refused
        if entry.record_id is not None and entry.record_id == arguments.id and entry.kind in kinds
        for fault in entry.faults
    ]
    if faults and all(arguments.id not in result.dataset.collection(kind) for kind in kinds):
        raise LoadError(faults)


def _kinds(arguments: argparse.Namespace) -> list[str]:
    return [arguments.kind] if arguments.kind else [kind.collection() for kind in Dataset.kinds()]


def _lines(arguments: argparse.Namespace, dataset: Dataset, known: Dataset) -> Iterator[Line]:
    kinds = _kinds(arguments)
    if arguments.id is not None:
        for record in _found(known, kinds, arguments.id):
            yield from _record_lines(record, known)
    elif arguments.kind:
        yield from ((f"{record.id}  {said_by(record, known)}", 0) for record in dataset.collection(arguments.kind))
    else:
        yield from _overview_lines(dataset)


def _found(dataset: Dataset, kinds: list[str], record_id: str) -> list[Record]:
    found = [record for kind in kinds if (record := dataset.collection(kind).get(record_id)) is not None]
    if not found:
        ids = {known for kind in kinds for known in dataset.collection(kind).ids}
        where = kinds[0] if len(kinds) == 1 else "any collection"
        raise UnknownRecordError(where, record_id, nearest(record_id, sorted(ids), _NEAR))
    return found


def _overview_lines(dataset: Dataset) -> Iterator[Line]:
    yield "Records", 0
    for kind in Dataset.kinds():
        if records := dataset.of(kind):
            yield f"{records.name}: {len(records)}", 2
    yield f"all together: {len(dataset)}", 2
    days = [day for event in dataset.events if event.dates for day in (event.dates.earliest, event.dates.latest) if day]
    if days:
        yield "", 0
        yield "Time", 0
        yield f"events from {min(days)} to {max(days)}, as far as their dates are known", 2
    if dataset.events:
        yield "", 0
        yield "Events", 0
        for event in sorted(dataset.events, key=_when):
            yield f"{event.dates or 'date not known'}  {event.id}  {event.title}", 2


def _when(event: Event) -> tuple[object, ...]:
    return (event.dates is None, event.dates or "", event.id)


def _record_lines(record: Record, dataset: Dataset) -> Iterator[Line]:
    yield f"{record.collection()} {record.id}", 0
    for line in field_lines(record, dataset):
        yield line, 2
    yield from part_lines(record, dataset, 2)
    yield from named_in_lines(record, dataset, 2)
    if record.citations:
        yield "Where it stands", 2
        for citation in record.citations:
            yield _citation_words(citation, dataset), 4
    yield f"Read from {record.origin or 'the reference data'}", 2
    yield "", 0


def _citation_words(citation: Citation, dataset: Dataset) -> str:
    source = dataset.sources.get(citation.source_id)
    title = "not in the data" if source is None else " ".join(filter(None, (source.title, source.url)))
    rest = value_words(citation, without=("source_id",))
    return f"{citation.source_id} ({title})" + (f": {rest}" if rest else "")


SHOW: Final = Command(
    name="show",
    says="show what is in files, or everything about one record",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_show,
)
"""The subcommand."""
