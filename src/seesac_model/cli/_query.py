"""`seesac-model query`: questions to files, in flags that bear the names of the verbs of selections."""

from __future__ import annotations

import argparse
import itertools
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, Final, get_args

from seesac_model.cli._beside import add_reference_option, reference_for
from seesac_model.cli._output import complain
from seesac_model.cli._parsing import ArgumentParser, Command
from seesac_model.cli._query_answer import FORMATS, SUMMARY, print_answer
from seesac_model.cli._query_question import NOT, WHERE, Gather, clauses_of, narrowed
from seesac_model.cli._query_verbs import Verb, flag_of, selection_of, steps_of, verbs_of
from seesac_model.cli._query_where import GRAMMAR
from seesac_model.cli._reading import read_good
from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Attendance, Event, Record, did_you_mean
from seesac_model.query import Certainty, Period, Selection

__all__ = ["QUERY"]

_WIDTH: Final = 100
_TYPED: Final = "typed"
_KINDS: Final = {kind.collection(): kind for kind in Dataset.kinds()}
_EXAMPLES = f"""
PATH, a file or a folder with files, and KIND come first. The flags that ask bear the names of the methods of the Python
library: events(dataset).in_place("me") is `events --in-place me`. The reference data are looked at as well.

kinds:
{textwrap.fill(", ".join(_KINDS), _WIDTH, initial_indent="  ", subsequent_indent="  ")}

examples:
  seesac-model query events --help
  seesac-model query data/ events --organised-by seesac --between 2021 2023
  seesac-model query data/ events --in-place western-balkans --involving Frontex --role co-organiser --possibly
  seesac-model query data/ people --holding "Head of SEESAC" --format json
  seesac-model query data/ organisations --taking-part-with Frontex --not --in-jurisdiction me
  seesac-model query data/ participations --where role=speaker --count-by organisation_id
  seesac-model query data/ attendances --where "headcount>=100" --where "note is unset"

exit status:
  0  something was found
  1  nothing was
  2  something could not be read (the rest was asked), or the command was wrong
"""
_DETAILS = f"""
The flags of a question may stand in any order; all of them must be so. A switch or further flag belongs to the verb
before it. {NOT} asks for the contrary of the verb or {WHERE} behind it. A value .. leaves open what may be open.
What is not known for certain is left out, and standard error says how much is; --possibly takes it in.

conditions, for {WHERE}:{GRAMMAR}"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    # For the help alone: what is typed is read in two steps, for the kind decides which flags there are.
    parser.usage = f"{parser.prog} PATH KIND [flags]"
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with files")
    parser.add_argument("kind", metavar="KIND", help="what is asked for; `query KIND --help` shows its flags")


def _parse(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    words = list(itertools.takewhile(lambda word: not word.startswith("-"), argv))
    flags = argv[len(words) :]
    wants_help = any(flag in {"-h", "--help"} for flag in flags)
    kind = words[-1] if words else ""
    if kind not in _KINDS:
        if wants_help:
            parser.parse_args(["--help"])
        if len(words) < 2:  # noqa: PLR2004 - PATH and KIND
            parser.error("expected PATH and KIND, in this order and before all flags")
        near = did_you_mean(kind, _KINDS) or f"the kinds are {', '.join(_KINDS)}"
        parser.error(f"found {quoted(kind)} for KIND, which stands behind PATH and before all flags; {near}")
    if len(words) == 1 and not wants_help:
        parser.error(f"found no PATH; write it before {kind}")
    arguments = _parsed(_KINDS[kind], parser.prog, flags)
    arguments.paths, arguments.kind, arguments.run = words[:-1], kind, parser.get_default("run")
    return arguments


def _parsed(kind: type[Record], prog: str, flags: Sequence[str]) -> argparse.Namespace:
    verbs, steps = verbs_of(kind), steps_of(kind)
    parser = ArgumentParser(
        prog=f"{prog} PATH {kind.collection()}",
        usage=f"{prog} PATH {kind.collection()} [flags]",
        description=f"Ask for {kind.collection().replace('_', ' ')}.{_verb_lines(verbs.values())}",
        epilog=_DETAILS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,  # A verb that is added must not change what a command means.
    )
    known = [*_add_verbs(parser, verbs.values()), *_add_question_flags(parser)]
    known += _add_steps(parser, steps)
    known += _add_answers(parser, has_total=kind in {Event, Attendance} or "events" in steps)
    known += _add_form(parser)
    arguments, unknown = parser.parse_known_args(list(flags))
    if unknown:
        flag = unknown[0].partition("=")[0]
        advice = did_you_mean(flag, known) or f"`{prog} {kind.collection()} --help` shows what there is"
        parser.error(f"found {quoted(flag)}, which means nothing for {kind.collection()}; {advice}")
    return arguments


def _add_verbs(parser: ArgumentParser, verbs: Iterable[Verb]) -> list[str]:
    """Add the flags of verbs, which the help lists in its own way."""
    parser.set_defaults(**{_TYPED: []})
    found: dict[str, int | str | None] = {}
    for verb in verbs:
        found[flag_of(verb.name)] = 0 if not verb.values else ("+" if verb.least else "*")
        for option in verb.options:
            found[flag_of(option.name)] = 0 if option.is_switch else 1
            if option.is_switch:
                found[flag_of(option.name, on=False)] = 0
    for flag, nargs in found.items():
        parser.add_argument(flag, action=Gather, dest=_TYPED, nargs=nargs, help=argparse.SUPPRESS)
    return list(found)


def _add_question_flags(parser: ArgumentParser) -> list[str]:
    group = parser.add_argument_group("questions")
    return _strings(
        group.add_argument(
            WHERE,
            action=Gather,
            dest=_TYPED,
            nargs=1,
            metavar="CONDITION",
            help="a condition on a field, as said below",
        ),
        group.add_argument(NOT, action=Gather, dest=_TYPED, nargs=0, help="ask for the contrary of what comes next"),
        group.add_argument(
            "--possibly",
            action="store_true",
            help="take in what is not known, unless something that is stated rules it out",
        ),
    )


def _add_steps(parser: ArgumentParser, steps: Iterable[str]) -> list[str]:
    group = parser.add_argument_group("from there to").add_mutually_exclusive_group()
    return _strings(
        *(
            group.add_argument(flag_of(name), dest="step", action="store_const", const=name, help=f"their {name}")
            for name in steps
        )
    )


def _add_answers(parser: ArgumentParser, *, has_total: bool) -> list[str]:
    parser.set_defaults(total_attendance=False, step=None)
    group = parser.add_argument_group("answers, in place of a list").add_mutually_exclusive_group()
    found = [
        group.add_argument("--count", action="store_true", help="how many there are"),
        group.add_argument(
            "--count-by", metavar="FIELDS", help="how many say what, by one field or several: kind,mode"
        ),
        group.add_argument(
            "--pivot", nargs=2, metavar=("ROWS", "COLUMNS"), help="the same with fields downwards and fields across"
        ),
        group.add_argument(
            "--timeline",
            nargs="+",
            metavar=("PERIOD", "FIELD"),
            help=f"how many there are in each {', '.join(get_args(Period))}, by the field with the dates",
        ),
    ]
    if has_total:
        found.append(
            group.add_argument("--total-attendance", action="store_true", help="how many people took part, with bounds")
        )
    return _strings(*found)


def _add_form(parser: ArgumentParser) -> list[str]:
    group = parser.add_argument_group("form")
    found = [
        group.add_argument(
            "--format", choices=FORMATS, default="text", help="how to print (text); json has all fields"
        ),
        group.add_argument(
            "--fields",
            metavar="FIELDS",
            help=f"the fields to print, with commas between them; {SUMMARY} is all in words",
        ),
        group.add_argument(
            "--sort", metavar="FIELDS", help="the order: by fields, or columns of a count (dates, then id)"
        ),
        group.add_argument("--descending", action="store_true", help="the greatest and latest first"),
        group.add_argument("--limit", type=_limit, metavar="N", help="print the first N only"),
    ]
    add_reference_option(parser)
    return [*_strings(*found), "--no-reference"]


def _strings(*actions: argparse.Action) -> list[str]:
    return [flag for action in actions for flag in action.option_strings]


def _limit(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 9 and int(text):  # noqa: PLR2004 - more records than there are
        return int(text)
    raise argparse.ArgumentTypeError(f"found {quoted(text)}, expected a whole number from 1 on")


def _verb_lines(verbs: Iterable[Verb]) -> str:
    lines: list[str] = []
    for verb in verbs:
        lines += textwrap.wrap(verb.synopsis, _WIDTH, initial_indent="  ", subsequent_indent="      ")
        lines += textwrap.wrap(verb.says, _WIDTH, initial_indent="        ", subsequent_indent="        ")
    return "\n".join(["", "", "verbs:", *lines]) if lines else ""


def _query(arguments: argparse.Namespace) -> int:
    kind = _KINDS[arguments.kind]
    clauses = clauses_of(arguments.typed, verbs_of(kind))
    result = read_good(*arguments.paths)
    everything = selection_of(result.dataset.supplemented_by(reference_for(arguments)), kind)
    step = steps_of(kind).get(arguments.step)

    def answered(certainty: Certainty) -> Selection[Any]:
        found = narrowed(everything, clauses, certainty)
        return step(found) if step else found

    selection = answered("possibly" if arguments.possibly else "definitely")
    print_answer(selection, arguments)
    if not selection:
        complain(f"found nothing among {len(everything)} {kind.collection()}")
    if not arguments.possibly and (more := len(answered("possibly") - selection)):
        complain(f"{more} more possibly; see --possibly")
    if result.faults:
        return 2
    return 0 if selection else 1


QUERY: Final = Command(
    name="query",
    says="ask which events, people, organisations and other records there are",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_query,
    parse=_parse,
)
"""The subcommand."""
