"""ATT: groups that took part, and their numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

import attrs

from seesac_model._regex import Regex
from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Attendance, Basis, Citation, EventStatus, Headcount, HeadcountTotal, Qualifier
from seesac_model.rules._apart import bodies_apart, places_apart
from seesac_model.rules._counted_people import differing_numbers, is_headcount, numbers_in
from seesac_model.rules._listing import listed
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = [
    "headcount_differs_from_quote",
    "running_total_as_fresh_count",
    "share_larger_than_whole",
    "shares_off_the_whole",
    "women_and_men_off_the_total",
]

_MOST_SHOWN: Final = 5
# Longer than this, an event can have a running total of its own.
_LONG_EVENT: Final = dt.timedelta(days=31)

_DONE: Final = (
    r"\b(?:trained|reached|attended|participated|took part|certified|enrolled|graduated|supported|instructed|educated|"
    r"briefed|visited)\b"
)
_RUNNING: Final = Regex(
    r"\b(?:so far(?! (?:away|as|from|beyond))|thus far|(?<!up )(?<![-\w])to date(?![-\w])|until now|up to now|"
    r"running total|cumulative (?:total|number|figure)|cumulatively)\b"
    rf"|{_DONE}[^.;]{{0,60}}?\b(?:over|in|during) the (?:past|last) (?:\w+ )?(?:years|months|decade)\b",
    re.IGNORECASE,
)
_SINCE: Final = Regex(rf"{_DONE}[^.;]{{0,60}}?\bsince (?:[^\W\d]+ )?(?P<year>(?:19|20)[0-9]{{2}})\b", re.IGNORECASE)

# Nobody is of two of these services, nor of both sexes: descriptions that name one each speak of different people.
_CLASSES: Final = tuple(
    {word: position for position, words in enumerate(classes) for word in words.split()}
    for classes in (
        ("woman women female", "man men male"),
        ("police policemen policewomen", "customs", "prosecutors prosecution", "judges", "military army soldiers"),
        ("trainees", "trainers instructors", "members", "guests"),
    )
)
# One of these stands in every text in which the two expressions above find anything; to look for them is far quicker.
_SIGNS: Final = ("far", "date", "now", "running", "cumulative", "since", "past", "last")
_WORDS: Final = Regex(r"[^\W\d_]+")


@declare("ATT001", Severity.ERROR)
def share_larger_than_whole(record: Attendance, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a share of a group that certainly has more people, or more women or men, than the group.

    What it does:
        Compares the headcount of an attendance with that of the one it is a part of (`part_of_id`), by the bounds
        within which they lie, and their numbers of women and of men where both give them.
        It says nothing where one of the two is not counted, nor where the share is a running total (ATT004) or a
        number differs from its quotation (ATT005).

    Why is this bad?
        A part cannot be larger than what it is a part of: one of the numbers, or the whole that is named, is wrong.

    Example::

        events:
          - id: course
            title: Course
            kind: training
            status: held
            attendances:
              - {id: course.all, description: officers, headcount: 20}
              - {description: women among them, headcount: 24, part_of_id: course.all}

    Use instead::

        events:
          - id: course
            title: Course
            kind: training
            status: held
            attendances:
              - {id: course.all, description: officers, headcount: 24}
              - {description: women among them, headcount: 20, part_of_id: course.all}

    References:
        - `Attendance.part_of_id` in the reference of the model: a share of a larger group, which totals leave out.
    """
    if record.part_of_id is None or record.headcount is None:
        return
    whole = dataset.attendances.get(record.part_of_id)
    if whole is None or whole.headcount is None or whole.part_of_id == record.id:
        return
    found = _larger(record.headcount, whole.headcount)
    if found is None or _told_elsewhere(whole, record, dataset=dataset):
        return
    path, share, most = found
    yield Problem(
        message=f"{share}, and {quoted(whole.id)}, of which it is a share, has {most}",
        path=path,
        hint="correct one of the numbers, or the larger group",
        related=(whole,),
    )


def _larger(share: Headcount, whole: Headcount) -> tuple[tuple[str, ...], str, str] | None:
    """Return where a share is certainly larger than its whole, and both numbers; None if it need not be."""
    # Exact numbers are by far the most, and need no bounds.
    if share.qualifier is whole.qualifier is Qualifier.EXACTLY:
        exceeds = share.value > whole.value
    else:
        most = whole.upper
        exceeds = most is not None and share.lower > most
    if exceeds:
        return ("headcount",), _plain(share), _plain(whole)
    for name, part, whole_part in (("women", share.women, whole.women), ("men", share.men, whole.men)):
        if part is not None and whole_part is not None and part > whole_part:
            return ("headcount", name), f"{part} {name}", str(whole_part)
    return None


@declare("ATT002", Severity.WARNING)
def shares_off_the_whole(
    record: Attendance, dataset: Dataset, _context: Context, *, slip: int = 2
) -> Iterator[Problem]:
    """
    Flag a group whose shares, which have nobody in common, do not add up to it.

    What it does:
        Adds up the shares of an attendance if they differ in one respect that keeps people apart: the bodies or the
        places that they came from, of which none is a part of another, or the sex, the service (police, customs,
        prosecution, courts, army) or the standing (trainees and trainers, members and guests) that the descriptions
        name.
        It reports a sum that certainly exceeds the whole, though no share alone does, and a sum of exact numbers that
        misses an exact whole by no more than `slip`, where each share is larger than what is missing.
        Roles and other words keep nobody apart: some of the experts may be speakers, and women be officials.
        It says nothing where the words as printed, or a quotation for the headcount, show all of these numbers: then
        the source has the slip.
        Nor does it where a source says something else of the headcount (`says_instead`), where a share alone is larger
        (ATT001), is a running total (ATT004), or a number differs from its quotation (ATT005).

    Why is this bad?
        One of the numbers is misread or mistyped: 18 and 4 are not 21.

    Options:
        - `slip` (2): by how many people exact shares may miss the whole and be taken for all of it; 0 for never.

    Example::

        events:
          - id: course
            title: Course
            kind: training
            status: held
            attendances:
              - {id: course.all, description: officers, headcount: 21}
              - {description: men, headcount: 18, part_of_id: course.all}
              - {description: women, headcount: 4, part_of_id: course.all}

    Use instead::

        events:
          - id: course
            title: Course
            kind: training
            status: held
            attendances:
              - {id: course.all, description: officers, headcount: 22}
              - {description: men, headcount: 18, part_of_id: course.all}
              - {description: women, headcount: 4, part_of_id: course.all}

    References:
        - `Attendance.part_of_id` in the reference of the model: a share of a larger group, which totals leave out.
    """
    whole = record.headcount
    if whole is None:
        return
    shares = dataset.referring(Attendance, to=record, by="part_of_id")
    counted = [(share, share.headcount) for share in shares if share.headcount is not None]
    if len(counted) < 2 or any(_larger(count, whole) or share.id == record.part_of_id for share, count in counted):  # noqa: PLR2004 - one share is no sum
        return
    most = whole.upper
    for group in _apart([share for share, _ in counted], dataset):
        counts = [share.headcount for share in group if share.headcount is not None]
        exceeds = most is not None and sum(count.lower for count in counts) > most
        misses = len(group) == len(shares) and _misses(counts, whole, slip)
        if (exceeds or misses) and not _shows(record, {whole.value, *(count.value for count in counts)}):
            if _disagrees(record) or _told_elsewhere(record, *group, dataset=dataset):
                return
            shown = listed(map(_plain, counts), _MOST_SHOWN, joint=" and ")
            yield Problem(
                message=f"{_plain(whole)}, with shares of {shown}, together {HeadcountTotal.of(counts)}",
                path=("headcount",),
                hint="correct one of the numbers, or give the words as printed if the source has the slip",
                related=tuple(group),
            )
            return


def _misses(counts: list[Headcount], whole: Headcount, slip: int) -> bool:
    if any(count.qualifier is not Qualifier.EXACTLY for count in (whole, *counts)):
        return False
    missing = whole.value - sum(count.value for count in counts)
    return 0 < missing <= slip and missing < min(count.value for count in counts)


def _apart(shares: list[Attendance], dataset: Dataset) -> Iterator[list[Attendance]]:
    """Yield lists of shares, of one perhaps or of none, of which no two can have people in common."""
    of_bodies = [share for share in shares if share.organisation_ids]
    if bodies_apart((share.organisation_ids for share in of_bodies), dataset):
        yield of_bodies
    of_places = [share for share in shares if share.place_ids]
    if places_apart((share.place_ids for share in of_places), dataset):
        yield of_places
    described = [(share, set(_WORDS.compiled().findall(share.description.casefold()))) for share in shares]
    for words_of in _CLASSES:
        classed = [(share, {words_of[word] for word in words if word in words_of}) for share, words in described]
        found = [(share, next(iter(classes))) for share, classes in classed if len(classes) == 1]
        if len({name for _, name in found}) == len(found):
            yield [share for share, _ in found]


@declare("ATT003", Severity.WARNING)
def women_and_men_off_the_total(record: Attendance, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a headcount whose women and men certainly do not add up to it.

    What it does:
        Compares the sum of women and men, where both are given, with the bounds of the number.
        It says nothing where the words as printed, or a quotation for the headcount, show all three numbers: then the
        source has the slip, and the record tells of it.
        Nor does it where a source says something else of the headcount (`says_instead`), or the number differs from its
        quotation (ATT005).

    Why is this bad?
        One of the three numbers is misread or mistyped.

    Example::

        events:
          - id: course
            title: Course
            kind: training
            status: held
            attendances:
              - {description: officers, headcount: {value: 21, women: 4, men: 18}}

    Use instead::

        events:
          - id: course
            title: Course
            kind: training
            status: held
            attendances:
              - description: officers
                headcount: {value: 21, women: 4, men: 18, wording: "18 men and 4 women, given as 21"}

    References:
        - `Headcount` in the reference of the model: women and men need not add up to the number.
    """
    whole = record.headcount
    if whole is None or whole.women is None or whole.men is None:
        return
    together = whole.women + whole.men
    if together >= whole.lower and (whole.upper is None or together <= whole.upper):
        return
    if _shows(record, {whole.value, whole.women, whole.men}) or _disagrees(record):
        return
    if next(_differences(record, dataset), None) is None:
        yield Problem(
            message=f"{whole.women} women and {whole.men} men are {together}, and the number is {_plain(whole)}",
            path=("headcount",),
            hint="correct one of the numbers, or give the words as printed if the source has the slip",
        )


@declare("ATT004", Severity.WARNING)
def running_total_as_fresh_count(record: Attendance, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a number of people that includes earlier events and is not marked so.

    What it does:
        Looks in the description and in the words of the headcount for words that say so: `so far`, `thus far`,
        `to date`, `until now`, `up to now`, `running total`, `cumulatively`, and, behind a word such as `trained` or
        `reached`, `over the past two years` or `since 2019` where the event was in a later year.
        It says nothing of events that are under way or took longer than 31 days, which can have a running total of
        their own; nor of `in total` and `altogether`, which are said of fresh numbers too.
        It also reports a share that is marked `cumulative` of a group that is not.

    Why is this bad?
        A running total that is added to other numbers counts the same people again and again.

    Example::

        events:
          - id: course
            title: Course
            kind: training
            status: held
            dates: 2023-02-14
            attendances:
              - {description: officers trained so far, headcount: over 500}

    Use instead::

        events:
          - id: course
            title: Course
            kind: training
            status: held
            dates: 2023-02-14
            attendances:
              - {description: officers trained so far, headcount: over 500, cumulative: true}

    References:
        - `Attendance.cumulative` in the reference of the model: such a number is never added to others.
    """
    if record.headcount is None:
        return
    if record.cumulative:
        whole = dataset.attendances.get(record.part_of_id) if record.part_of_id is not None else None
        if whole is not None and whole.headcount is not None and not _is_running(whole, dataset):
            yield Problem(
                message=f"a running total, and {quoted(whole.id)}, of which it is a share, is none",
                path=("part_of_id",),
                hint="mark both as cumulative or none, or correct the larger group",
                related=(whole,),
            )
        return
    for path, text in ((("description",), record.description), (("headcount", "wording"), record.headcount.wording)):
        if text is not None and _tells_of_earlier(text, record, dataset):
            yield Problem(
                message="the words say that the number includes earlier events, and it is not marked cumulative",
                path=path,
                hint="set cumulative: true, or correct the words",
            )
            return


def _is_running(attendance: Attendance, dataset: Dataset) -> bool:
    wording = None if attendance.headcount is None else attendance.headcount.wording
    return attendance.cumulative or any(
        text is not None and _tells_of_earlier(text, attendance, dataset) for text in (attendance.description, wording)
    )


def _tells_of_earlier(text: str, attendance: Attendance, dataset: Dataset) -> bool:
    folded = text.casefold()
    if not any(word in folded for word in _SIGNS):
        return False
    since = _SINCE.search(text)
    says_so = _RUNNING.search(text) is not None
    event = dataset.events.get(attendance.event_id) if says_so or since is not None else None
    if event is None or event.status is EventStatus.UNDER_WAY:
        return False
    first, last = (event.dates.earliest, event.dates.latest) if event.dates is not None else (None, None)
    if first is not None and (last is None or last - first >= _LONG_EVENT):
        return False
    return says_so or (since is not None and first is not None and int(since["year"]) < first.year)


@declare("ATT005", Severity.WARNING)
def headcount_differs_from_quote(record: Attendance, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a headcount with which no number agrees in the words that are quoted for it.

    What it does:
        Looks at the words of the headcount, and at the quotations of citations that state it.
        It reports the first in which people are certainly counted (`24 customs officers`, `twenty-four`; not `two
        days`, and no year) and in which no number, nor the sum of some side by side, is one of the headcount's or lies
        within its bounds.
        Where the headcount has no upper bound, twice its number is taken for one.
        A citation without `fields` is only looked at if it is the record's own and its quotation is nothing but a
        number of people.
        Citations with `says_instead`, and those that are inferred or estimated, are left out.

    Why is this bad?
        The quotation is the evidence for the number: one of the two is mistyped, or the quotation is for another group.

    Example::

        sources:
          - {id: page, title: Page}
        events:
          - id: course
            title: Course
            kind: training
            status: held
            attendances:
              - description: officers
                headcount: 42
                citations:
                  - page
                  - {source_id: page, fields: [headcount], quote: twenty-four customs officers}

    Use instead::

        sources:
          - {id: page, title: Page}
        events:
          - id: course
            title: Course
            kind: training
            status: held
            attendances:
              - description: officers
                headcount: 24
                citations:
                  - page
                  - {source_id: page, fields: [headcount], quote: twenty-four customs officers}

    References:
        - W3C PROV, `prov:wasQuotedFrom`: https://www.w3.org/TR/prov-o/
    """
    found = next(_differences(record, dataset), None)
    if found is None or record.headcount is None:
        return
    path, numbers = found
    shown = listed(map(str, numbers), _MOST_SHOWN)
    yield Problem(
        message=f"the words say {shown}, the headcount {_plain(record.headcount)}",
        path=path,
        hint="correct the number or the words; if the source says something else, put that into says_instead",
    )


def _differences(record: Attendance, dataset: Dataset) -> Iterator[tuple[tuple[str | int, ...], list[int]]]:
    """Yield the words for a headcount with which it does not agree: where they are, and the numbers of people there."""
    headcount = record.headcount
    if headcount is None:
        return
    if headcount.wording is not None:
        numbers = differing_numbers(headcount.wording, headcount)
        if numbers:
            yield ("headcount", "wording"), numbers
    for position, citation in enumerate(record.citations):
        if citation.quote is not None and _states_headcount(citation, record, dataset):
            numbers = differing_numbers(citation.quote, headcount)
            if numbers:
                yield ("citations", position, "quote"), numbers


def _states_headcount(citation: Citation, record: Attendance, dataset: Dataset) -> bool:
    if citation.says_instead is not None or citation.basis is not Basis.STATED:
        return False
    if citation.fields:
        return "headcount" in citation.fields
    if any(other.source_id == citation.source_id and "headcount" in other.fields for other in record.citations):
        return False
    event = dataset.events.get(record.event_id)
    panel = dataset.panels.get(record.panel_id) if record.panel_id is not None else None
    if any(owner is not None and citation in owner.citations for owner in (event, panel)):
        return False
    return citation.quote is not None and is_headcount(citation.quote)


def _told_elsewhere(whole: Attendance, *shares: Attendance, dataset: Dataset) -> bool:
    """Tell whether another rule says what is wrong with one of the numbers."""
    if any(next(_differences(record, dataset), None) for record in (whole, *shares)):
        return True
    return not _is_running(whole, dataset) and any(_is_running(share, dataset) for share in shares)


def _shows(record: Attendance, numbers: set[int]) -> bool:
    """Tell whether the words for a headcount have all of these numbers."""
    wording = record.headcount.wording if record.headcount is not None else None
    quotes = (citation.quote for citation in record.citations if "headcount" in citation.fields)
    return any(text is not None and numbers.issubset(numbers_in(text)) for text in (wording, *quotes))


def _disagrees(record: Attendance) -> bool:
    return any(entry.says_instead is not None and "headcount" in entry.fields for entry in record.citations)


def _plain(headcount: Headcount) -> str:
    """Write a number with its qualifier, without the words of the source."""
    return attrs.evolve(headcount, wording=None, women=None, men=None).short_form() or ""
