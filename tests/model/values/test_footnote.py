import pytest
from hypothesis import given

from seesac_model.errors import InvalidValueError
from seesac_model.model.values.footnote import Footnote
from seesac_model.model.values.terms import HouseStyle
from tests.strategies.values import footnotes


@given(footnotes())
def test_footnotes_have_no_short_form(footnote: Footnote) -> None:
    """The text alone would not say whose footnote it is."""
    assert footnote.short_form() is None


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (
            HouseStyle.UN,
            "References to Kosovo shall be understood in the context of Security Council resolution 1244 (1999).",
        ),
        (
            HouseStyle.EU,
            "This designation is without prejudice to positions on status,\nand is in line with UNSCR 1244/1999.",
        ),
    ],
)
def test_footnotes_are_kept_word_for_word(style: HouseStyle, text: str) -> None:
    """A footnote keeps its style and its words, several lines included."""
    footnote = Footnote(style=style, text=text)

    assert (style, text) == (footnote.style, footnote.text)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"style": "un", "text": "x"}, "style"),
        ({"style": HouseStyle.UN, "text": ""}, "text"),
        ({"style": HouseStyle.UN, "text": "x" * 20_001}, "text"),
        ({"style": HouseStyle.UN, "text": "x\u202ey"}, "text"),
    ],
)
def test_malformed_footnotes_are_refused(fields: dict[str, object], path: str) -> None:
    """The error names the field that cannot be."""
    with pytest.raises(InvalidValueError) as caught:
        Footnote(**fields)  # type: ignore[arg-type]  # wrong on purpose

    assert [(path,)] == [fault.path for fault in caught.value.faults]
