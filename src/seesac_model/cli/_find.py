"""`seesac-model find`: the records that a name in a text may mean."""

from __future__ import annotations

import argparse
import json
import os
import textwrap
from typing import Final

from seesac_model.cli._beside import add_reference_option, reference_for
from seesac_model.cli._output import complain, say
from seesac_model.cli._parsing import Command, text_typed
from seesac_model.cli._reading import read_good
from seesac_model.cli._words import name_of
from seesac_model.dataset import CLEAR_SCORE, LEAST_SCORE, Dataset, Match, Matches, MatchReason
from seesac_model.formats import LoadResult
from seesac_model.model import (
    Document,
    Event,
    EventSeries,
    JsonValue,
    Organisation,
    Person,
    Place,
    PolicyFramework,
    Record,
    Topic,
)

__all__ = ["FIND"]

_KINDS: Final[dict[str, type[Record]]] = {
    "organisation": Organisation,
    "person": Person,
    "place": Place,
    "framework": PolicyFramework,
    "series": EventSeries,
    "topic": Topic,
    "document": Document,
    "event": Event,
}
_NOTHING: Final = LoadResult(Dataset(), (), (), ())
_LIMIT: Final = 10
_WIDTH: Final = 100
_REASONS = "\n".join(
    textwrap.fill(
        f"{reason.score:3}  {reason}: {reason.meaning}", _WIDTH, initial_indent="  ", subsequent_indent=" " * 7
    )
    for reason in sorted(MatchReason, key=lambda reason: -reason.score)
    if reason is not MatchReason.SAME_OCCASION
)
_EXAMPLES = f"""
Each line has a score, the kind, the id and the name of a record, and the reason why it may be meant. Looked at are
the names, titles and labels of the records in PATH and of the reference data; without PATH, of the reference data.

examples:
  seesac-model find EBCGA
  seesac-model find data/ "European Border & Coast Guard Agency"
  seesac-model find data/ "B. Balon" --kind person
  seesac-model find data/ "Ministry of Interior" --kind organisation --on 2023-02-14

reasons, and the highest score that each gives (less where words are missing or misspelt):
{_REASONS}

exit status:
  0  there is one clear match: it scores {CLEAR_SCORE} or more, and the next one clearly less
  1  there is none, or the text may mean several
  2  something could not be read (the rest was searched), or the command was wrong
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="a file, or a folder with files; none for the reference data alone"
    )
    parser.add_argument("text", metavar="TEXT", help="a name, a title, a label, an acronym or the number of an act")
    parser.add_argument("--kind", choices=tuple(_KINDS), help="what is looked for (all of these)")
    parser.add_argument("--on", metavar="DATE", help="when the text was written, as 2023-02-14 or 2023")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to report (text)")
    add_reference_option(parser)


def _find(arguments: argparse.Namespace) -> int:
    if not arguments.paths and arguments.no_reference:
        complain("error: there is nothing to look in: name a PATH, or leave out --no-reference")
        return 2
    if _is_turned(arguments):
        complain(f"error: {arguments.text} is a file or folder and no TEXT; write PATH first and TEXT last")
        return 2
    text = text_typed(arguments.text)
    result = read_good(*arguments.paths) if arguments.paths else _NOTHING
    dataset = result.dataset.supplemented_by(reference_for(arguments))
    kinds = tuple(_KINDS.values()) if arguments.kind is None else (_KINDS[arguments.kind],)
    matches = _matches(dataset, kinds, text, arguments.on)
    if arguments.format == "json":
        say(json.dumps(_plain(matches, dataset), indent=2))
    else:
        _print_text(matches, dataset, kinds)
    if result.faults:
        return 2
    return 1 if matches.best is None else 0


def _is_turned(arguments: argparse.Namespace) -> bool:
    """Tell whether TEXT stands before PATH; without any PATH a text may well be the name of a file that is there."""
    return bool(arguments.paths) and os.path.lexists(arguments.text) and not any(map(os.path.lexists, arguments.paths))


def _matches(dataset: Dataset, kinds: tuple[type[Record], ...], text: str, on: str | None) -> Matches[Record]:
    """Look for parts of names and near spellings only where no kind has the name itself."""
    found: list[Match[Record]] = []
    for least in (MatchReason.NEAR_SPELLING.score + 1, LEAST_SCORE):
        if not found:
            found = [match for kind in kinds for match in dataset.find(kind, text, on=on, at_least=least)]
    found.sort(key=lambda match: (-match.score, match.record.collection(), match.record.id))
    return Matches(kinds[0].collection(), tuple(found[:_LIMIT]))


def _print_text(matches: Matches[Record], dataset: Dataset, kinds: tuple[type[Record], ...]) -> None:
    for match in matches:
        kind = match.record.collection()
        say(f"{match.score:3}  {kind}  {match.record.id}  {name_of(match.record, dataset)}  ({match.reason})")
    if not matches:
        say(f"nothing has such a name; looked at were {', '.join(kind.collection() for kind in kinds)}")
    elif matches.best is None:
        say("none of these for certain")


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
