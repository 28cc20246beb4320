"""What several rules about frameworks ask: what stands under one, since when it applies, what its wording says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from seesac_model._regex import Regex
from seesac_model.dataset import Dataset
from seesac_model.model import (
    DateSpan,
    FrameworkKind,
    Funding,
    FundingStatus,
    Mandate,
    PolicyFramework,
    Record,
)

__all__ = [
    "Under",
    "UnderFramework",
    "begin_of",
    "begins_before_adoption",
    "is_before_adoption",
    "is_cited_as_amended",
    "may_be_in_force",
    "places_cited_as_amended",
    "says_that_it_amends",
    "under_framework",
]

Under: TypeAlias = Mandate | Funding
"""The records that put something under a framework."""

_PROMISES: Final = frozenset({FundingStatus.PLANNED, FundingStatus.ANNOUNCED, FundingStatus.PLEDGED})
_ACTS: Final = frozenset({FrameworkKind.LEGAL_ACT, FrameworkKind.TREATY, FrameworkKind.RESOLUTION})
_AMENDED: Final = Regex(
    r"\bas (?:last |most recently |subsequently |further )?amended\b|\bconsolidated (?:text|version)\b|\(consolidated\)"
)
_OF_ANOTHER: Final = Regex(r"\b(?:amending|amends|implement|repeal|replac|supplement|extend|under\b|pursuant|based on)")
_OF_ANOTHER_IN_WORDING: Final = Regex(r"\b(?:amending|amends)\b")
# After a comma the amendment is a by-product of an act on something else: its object is often of another field.
_AMENDING: Final = Regex(r"(?<!, )\bamending\b|\bamendments? (?:to|of)\b", re.IGNORECASE)


class UnderFramework(NamedTuple):
    """
    An event, or money, and the framework under which it is recorded.

    Attributes:
        framework: The framework.
        dates: The days of the event, or the time of the money.
        verb: What stands before the dates in a sentence.
        related: The records that are part of any problem with it.
        is_promise: Whether it is money that was promised and not yet given.
    """

    framework: PolicyFramework
    dates: DateSpan
    verb: str
    related: tuple[Record, ...]
    is_promise: bool = False

    @property
    def told(self) -> str:
        """The dates as the end of a sentence."""
        return f"{self.verb} {self.dates}"


def under_framework(record: Under, dataset: Dataset) -> UnderFramework | None:
    """Return what a record puts under a framework; None where one of the two, or the time, is not known."""
    framework = None if record.framework_id is None else dataset.frameworks.get(record.framework_id)
    if framework is None:
        return None
    if isinstance(record, Funding):
        # The dates of an event that was paid for are left to its mandate, lest one fault be told twice.
        if record.during is None:
            return None
        is_promise = record.status in _PROMISES
        return UnderFramework(framework, record.during, "the money is of", (framework,), is_promise)
    event = dataset.events.get(record.event_id)
    if event is None or event.dates is None:
        return None
    return UnderFramework(framework, event.dates, "the event was on", (event, framework))


def begin_of(dates: DateSpan) -> DateSpan | None:
    """
    Return when some time begins, as precisely as it is stated; None where that is not known.

    >>> begin_of(DateSpan("2018-11~/2021")), begin_of(DateSpan("../2021"))
    (DateSpan('2018-11~'), None)
    """
    first = dates.text.partition("/")[0]
    return DateSpan(first) if first.strip(".") and not first.startswith("{") else None


def is_before_adoption(dates: DateSpan, framework: PolicyFramework) -> bool:
    """Tell whether all of these days certainly were before the framework was adopted."""
    return framework.adopted is not None and dates.before(framework.adopted).definitely


def begins_before_adoption(framework: PolicyFramework) -> bool:
    """Tell whether a framework certainly was in force before it was adopted."""
    if framework.adopted is None or framework.in_force is None:
        return False
    begin = begin_of(framework.in_force)
    return begin is not None and begin.before(framework.adopted).definitely


def may_be_in_force(framework: PolicyFramework, dates: DateSpan) -> bool:
    """Tell whether a framework may have been in force on one of these days; so it may where nobody says when it was."""
    return framework.in_force is None or dates.overlaps(framework.in_force).possibly


def is_cited_as_amended(text: str | None, *, in_wording: bool = False) -> bool:
    """
    Tell whether a text says that the framework it is about was amended.

    Where it speaks of another act first ("amending Decision 1, as amended"), it may mean that one: the answer is no.

    Args:
        text: A title or note of the framework, or the wording of a mandate under it.
        in_wording: Whether it is the latter: "held under Decision 1, as amended" then means Decision 1.

    >>> is_cited_as_amended("Decision 1, as last amended"), is_cited_as_amended("implementing Decision 1 as amended")
    (True, False)
    """
    if text is None:
        return False
    lowered = text.lower()
    if "amended" not in lowered and "consolidated" not in lowered:
        return False
    found = _AMENDED.search(lowered)
    of_another = _OF_ANOTHER_IN_WORDING if in_wording else _OF_ANOTHER
    return found is not None and of_another.search(lowered[: found.start()]) is None


def says_that_it_amends(framework: PolicyFramework) -> bool:
    """Tell whether the title of an act says that it is there to amend another."""
    return framework.kind in _ACTS and _AMENDING.search(framework.title) is not None


def places_cited_as_amended(
    framework: PolicyFramework, dataset: Dataset
) -> Iterator[tuple[tuple[str | int, ...], tuple[Record, ...]]]:
    """Yield where a framework is cited as amended: the path in its own record, or the mandate whose wording says so."""
    if is_cited_as_amended(framework.title):
        yield ("title",), ()
    for position, name in enumerate(framework.other_titles):
        if is_cited_as_amended(name.text):
            yield ("other_titles", position, "text"), ()
    if is_cited_as_amended(framework.note):
        yield ("note",), ()
    for mandate in dataset.referring(Mandate, to=framework, by="framework_id"):
        if is_cited_as_amended(mandate.wording, in_wording=True):
            yield (), (mandate,)
