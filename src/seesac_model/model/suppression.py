"""Suppressions: findings that somebody looked at and accepts, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import attrs

from seesac_model.errors import Fault, FaultCode
from seesac_model.model._fields import LongText, Pattern, about
from seesac_model.model.origin import Origin
from seesac_model.model.values._value import Value
from seesac_model.model.values.date_span import DateSpan

__all__ = ["RuleCode", "Suppression"]

RuleCode = Annotated[str, Pattern("[A-Z]{3}[0-9]{3}", "the code of a rule, such as 'PAN001'")]
"""Three letters for the family of rules and three digits for the rule."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Suppression(Value):
    """
    A finding that is accepted, with the reason; stored with the dataset.

    Attributes:
        code: The rule.
        kind: The collection of the record (`"events"`); None for the whole dataset.
        record_id: The record; None for every record of `kind`.
        reason: Why the finding is accepted.
        until: Until when it is accepted, to the end of the last day; None for good.
        origin: Where it was read; None if it was made in Python. Not part of equality, never written.

    Raises:
        InvalidValueError: A field is malformed, or there is a record without its kind.

    >>> Suppression(code="SER001", kind="series", record_id="seefen", reason="No trace of the fifth meeting.").code
    'SER001'
    """

    code: RuleCode = attrs.field(metadata=about("the rule"))
    kind: Annotated[str, Pattern("[a-z][a-z_]{0,63}", "the name of a collection, such as 'events'")] | None = (
        attrs.field(default=None, metadata=about("the collection of the record"))
    )
    record_id: str | None = attrs.field(default=None, metadata=about("the record"))
    reason: LongText = attrs.field(metadata=about("why the finding is accepted"))
    until: DateSpan | None = attrs.field(default=None, metadata=about("until when it is accepted"))
    origin: Origin | None = attrs.field(
        default=None, eq=False, repr=False, metadata=about("where it was read", stored=False)
    )

    def _contradictions(self) -> Iterator[Fault]:
        if self.record_id is not None and self.kind is None:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found="record_id without kind",
                expected="the collection that the record is in",
                suggestion="add kind, such as kind: events",
                path=("kind",),
            )
