"""`seesac-model show`: what is in the files, or all that they say of one record."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Final

from seesac_model.cli._output import say
from seesac_model.cli._parsing import Command
from seesac_model.cli._words import field_lines, name_of, value_words
from seesac_model.dataset import Dataset
from seesac_model.errors import UnknownRecordError
from seesac_model.formats import load
from seesac_model.model import Citation, Event, Record, nearest

__all__ = ["SHOW"]

_NEAR: Final = 3
_EXAMPLES = """
examples:
  seesac-model show data/
  seesac-model show data/ customs-conference-2023
  seesac-model show data/ --kind people
  seesac-model show data/ seesac --kind organisations

exit status:
  0  it was shown
  2  there is no such record, or something could not be read
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


def _show(arguments: argparse.Namespace) -> int:
    dataset = load(arguments.path)
    kinds = [arguments.kind] if arguments.kind else [kind.collection() for kind in Dataset.kinds()]
    if arguments.id is not None:
        for record in _found(dataset, kinds, arguments.id):
            _show_record(record, dataset)
    elif arguments.kind:
        _show_list(dataset.collection(arguments.kind), dataset)
    else:
        _show_overview(dataset)
    return 0


def _found(dataset: Dataset, kinds: list[str], record_id: str) -> list[Record]:
    found = [record for kind in kinds if (record := dataset.collection(kind).get(record_id)) is not None]
    if not found:
        ids = {known for kind in kinds for known in dataset.collection(kind).ids}
        where = kinds[0] if len(kinds) == 1 else "any collection"
        raise UnknownRecordError(where, record_id, nearest(record_id, sorted(ids), _NEAR))
    return found


def _show_overview(dataset: Dataset) -> None:
    say("Records")
    for kind in Dataset.kinds():
        if records := dataset.of(kind):
            say(f"{records.name}: {len(records)}", indent=2)
    say(f"all together: {len(dataset)}", indent=2)
    days = [day for event in dataset.events if event.dates for day in (event.dates.earliest, event.dates.latest) if day]
    if days:
        say()
        say("Time")
        say(f"events from {min(days)} to {max(days)}, as far as their dates are known", indent=2)
    if dataset.events:
        say()
        say("Events")
        for event in sorted(dataset.events, key=_when):
            say(f"{event.dates or 'date not known'}  {event.id}  {event.title}", indent=2)


def _when(event: Event) -> tuple[object, ...]:
    return (event.dates is None, event.dates or "", event.id)


def _show_list(records: Iterable[Record], dataset: Dataset) -> None:
    for record in records:
        say(f"{record.id}  {name_of(record, dataset)}")


def _show_record(record: Record, dataset: Dataset) -> None:
    say(f"{record.collection()} {record.id}")
    for line in field_lines(record, dataset):
        say(line, indent=2)
    _show_referrers(record, dataset)
    if record.citations:
        say("Where it stands", indent=2)
        for citation in record.citations:
            say(_citation_words(citation, dataset), indent=4)
    say(f"Read from {record.origin}", indent=2)
    say()


def _show_referrers(record: Record, dataset: Dataset) -> None:
    groups: dict[tuple[str, str], dict[str, Record]] = {}
    for link in dataset.links_to(record):
        groups.setdefault((link.record.collection(), link.field), {})[link.record.id] = link.record
    for (kind, field), referrers in groups.items():
        say(f"Referred to in {kind}, as {field} ({len(referrers)})", indent=2)
        for referrer in referrers.values():
            say(f"{referrer.id}  {name_of(referrer, dataset, beside=record)}", indent=4)


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
