"""Whether a framework was in force when an event was held."""

from __future__ import annotations

from seesac_model.errors import SelectionError, described
from seesac_model.model import Answer, Event, PolicyFramework, Record
from seesac_model.query._asked import articled

__all__ = ["in_force"]


def in_force(framework: PolicyFramework, event: Event, *, as_period: bool = False) -> Answer:
    """
    Say whether a framework was in force on all days of an event.

    NO as well, if all days of the event were before the framework's adoption. UNKNOWN where the dates of one of them do
    not decide it: an act of which a source says no more than "2014-2016" began on some day of 2014.

    Args:
        framework: The framework.
        event: The event.
        as_period: Whether to read years and months at the ends of `in_force` as wholly in it, "2014-2016" as three full
            years; see :meth:`DateSpan.within <seesac_model.model.DateSpan.within>`.

    Raises:
        SelectionError: One of the two is no such record: an id does not do, for there is no dataset to look it up in.

    >>> from seesac_model.model import DateSpan, EventKind, EventStatus, FrameworkKind
    >>> act = PolicyFramework(
    ...     id="cfsp-2019-2111",
    ...     title="Council Decision (CFSP) 2019/2111",
    ...     kind=FrameworkKind.LEGAL_ACT,
    ...     adopted=DateSpan("2019-12-09"),
    ... )
    >>> meeting = Event(
    ...     id="m", title="Meeting", kind=EventKind.MEETING, status=EventStatus.HELD, dates=DateSpan("2018-05")
    ... )
    >>> in_force(act, meeting)
    <Answer.NO: 'no'>
    """
    _require(framework, PolicyFramework)
    _require(event, Event)
    if event.dates is None:
        return Answer.UNKNOWN
    if framework.adopted is not None and event.dates.before(framework.adopted) is Answer.YES:
        return Answer.NO
    return Answer.UNKNOWN if framework.in_force is None else event.dates.within(framework.in_force, as_period=as_period)


def _require(given: object, kind: type[Record]) -> None:
    if not isinstance(given, kind):
        found = articled(type(given)) if isinstance(given, Record) else described(given)
        raise SelectionError(
            f"found {found}, expected {articled(kind)}: the record itself, such as dataset.{kind.collection()}[...]"
        )
