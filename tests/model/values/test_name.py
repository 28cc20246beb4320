import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.name import Name
from seesac_model.model.values.terms import NameKind
from tests.strategies.values import names


@given(names())
def test_short_form_is_read_back(name: Name) -> None:
    """The short form is None or a text from which parse gives back the same value."""
    short = name.short_form()

    assert short is None or Name.parse(short) == name


@given(st.text(max_size=60))
def test_any_text_is_a_name_or_refused(text: str) -> None:
    """Whatever the text is, only InvalidValueError is raised."""
    try:
        name = Name.parse(text)
    except InvalidValueError:
        return

    assert name.text == name.short_form()


@given(st.text(max_size=20))
def test_any_language_is_taken_as_given_or_refused(language: str) -> None:
    """A language tag is kept letter by letter, or refused."""
    try:
        name = Name(text="x", language=language)
    except InvalidValueError:
        return

    assert language.strip() == name.language


@pytest.mark.parametrize(
    "name",
    [
        Name(text="Frontex", language="en"),
        Name(text="Frontex", kind=NameKind.SHORT),
        Name(text="Frontex", during=DateSpan("2005/..")),
    ],
)
def test_whatever_else_is_said_forbids_the_short_form(name: Name) -> None:
    """A name with language, kind or time has no short form, which would lose it."""
    assert name.short_form() is None


@pytest.mark.parametrize(
    "text", ["Bojana Balon", "Бојана Балон", "Jelena Bujaković", "Ştefan cel Mare", "Sami Frashëri"]
)
def test_scripts_and_diacritics_stay(text: str) -> None:
    """A name is kept in its own letters."""
    assert text == Name.parse(text).text


def test_decomposed_letters_are_composed() -> None:
    """The same name in two encodings of Unicode is the same name."""
    assert Name.parse("Bujakovic\u0301") == Name.parse("Bujaković")


@pytest.mark.parametrize(
    "tag",
    [
        # RFC 5646, appendix A, and its grandfathered tags.
        "de",
        "i-enochian",
        "zh-Hant",
        "zh-cmn-Hans-CN",
        "sr-Latn-RS",
        "sl-rozaj-biske",
        "de-CH-1901",
        "hy-Latn-IT-arevela",
        "es-419",
        "x-whatever",
        "qaa-Qaaa-QM-x-southern",
        "en-a-myext-b-another",
        "en-GB-oed",
        "EN-gb-OED",
        "zh-min-nan",
        "cel-gaulish",
        "sr-cyrl",
    ],
)
def test_well_formed_tags_are_kept(tag: str) -> None:
    """Every tag that RFC 5646 calls well-formed is kept as given."""
    assert tag == Name(text="x", language=tag).language


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "e",
        "english language",
        "en_GB",
        "de-419-DE",
        "a-DE",
        "sr-",
        "sr--Latn",
        "en-x",
        "en-a",
        "x",
        "ср",
        "a-a-a",
        "en" + "-abcdefgh1" * 99,
        "en-a" + "-bb" * 600 + "-c",
    ],
)
def test_malformed_tags_are_refused(tag: str) -> None:
    """What RFC 5646 does not call well-formed is refused."""
    with pytest.raises(InvalidValueError) as caught:
        Name(text="x", language=tag)

    assert [fault.path for fault in caught.value.faults] == [("language",)]


@pytest.mark.parametrize("text", ["", " ", "a\nb", "Gunnar\u202eStrömmer", "Strömmer" * 300])
def test_malformed_names_are_refused_without_showing_them(text: str) -> None:
    """A name that cannot be is described and never shown."""
    with pytest.raises(InvalidValueError) as caught:
        Name.parse(text)

    assert [fault.code for fault in caught.value.faults] == [FaultCode.INVALID_TEXT]
    assert "Str" not in str(caught.value)


def test_wrong_types_are_refused_without_showing_them() -> None:
    """A list of names is no name."""
    with pytest.raises(InvalidValueError, match=r"\$\.text: found a list") as caught:
        Name.parse(["Gunnar"])  # type: ignore[arg-type]  # wrong on purpose

    assert "Gunnar" not in str(caught.value)
