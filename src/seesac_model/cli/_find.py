"""`seesac-model find`: the records that a name in a text may mean."""

from __future__ import annotations

import argparse
import json
from typing import Final

from seesac_model.cli._output import say
from seesac_model.cli._parsing import Command
from seesac_model.cli._words import name_of
from seesac_model.dataset import LEAST_SCORE, Dataset, Match, Matches, MatchReason
from seesac_model.formats import load
from seesac_model.model import JsonValue, Organisation, Person, Place, PolicyFramework, Record
from seesac_model.reference import complete

__all__ = ["FIND"]

_KINDS: Final[dict[str, type[Record]]] = {
    "organisation": Organisation,
    "person": Person,
    "place": Place,
    "framework": PolicyFramework,
}
_LIMIT: Final = 10
_EXAMPLES = """
examples:
  seesac-model find data/ "European Border & Coast Guard Agency"
  seesac-model find data/ "B. Balon" --kind person
  seesac-model find data/ "Ministry of Interior" --kind organisation --on 2023-02-14

exit status:
  0  there is one clear match
  1  there is none, or the text may mean several
  2  something could not be read, or the command was wrong
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="a file, or a folder with files")
    parser.add_argument("text", metavar="TEXT", help="a name, a title, an acronym or the number of an act")
    parser.add_argument("--kind", choices=tuple(_KINDS), help="what is looked for (all of these)")
    parser.add_argument("--on", metavar="DATE", help="when the text was written, as 2023-02-14 or 2023")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to report (text)")
    parser.add_argument(
        "--no-reference",
        action="store_true",
        help="do not look in the reference data that come with this program",
    )


def _find(arguments: argparse.Namespace) -> int:
    dataset = load(arguments.path)
    if not arguments.no_reference:
        dataset = complete(dataset)
    kinds = tuple(_KINDS.values()) if arguments.kind is None else (_KINDS[arguments.kind],)
    matches = _matches(dataset, kinds, arguments.text, arguments.on)
    if arguments.format == "json":
        say(json.dumps(_plain(matches, dataset), indent=2))
    else:
        _print_text(matches, dataset)
    return 1 if matches.best is None else 0


def _matches(dataset: Dataset, kinds: tuple[type[Record], ...], text: str, on: str | None) -> Matches[Record]:
    """Look for parts of names and near spellings only where no kind has the name itself."""
    found: list[Match[Record]] = []
    for least in (MatchReason.NEAR_SPELLING.score + 1, LEAST_SCORE):
        if not found:
            found = [match for kind in kinds for match in dataset.find(kind, text, on=on, at_least=least)]
    found.sort(key=lambda match: (-match.score, match.record.collection(), match.record.id))
    return Matches(kinds[0].collection(), tuple(found[:_LIMIT]))


def _print_text(matches: Matches[Record], dataset: Dataset) -> None:
    for match in matches:
        kind = match.record.collection()
        say(f"{match.score:3}  {kind}  {match.record.id}  {name_of(match.record, dataset)}  ({match.reason})")
    if matches.best is None:
        say("none of these for certain" if matches else "nothing has such a name")


def _plain(matches: Matches[Record], dataset: Dataset) -> dict[str, JsonValue]:
    return {
        "best": None if matches.best is None else matches.best.record.id,
        "matches": [
            {
                "score": match.score,
                "kind": match.record.collection(),
                "id": match.record.id,
                "name": name_of(match.record, dataset),
                "matched_name": match.name,
                "reason": str(match.reason),
            }
            for match in matches
        ],
    }


FIND: Final = Command(
    name="find",
    says="find the records that a name in a text may mean",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_find,
)
"""The subcommand."""
