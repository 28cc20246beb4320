"""Where a fact stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import attrs

from seesac_model.errors import Fault, FaultCode
from seesac_model.model._fields import LongText, Pattern, Reference, about
from seesac_model.model.values._value import Value
from seesac_model.model.vocabulary import Basis, Verification

__all__ = ["Citation", "FieldName", "SourceId"]

SourceId = Annotated[str, Reference("sources")]
"""The id of a :class:`~seesac_model.model.Source`."""
FieldName = Annotated[
    str,
    Pattern(
        r"[a-z][a-z0-9_]{0,63}(?:\.\S(?:.{0,1998}\S)?)?",
        "the name of a field or of an entry, such as 'dates' or 'place_ids.tirana'",
    ),
]
"""
The name of a field of the record that carries the citation, or of one entry of a list.

An entry is named by a dot and what it is known by: the id in a list of references (`place_ids.tirana`), the scheme of
an identifier (`identifiers.celex`), the style of a footnote (`footnotes.un`), the text of a name (`other_names.EBCGA`).
"""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Citation(Value):
    """
    Where a fact stands: a source, the fields that it supports, and how firmly.

    Attributes:
        source_id: The source.
        fields: The fields of the record that the source supports, or single entries of its lists, named as in
            `place_ids.tirana`, `identifiers.celex` or `other_names.EBCGA`; empty for all of them, but for those of
            which the same source is cited apart.
        locator: Where in the source: "paragraph 2", "p. 24". None if not said.
        quote: A short quotation, as evidence; None if there is none. Keep it short: quotations belong to their authors.
        basis: Whether the source states the fact, or it was inferred or estimated.
        note: For an inferred or estimated fact, what it was concluded from; otherwise a remark. None if there is none.
        says_instead: What this source gives for the fields where it disagrees with the record, as text; None where it
            agrees. With it two sources that disagree are both kept. Needs `fields`.
        verification: Whether somebody checked; None if not said.

    Raises:
        InvalidValueError: A field is malformed, or `says_instead` stands without `fields`.

    >>> Citation.parse("seesac-customs-conference")
    Citation(source_id='seesac-customs-conference')
    """

    source_id: SourceId = attrs.field(metadata=about("the source", term="http://schema.org/citation"))
    fields: tuple[FieldName, ...] = attrs.field(default=(), metadata=about("the fields it supports; empty for all"))
    locator: str | None = attrs.field(default=None, metadata=about("where in the source"))
    quote: LongText | None = attrs.field(default=None, metadata=about("a short quotation as evidence"))
    basis: Basis = attrs.field(default=Basis.STATED, metadata=about("stated, inferred or estimated"))
    note: LongText | None = attrs.field(default=None, metadata=about("what an inferred fact was concluded from"))
    says_instead: LongText | None = attrs.field(
        default=None, metadata=about("what this source gives for the fields, where it disagrees")
    )
    verification: Verification | None = attrs.field(default=None, metadata=about("whether somebody checked"))

    @classmethod
    def parse(cls, text: str) -> Citation:
        """
        Read the short form: the id of the source alone.

        Raises:
            InvalidValueError: The text is no id.
        """
        return cls(source_id=text)

    def short_form(self) -> str | None:
        """Return the id of the source if the citation says nothing more, else None."""
        return self.source_id if self == Citation(source_id=self.source_id) else None

    def _contradictions(self) -> Iterator[Fault]:
        if self.says_instead is not None and not self.fields:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found="says_instead without fields",
                expected="the fields for which the source says something else",
                suggestion="name them, as in fields: [dates]",
                path=("fields",),
            )
