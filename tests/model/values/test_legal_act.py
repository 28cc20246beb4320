import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.errors import InvalidValueError
from seesac_model.model.values.legal_act import LegalAct
from seesac_model.model.values.terms import IdentifierScheme, LegalActKind
from tests.strategies.values import legal_acts

KIND = LegalActKind


def refusal(text: str) -> InvalidValueError:
    """Return the error with which a text is refused."""
    with pytest.raises(InvalidValueError) as caught:
        LegalAct.parse(text)
    return caught.value


@given(legal_acts())
def test_short_form_is_read_back(act: LegalAct) -> None:
    """The short form is None or a title from which parse gives back the same act, domain included."""
    short = act.short_form()
    read = act if short is None else LegalAct.parse(short)

    assert (act, act.domain) == (read, read.domain)


@given(legal_acts())
def test_the_title_of_a_number_that_is_no_year_is_the_short_form(act: LegalAct) -> None:
    """Since 1999, every act with a domain and a number that cannot be a year is named by its title."""
    plain = attrs.evolve(act, year=max(act.year, 1999), serial=act.serial % 900 + 100)
    if plain.domain is not None:
        assert plain.short_form() == plain.title


def test_two_numbers_that_could_be_years_are_no_short_form() -> None:
    """Where nobody could tell which of them is the year, neither title nor number stands for the act."""
    act = LegalAct(kind=LegalActKind.DECISION, year=1999, serial=2010, domain="CFSP")
    assert act.title == "Decision 1999/2010/CFSP"
    assert act.short_form() is None
    assert [identifier.scheme for identifier in act.identifiers()] == [IdentifierScheme.CELEX]


@given(legal_acts())
def test_identifiers_can_always_be_built(act: LegalAct) -> None:
    """Whatever the act is, its identifiers are well-formed, one of a scheme."""
    schemes = [identifier.scheme for identifier in act.identifiers()]

    assert len(set(schemes)) == len(schemes)


@given(legal_acts())
def test_identifiers_are_those_that_are_certain(act: LegalAct) -> None:
    """CELEX and ELI are among the identifiers exactly where the act has them."""
    found = {identifier.scheme: identifier.value for identifier in act.identifiers()}

    assert (act.celex, act.eli) == (found.get(IdentifierScheme.CELEX), found.get(IdentifierScheme.ELI))
    assert found.get(IdentifierScheme.ACT_NUMBER) in {None, act.number}


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the text is, only InvalidValueError is raised."""
    try:
        LegalAct.parse(text)
    except InvalidValueError:
        return


@given(
    st.sampled_from(("", "Decision ", "Regulation ", "Directive ", "Joint Action ", "EUCD ", "Council Decision ")),
    st.sampled_from(("", "(CFSP) ", "(EU) ", "No ", "(EU) No ", "(EEC) No ", "(EC) ")),
    st.integers(1, 9999) | st.integers(90, 99) | st.integers(2000, 2030),
    st.integers(1, 9999) | st.integers(90, 99) | st.integers(2000, 2030),
    st.sampled_from(("", "/CFSP", "/EU", "/EC", "/EEC")),
)
def test_parts_of_styles_are_read_or_refused(form: str, before: str, first: int, second: int, behind: str) -> None:
    """However the parts of a number are put together, both numbers are used and the result keeps the laws."""
    try:
        act = LegalAct.parse(f"{form}{before}{first}/{second}{behind}")
    except InvalidValueError:
        return

    assert {act.year % 100, act.serial} <= {first, second, first % 100, second % 100}
    assert act.short_form() is None or act == LegalAct.parse(act.short_form() or "")


@pytest.mark.parametrize(
    ("styles", "celex", "eli"),
    [
        (
            (
                "2010/179/CFSP",
                "179/2010/CFSP",
                "Council Decision 2010/179/CFSP",
                "Decision 2010/179/CFSP",
                "(CFSP) 2010/179",
                "CFSP 2010/179",
                "Council Decision 2010/179/CFSP of 11 March 2010",
                "2010/179/CFSP of 31 december 2009",
            ),
            "32010D0179",
            None,
        ),
        (
            (
                "2016/2356/CFSP",
                "EUCD 2016/2356",
                "CD 2016/2356",
                "(CFSP) 2016/2356",
                "Council Decision (CFSP) 2016/2356",
                "council decision (cfsp) 2016/2356",
                "European Union Council Decision (CFSP) 2016/2356",
                "EU Council Decision (CFSP)  2016/2356",
                "Council Decision 2016/2356",
            ),
            "32016D2356",
            "http://data.europa.eu/eli/dec/2016/2356/oj",
        ),
        (("(CFSP) 2018/1788", "2018/1788/CFSP"), "32018D1788", "http://data.europa.eu/eli/dec/2018/1788/oj"),
        (
            ("(CFSP) 2019/2111", "EUCD 2019/2111", "CFSP 2019/2111", "Decision CFSP 2019/2111"),
            "32019D2111",
            "http://data.europa.eu/eli/dec/2019/2111/oj",
        ),
        (("CD 2024/3006", "(CFSP) 2024/3006"), "32024D3006", "http://data.europa.eu/eli/dec/2024/3006/oj"),
        (("Council Decision 2002/842/CFSP", "Decision 842/2002/CFSP"), "32002D0842", None),
        (
            ("Joint Action 2002/589/CFSP", "Council Joint Action 2002/589/CFSP", "Joint Action 2002/589"),
            "32002E0589",
            None,
        ),
        (("Common Position 2008/944/CFSP",), "32008E0944", None),
        (
            (
                "Regulation (EU) 258/2012",
                "Regulation (EU) No 258/2012",
                "Regulation 258/2012",
                "Regulation (EU) 2012/258",
            ),
            "32012R0258",
            "http://data.europa.eu/eli/reg/2012/258/oj",
        ),
        (
            ("Directive (EU) 2021/555", "Directive 2021/555/EU", "Directive 2021/555"),
            "32021L0555",
            "http://data.europa.eu/eli/dir/2021/555/oj",
        ),
        (
            ("Implementing Directive (EU) 2019/69", "Commission Implementing Directive (EU) 2019/69"),
            "32019L0069",
            "http://data.europa.eu/eli/dir_impl/2019/69/oj",
        ),
        (
            ("Council Directive 91/477/EEC", "Directive 91/477/EEC"),
            "31991L0477",
            "http://data.europa.eu/eli/dir/1991/477/oj",
        ),
        (("Directive 2004/52/EC",), "32004L0052", "http://data.europa.eu/eli/dir/2004/52/oj"),
        (("Council Regulation (EEC) No 2658/87",), "31987R2658", "http://data.europa.eu/eli/reg/1987/2658/oj"),
        (("Regulation (EC) No 2062/94",), "31994R2062", "http://data.europa.eu/eli/reg/1994/2062/oj"),
        (
            ("Regulation (EU) No 2016/679", "Regulation (EU) 2016/679"),
            "32016R0679",
            "http://data.europa.eu/eli/reg/2016/679/oj",
        ),
        (("(CFSP) 2016/2015", "Decision (CFSP) 2016/2015"), "32016D2015", "http://data.europa.eu/eli/dec/2016/2015/oj"),
        (("Regulation (EU) 2016/2017",), "32016R2017", "http://data.europa.eu/eli/reg/2016/2017/oj"),
        (("Regulation (EU) No 2016/2012",), "32012R2016", "http://data.europa.eu/eli/reg/2012/2016/oj"),
        (("2010/96/CFSP",), "32010D0096", None),
        (("Communication COM(2020) 608", "Commission Communication COM (2020) 608 final"), "52020DC0608", None),
        (("COM(2020) 608", "COM(2020) 608 final"), None, None),
        (("Decision 2013/743/EU",), None, None),
    ],
)
def test_all_styles_of_an_act_are_the_same_act(styles: tuple[str, ...], celex: str | None, eli: str | None) -> None:
    """However an act is printed, it is read as one act with one CELEX number and one ELI, where these are certain."""
    acts = [LegalAct.parse(style) for style in styles]

    assert {(celex, eli)} == {(act.celex, act.eli) for act in acts}
    assert len(set(acts)) == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("179/2010/CFSP", "Decision 2010/179/CFSP"),
        ("2019/2111/CFSP", "Decision (CFSP) 2019/2111"),
        ("EUCD 2016/2356", "Decision 2016/2356"),
        ("Regulation (EU) 258/2012", "Regulation (EU) No 258/2012"),
        ("Commission Implementing Directive (EU) 2019/69", "Implementing Directive (EU) 2019/69"),
        ("Council Directive 91/477/eec", "Directive 91/477/EEC"),
        ("Council Joint Action 2002/589", "Joint Action 2002/589/CFSP"),
        ("Regulation 258/2012", "Regulation No 258/2012"),
        ("Communication COM(2020) 608 final", "Communication COM(2020) 608"),
        ("COM (2020)608", "COM(2020) 608"),
    ],
)
def test_titles_are_printed_in_the_style_of_their_time(text: str, title: str) -> None:
    """The title follows the rules of the Official Journal for kind and year, and is the short form."""
    act = LegalAct.parse(text)

    assert (title, title) == (act.title, act.short_form())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Gunnar Strömmer",
        "Council Decision (CFSP) 2021/2161 amending 2018/1788",
        "(CFSP) 2019/2111/CFSP",
        "CFSP 2019/2111/CFSP",
        "CFSP 2016/2017",
        "CFSP No 3/2010",
        "CFSP2019/2111",
        "of 11 March 2010",
        "Gunnar Strömmer of 11 March 2010",
        "EUCD 2356",
        "12/34/CFSP",
        "2019/0/CFSP",
        "COM(1900) 5",
        "COM(2020) 0",
        # The kind is open.
        "2002/842/CFSP",
        "2016/2356",
        "258/2012",
        "(EU) 2021/555",
        "(EU) No 258/2012",
        "2013/743/EU",
        # The domain is open.
        "EUCD 2010/179",
        "Council Decision 2013/730",
        # Year and number are open.
        "2016/2017/CFSP",
        "EUCD 2016/2017",
        "Regulation (EU) 2016/2012",
        "Regulation (EC) 2010/96",
        "Regulation (EU) No 2012/2016",
        # A series of its own.
        "Decision No 529/2013/EU",
        # No act of the CFSP.
        "Regulation (CFSP) 2019/2111",
        "Directive 2008/43/CFSP",
        # Not before the Treaty of Lisbon, or not of the CFSP.
        "Joint Action 2012/589/CFSP",
        "Joint Action 98/733/EC",
        "Council Decision " + "(CFSP) " * 200 + "2019/2111",
    ],
)
def test_what_is_not_certain_is_refused(text: str) -> None:
    """A text that does not say for certain which one act it is gives none."""
    refusal(text)


@pytest.mark.parametrize(
    "behind",
    [
        "of 11 March 2011",
        "of 11 March 2008",
        "of 31 February 2010",
        "of 0 March 2010",
        "of 11 March 0000",
        "of 11.3.2010",
        "of March 2010",
        "of 11 March 2010 of 11 March 2010",
        "of 11 March 2010 on arms",
    ],
)
def test_a_date_that_is_not_certain_is_refused_with_a_hint(behind: str) -> None:
    """A date that is malformed, impossible or of another time is not dropped: the error says to leave it out."""
    (fault,) = refusal(f"Council Decision 2010/179/CFSP {behind}").faults

    assert fault.suggestion is not None
    assert "its date" in fault.suggestion


def test_free_text_is_not_shown() -> None:
    """A text that is no number can be a name, so the message does not show it."""
    assert "Strömmer" not in str(refusal("Gunnar Strömmer"))


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"kind": KIND.DECISION, "year": 1951, "serial": 1}, "year"),
        ({"kind": KIND.DECISION, "year": 2019, "serial": 0}, "serial"),
        ({"kind": KIND.DECISION, "year": 2019, "serial": 10_000}, "serial"),
        ({"kind": KIND.DECISION, "year": 2019, "serial": 1, "domain": "cfsp"}, "domain"),
        ({"kind": "decision", "year": 2019, "serial": 1}, "kind"),
        ({"kind": KIND.DECISION, "year": 2014, "serial": 1}, "domain"),
        ({"kind": KIND.REGULATION, "year": 2019, "serial": 1, "domain": "CFSP"}, "domain"),
        ({"kind": KIND.JOINT_ACTION, "year": 2010, "serial": 1}, "kind"),
        ({"kind": KIND.COMMON_POSITION, "year": 2001, "serial": 1, "domain": "EC"}, "kind"),
        ({"kind": KIND.COMMUNICATION, "year": 2001, "serial": 1, "domain": "EU"}, "domain"),
    ],
)
def test_impossible_fields_are_refused(fields: dict[str, object], path: str) -> None:
    """The error names the field that cannot be."""
    with pytest.raises(InvalidValueError) as caught:
        LegalAct(**fields)  # type: ignore[arg-type]  # wrong on purpose

    assert [(path,)] == [fault.path for fault in caught.value.faults]
