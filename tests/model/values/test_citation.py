from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.model import Basis, Citation
from tests.strategies.records import citations


@given(citations())
def test_citations_survive_pickling_and_copying(citation: Citation) -> None:
    """A citation that was copied in whatever way equals the first and has its hash."""
    for again in (pickle.loads(pickle.dumps(citation)), copy.copy(citation), copy.deepcopy(citation)):  # noqa: S301 - our own bytes
        assert citation == again
        assert hash(citation) == hash(again)


@given(citations())
def test_the_short_form_says_everything_or_is_not_given(citation: Citation) -> None:
    """The short form reads back equal; there is none where more than the source is said."""
    short = citation.short_form()
    if short is None:
        assert citation != Citation(source_id=citation.source_id)
    else:
        assert Citation.parse(short) == citation


@given(citations(), citations())
def test_the_order_of_citations_is_total(one: Citation, two: Citation) -> None:
    """Of two citations just one of `<`, `==` and `>` holds."""
    assert [one < two, one == two, one > two].count(True) == 1


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"source_id": "No id"}, FaultCode.INVALID_ID, ("source_id",)),
        ({"fields": ("Dates",)}, FaultCode.INVALID_VALUE, ("fields", 0)),
        ({"locator": "two\nlines"}, FaultCode.INVALID_TEXT, ("locator",)),
        ({"basis": "stated"}, FaultCode.WRONG_TYPE, ("basis",)),
        ({"says_instead": "2022"}, FaultCode.CONTRADICTION, ("fields",)),
    ],
)
def test_malformed_citations_are_refused(
    fields: dict[str, object], code: FaultCode, path: tuple[str | int, ...]
) -> None:
    """What is not of its field's form cannot exist, and disagreement names the fields that it is about."""
    arguments: dict[str, object] = {"source_id": "a", **fields}
    with pytest.raises(InvalidValueError) as caught:
        Citation(**arguments)  # type: ignore[arg-type]  # that is the point
    assert [(code, path)] == [(fault.code, fault.path) for fault in caught.value.faults]


def test_what_a_source_says_instead_is_kept() -> None:
    """Two sources that disagree are both kept, each with what it says."""
    citation = Citation(source_id="a", fields=("dates",), says_instead="29 October", basis=Basis.STATED)
    assert repr(citation) == "Citation(source_id='a', fields=('dates',), says_instead='29 October')"


def test_the_text_of_a_citation_is_an_id() -> None:
    """A text that is no id is no short form."""
    with pytest.raises(InvalidValueError):
        Citation.parse("The SEESAC page")
