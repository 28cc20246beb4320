"""Policy frameworks, their goals and their indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

import attrs

from seesac_model.model._fields import LongText, Pattern, Reference, about
from seesac_model.model.event import EventId
from seesac_model.model.organisation import OrganisationId, WebAddress
from seesac_model.model.place import PlaceId
from seesac_model.model.record import Record
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.name import Name
from seesac_model.model.vocabulary import FrameworkKind

__all__ = ["Goal", "GoalId", "Indicator", "IndicatorId", "ItemNumber", "PolicyFramework", "PolicyFrameworkId"]

PolicyFrameworkId = Annotated[str, Reference("frameworks")]
"""The id of a :class:`PolicyFramework`."""
GoalId = Annotated[str, Reference("goals")]
"""The id of a :class:`Goal`."""
IndicatorId = Annotated[str, Reference("indicators")]
"""The id of an :class:`Indicator`."""
ItemNumber = Annotated[
    str, Pattern("[A-Za-z0-9][A-Za-z0-9 ._()/-]{0,31}", "a number as the framework prints it, such as '1' or 'OA 8.1'")
]
"""The number of a goal or indicator, as the framework prints it: `1`, `OA 8.1`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class PolicyFramework(Record):
    """
    What cooperation rests on: a roadmap, strategy, legal act, treaty, risk-analysis model, standard or initiative.

    Attributes:
        id: The framework's id.
        title: Its full title in English.
        other_titles: Short titles, variants that sources print, titles in other languages.
        kind: What sort of framework it is.
        identifiers: Its numbers in registers: CELEX, ELI, UN symbol.
        adopted: When it was adopted; None if not known.
        adopted_by_ids: Who adopted it.
        adopted_at_event_id: The event at which it was adopted; None if not known.
        in_force: When it was or is in force; None if not known.
        target: The date by which it is to be achieved; None if there is none.
        amends_ids: The frameworks that it amends.
        repeals_ids: The frameworks that it repeals.
        succeeds_ids: The frameworks that it follows.
        implements_ids: The frameworks that it implements.
        coordinator_ids: Who coordinates its implementation.
        scope_place_ids: The places that it is for.
        website: Its own page; None if not known.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> from seesac_model.model import DateSpan
    >>> act = PolicyFramework(
    ...     id="cfsp-2019-2111",
    ...     title="Council Decision (CFSP) 2019/2111",
    ...     kind=FrameworkKind.LEGAL_ACT,
    ...     adopted=DateSpan("2019-12-09"),
    ... )
    >>> str(act.adopted)
    '2019-12-09'
    """

    id: PolicyFrameworkId = attrs.field(metadata=about("the framework's id"))
    title: str = attrs.field(metadata=about("its full title", term="http://data.europa.eu/eli/ontology#title"))
    other_titles: tuple[Name, ...] = attrs.field(
        default=(), metadata=about("other titles", term="http://data.europa.eu/eli/ontology#title_alternative")
    )
    kind: FrameworkKind = attrs.field(
        metadata=about("what sort of framework it is", term="http://data.europa.eu/eli/ontology#type_document")
    )
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(),
        metadata=about("its numbers in registers", term="http://data.europa.eu/eli/ontology#id_local"),
    )
    adopted: DateSpan | None = attrs.field(
        default=None,
        metadata=about("when it was adopted", term="http://data.europa.eu/eli/ontology#date_document"),
    )
    adopted_by_ids: tuple[OrganisationId, ...] = attrs.field(
        default=(), metadata=about("who adopted it", term="http://data.europa.eu/eli/ontology#passed_by")
    )
    adopted_at_event_id: EventId | None = attrs.field(default=None, metadata=about("the event at which it was adopted"))
    in_force: DateSpan | None = attrs.field(
        default=None,
        metadata=about("when it is in force", term="http://data.europa.eu/eli/ontology#first_date_entry_in_force"),
    )
    target: DateSpan | None = attrs.field(default=None, metadata=about("by when it is to be achieved"))
    amends_ids: tuple[PolicyFrameworkId, ...] = attrs.field(
        default=(), metadata=about("what it amends", term="http://data.europa.eu/eli/ontology#amends")
    )
    repeals_ids: tuple[PolicyFrameworkId, ...] = attrs.field(
        default=(), metadata=about("what it repeals", term="http://data.europa.eu/eli/ontology#repeals")
    )
    succeeds_ids: tuple[PolicyFrameworkId, ...] = attrs.field(default=(), metadata=about("what it follows"))
    implements_ids: tuple[PolicyFrameworkId, ...] = attrs.field(
        default=(), metadata=about("what it implements", term="http://data.europa.eu/eli/ontology#based_on")
    )
    coordinator_ids: tuple[OrganisationId, ...] = attrs.field(
        default=(), metadata=about("who coordinates its implementation")
    )
    scope_place_ids: tuple[PlaceId, ...] = attrs.field(
        default=(), metadata=about("the places it is for", term="http://data.europa.eu/eli/ontology#jurisdiction")
    )
    website: WebAddress | None = attrs.field(
        default=None, metadata=about("its own page", term="https://schema.org/url")
    )


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Goal(Record):
    """
    A numbered goal or operational action of a framework.

    Attributes:
        id: The goal's id.
        framework_id: The framework.
        number: Its number, as the framework prints it; None if not numbered.
        title: What is to be achieved, in the editors' words or the framework's.
        due: By when; None if not said.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Goal(id="r.goal-1", framework_id="r", number="1", title="Legislation in place").number
    '1'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("goal-{number} or unnumbered-goal",)

    id: GoalId = attrs.field(metadata=about("the goal's id"))
    framework_id: PolicyFrameworkId = attrs.field(metadata=about("the framework", nested_as="goals"))
    number: ItemNumber | None = attrs.field(default=None, metadata=about("its number, as printed"))
    title: LongText = attrs.field(metadata=about("what is to be achieved", term="https://schema.org/name"))
    due: DateSpan | None = attrs.field(default=None, metadata=about("by when"))


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Indicator(Record):
    """
    A key performance indicator of a framework.

    Attributes:
        id: The indicator's id.
        framework_id: The framework.
        number: Its number, as the framework prints it; None if not numbered.
        title: What it measures.
        unit: The unit of its values, in words ("pieces", "%"); None if not known.
        goal_ids: The goals that it measures.
        baseline: The value at the start, in `unit`; None if not known.
        target: The value to be reached, in `unit`; None if not known.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Indicator(id="r.kpi-9", framework_id="r", number="9", title="Weapons destroyed", unit="pieces").unit
    'pieces'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("indicator-{number} or unnumbered-indicator",)

    id: IndicatorId = attrs.field(metadata=about("the indicator's id"))
    framework_id: PolicyFrameworkId = attrs.field(metadata=about("the framework", nested_as="indicators"))
    number: ItemNumber | None = attrs.field(default=None, metadata=about("its number, as printed"))
    title: LongText = attrs.field(metadata=about("what it measures", term="https://schema.org/name"))
    unit: str | None = attrs.field(
        default=None, metadata=about("the unit of its values", term="https://schema.org/unitText")
    )
    goal_ids: tuple[GoalId, ...] = attrs.field(default=(), metadata=about("the goals it measures"))
    baseline: Decimal | None = attrs.field(default=None, metadata=about("the value at the start"))
    target: Decimal | None = attrs.field(default=None, metadata=about("the value to be reached"))
