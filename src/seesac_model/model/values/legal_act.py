"""An act of the European Union, by its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Final, Self

import attrs

from seesac_model.errors import Fault, FaultCode, InvalidValueError, quoted
from seesac_model.model._fields import Pattern, Range, about
from seesac_model.model.values._act_styles import (
    BEFORE_LISBON,
    COM_SERIES,
    DECISIONS,
    DIRECTIVES,
    DOMAINS,
    EARLIEST,
    FORMS,
    LATEST,
    LISBON,
    ONE_SERIES,
    REGULATIONS,
    ActNumber,
    read_act,
    read_dated_act,
)
from seesac_model.model.values._line import line_of
from seesac_model.model.values._value import Value
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.terms import IdentifierScheme, LegalActKind

__all__ = ["LegalAct"]

_ELI_TYPES: Final[Mapping[LegalActKind, str]] = {
    LegalActKind.DECISION: "dec",
    LegalActKind.IMPLEMENTING_DECISION: "dec_impl",
    LegalActKind.DELEGATED_DECISION: "dec_del",
    LegalActKind.REGULATION: "reg",
    LegalActKind.IMPLEMENTING_REGULATION: "reg_impl",
    LegalActKind.DELEGATED_REGULATION: "reg_del",
    LegalActKind.DIRECTIVE: "dir",
    LegalActKind.IMPLEMENTING_DIRECTIVE: "dir_impl",
    LegalActKind.DELEGATED_DIRECTIVE: "dir_del",
}


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class LegalAct(Value):
    """
    An act of the European Union by kind, year and number, whatever the style in which it was printed.

    The short text form is the title, `Decision (CFSP) 2019/2111`. A number of the common foreign and security policy
    from 2010 on that is printed without a kind (`2010/179/CFSP`, `(CFSP) 2019/2111`) is read as a decision, as is
    `EUCD` or `CD`; an implementing decision is one only where that is printed.

    Attributes:
        kind: What kind of act it is.
        year: The year of its number, 1952 to 2099.
        serial: The number in that year, 1 to 9999.
        domain: The treaty or policy it was adopted under, `CFSP`, `EU`, `EC`, `EEC`, `Euratom` or `ECSC`; None where it
            was not printed ("EUCD 2016/2356"), which decisions before 2015 do not allow. Not part of equality, because
            kind, year and number say which act it is.

    Raises:
        InvalidValueError: A field is malformed, a joint action or common position is not of the CFSP before 2010, a
            decision before 2015 has no domain, a COM document has one, or a regulation or directive is of the CFSP.

    >>> act = LegalAct.parse("179/2010/CFSP")
    >>> act.short_form(), act.celex, act == LegalAct.parse("Council Decision 2010/179/CFSP")
    ('Decision 2010/179/CFSP', '32010D0179', True)
    """

    kind: LegalActKind = attrs.field(metadata=about("what kind of act it is"))
    year: Annotated[int, Range(EARLIEST, LATEST)] = attrs.field(metadata=about("the year of its number"))
    serial: Annotated[int, Range(1, 9999)] = attrs.field(metadata=about("the number in that year"))
    domain: Annotated[str, Pattern("|".join(DOMAINS), f"one of {', '.join(DOMAINS)}")] | None = attrs.field(
        default=None, eq=False, metadata=about("the treaty or policy it was adopted under")
    )

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Return the act that a text in one of the printed styles names.

        The date of the act may stand behind the number (`of 11 March 2010`); it is read and dropped.

        Raises:
            InvalidValueError: The text is no such style or says more than one act, its kind is not certain
                ("2002/842/CFSP" can be a decision, a joint action or a common position), or year and number cannot be
                told apart. Or a date behind the number is in no calendar, or of neither its year nor the one before.

        >>> LegalAct.parse("Council Decision 2010/179/CFSP of 11 March 2010").title
        'Decision 2010/179/CFSP'
        >>> LegalAct.parse("Regulation (EU) 258/2012").number
        '(EU) No 258/2012'
        """
        text = line_of(text)
        act = read_dated_act(text)
        if act.kind is None:
            raise InvalidValueError.of(
                FaultCode.INVALID_VALUE,
                found=f"{quoted(text)}, which leaves the kind of act open",
                expected="an act with its kind, such as 'Decision 2002/842/CFSP'",
                suggestion="write Decision, Joint Action, Common Position, Regulation or Directive before it",
                value=text,
            )
        return cls(kind=act.kind, year=act.year, serial=act.serial, domain=act.domain)

    def short_form(self) -> str | None:
        """Return the title; None where it could be read as another act, because the number looks like a year."""
        try:
            same = LegalAct.parse(self.title)
        except InvalidValueError:
            return None
        return self.title if same == self and same.domain == self.domain else None

    @property
    def number(self) -> str:
        """The number alone, as the Official Journal of its time prints it: `2010/179/CFSP`, `(CFSP) 2019/2111`."""
        return ActNumber(self.kind, self.year, self.serial, self.domain).text

    @property
    def title(self) -> str:
        """Kind and number, as the Official Journal of its time prints them, without the institution."""
        if self.kind is LegalActKind.COM_DOCUMENT:
            return self.number
        return f"{FORMS.get(self.kind, 'Communication')} {self.number}"

    @property
    def celex(self) -> str | None:
        """
        The CELEX number; None where it does not follow from the number.

        That is so for a COM document that is not said to be a communication, and for decisions before 2015 outside the
        CFSP, whose two series of numbers overlap.
        """
        if self.kind is LegalActKind.COMMUNICATION:
            return f"5{self.year}DC{self.serial:04}"
        if self.kind is LegalActKind.COM_DOCUMENT or (self._has_old_number and self.domain != "CFSP"):
            return None
        return f"3{self.year}{self._celex_letter}{self.serial:04}"

    @property
    def _celex_letter(self) -> str:
        if self.kind in BEFORE_LISBON:
            return "E"
        if self.kind in DECISIONS:
            return "D"
        return "R" if self.kind in REGULATIONS else "L"

    @property
    def _has_old_number(self) -> bool:
        return self.kind in DECISIONS and self.year < ONE_SERIES

    @property
    def eli(self) -> str | None:
        """
        The European Legislation Identifier; None where it does not follow from the number.

        That is so for joint actions, common positions and COM documents, and for decisions before 2015: Decision
        2014/219/CFSP has `dec/2014/219`, but 2010/96/CFSP has `dec/2010/96(1)`.
        """
        kind = _ELI_TYPES.get(self.kind)
        if kind is None or self._has_old_number:
            return None
        return f"http://data.europa.eu/eli/{kind}/{self.year}/{self.serial}/oj"

    def identifiers(self) -> tuple[Identifier, ...]:
        """
        Return the identifiers that follow from the number: CELEX, ELI and the number alone, each where it is certain.

        >>> [str(identifier.scheme) for identifier in LegalAct.parse("EUCD 2016/2356").identifiers()]
        ['celex', 'eli', 'act-number']
        """
        pairs = (
            (IdentifierScheme.CELEX, self.celex),
            (IdentifierScheme.ELI, self.eli),
            (IdentifierScheme.ACT_NUMBER, self.number if self._number_is_certain else None),
        )
        return tuple(Identifier(scheme=scheme, value=value) for scheme, value in pairs if value is not None)

    @property
    def _number_is_certain(self) -> bool:
        """Whether the number says which act it is without the kind before it."""
        try:
            act = read_act(self.number)
        except InvalidValueError:
            return False
        return (act.year, act.serial, act.text) == (self.year, self.serial, self.number)

    def _contradictions(self) -> Iterator[Fault]:
        if self.kind in BEFORE_LISBON and (self.year >= LISBON or self.domain not in {None, "CFSP"}):
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"a {self.kind} of {self.year}" + (f" under {self.domain}" if self.domain else ""),
                expected="a joint action or common position of the CFSP from 2009 or before",
                path=("kind",),
                value=self.kind,
            )
        if self.kind in REGULATIONS | DIRECTIVES and self.domain == "CFSP":
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"a {self.kind} under CFSP",
                expected="a decision, a joint action or a common position, which are all acts that the CFSP has",
                path=("domain",),
                value=self.domain,
            )
        if self._has_old_number and self.domain is None:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"a {self.kind} of {self.year} without a domain",
                expected="a domain, such as 'CFSP', which was a part of the number before 2015",
                path=("domain",),
            )
        if self.kind in COM_SERIES and self.domain is not None:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"a {self.kind} under {self.domain}",
                expected="no domain for a document of the COM series",
                path=("domain",),
                value=self.domain,
            )
