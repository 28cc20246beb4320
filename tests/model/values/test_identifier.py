import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.model.values.codes import COUNTRIES, COUNTRIES_ALPHA_3
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.terms import IdentifierScheme
from tests.strategies.values import identifiers, isni_of, ror_of


def refusal(text: str) -> InvalidValueError:
    """Return the error with which a text is refused."""
    with pytest.raises(InvalidValueError) as caught:
        Identifier.parse(text)
    return caught.value


@given(identifiers())
def test_short_form_is_read_back(identifier: Identifier) -> None:
    """Every identifier has a short form, from which parse gives back the same value."""
    assert identifier == Identifier.parse(identifier.short_form() or "")


@given(identifiers())
def test_normal_form_is_its_own_normal_form(identifier: Identifier) -> None:
    """Normalising twice is normalising once."""
    assert identifier == Identifier(scheme=identifier.scheme, value=identifier.value)


@pytest.mark.parametrize("scheme", IdentifierScheme)
def test_every_scheme_refuses_what_is_not_its_own(scheme: IdentifierScheme) -> None:
    """No scheme takes a sentence, and its error names the value and says what was expected."""
    (fault,) = refusal(f"{scheme}:not an identifier").faults

    assert (fault.path, fault.code) == (("value",), FaultCode.INVALID_VALUE)


@given(st.sampled_from(IdentifierScheme), st.text(max_size=60))
def test_any_value_is_read_or_refused(scheme: IdentifierScheme, value: str) -> None:
    """Whatever the value is, only InvalidValueError is raised, and what is read has one normal form."""
    try:
        identifier = Identifier(scheme=scheme, value=value)
    except InvalidValueError:
        return

    assert identifier == Identifier.parse(identifier.short_form() or "")


@given(st.data(), identifiers())
def test_damaged_identifiers_are_read_or_refused(data: st.DataObject, identifier: Identifier) -> None:
    """An identifier with a piece cut out or doubled is read within the laws or refused."""
    start = data.draw(st.integers(0, len(identifier.value)))
    stop = data.draw(st.integers(0, len(identifier.value)))
    damaged = identifier.value[:start] + identifier.value[stop:]
    try:
        read = Identifier(scheme=identifier.scheme, value=damaged)
    except InvalidValueError:
        return

    assert read == Identifier.parse(read.short_form() or "")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the text is, only InvalidValueError is raised."""
    try:
        Identifier.parse(text)
    except InvalidValueError:
        return


@given(st.text("0123456789", min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_isni_check_finds_every_single_mistake(digits: str, place: int, shift: int) -> None:
    """Changing one digit of an ISNI makes it invalid."""
    wrong = str((int(digits[place]) + shift) % 10)
    isni = isni_of(digits)

    assert isni == Identifier.parse(f"isni:{isni}").value
    refusal(f"isni:{isni[:place]}{wrong}{isni[place + 1 :]}")


@given(st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=6, max_size=6), st.integers(1, 6), st.sampled_from("07hz"))
def test_ror_check_finds_every_single_mistake(digits: str, place: int, wrong: str) -> None:
    """Changing one character of a ROR id makes it invalid."""
    ror = ror_of(digits)
    changed = f"{ror[:place]}{wrong}{ror[place + 1 :]}"

    assert f"https://ror.org/{ror}" == Identifier.parse(f"ror:{ror}").value
    if changed != ror:
        refusal(f"ror:{changed}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("celex:32019D2111", "32019D2111"),
        ("CELEX: 32019d2111", "32019D2111"),
        ("celex:02018D1789-20201217", "02018D1789-20201217"),
        ("celex:52020DC0608", "52020DC0608"),
        ("celex:62019CJ0311", "62019CJ0311"),
        ("celex:12012E/TXT", "12012E/TXT"),
        ("celex:32012R0258R(01)", "32012R0258R(01)"),
        ("eli:http://data.europa.eu/eli/dec/2018/1789/oj", "http://data.europa.eu/eli/dec/2018/1789/oj"),
        ("eli:https://data.europa.eu/eli/dec/2018/1789/oj/", "http://data.europa.eu/eli/dec/2018/1789/oj"),
        ("eli:https://eur-lex.europa.eu/eli/dec/2025/344/oj", "http://data.europa.eu/eli/dec/2025/344/oj"),
        (
            "eli:http://data.europa.eu/eli/dec/2010/96(1)/2013-01-01",
            "http://data.europa.eu/eli/dec/2010/96(1)/2013-01-01",
        ),
        ("eli:http://legilux.public.lu/eli/etat/leg/loi/2020", "http://legilux.public.lu/eli/etat/leg/loi/2020"),
        ("oj:L 293, 20.11.2018, p. 24", "OJ L 293, 20.11.2018, p. 24"),
        ("oj:OJ L 293, 20.11.2018, p. 24", "OJ L 293, 20.11.2018, p. 24"),
        ("oj:OJ L 293 I, 05.09.2018, pp. 24–26", "OJ L 293 I, 5.9.2018, p. 24-26"),
        ("oj:OJ L 293, 20.11.2018, p. 24-24", "OJ L 293, 20.11.2018, p. 24"),
        ("oj:OJ L, 2025/344, 19.2.2025", "OJ L, 2025/344, 19.2.2025"),
        ("oj:OJ C, C/2024/1234, 9.2.2024", "OJ C, C/2024/1234, 9.2.2024"),
        ("wikidata:q458", "Q458"),
        ("wikidata:https://www.wikidata.org/wiki/Q458", "Q458"),
        ("isni:0000 0001 2146 438X", "000000012146438X"),
        ("isni:https://isni.org/isni/000000012146438x", "000000012146438X"),
        ("ror:05dxps055", "https://ror.org/05dxps055"),
        ("ror:https://ror.org/03yrm5c26", "https://ror.org/03yrm5c26"),
        ("ror:02MHBDP94", "https://ror.org/02mhbdp94"),
        ("iati-org:XM-DAC-41114", "XM-DAC-41114"),
        ("un-symbol:S/RES/1244 (1999)", "S/RES/1244 (1999)"),
        ("un-symbol:S/RES/1244(1999)", "S/RES/1244 (1999)"),
        ("un-symbol:a/res/55/255", "A/RES/55/255"),
        ("un-symbol:A/CONF.192/15", "A/CONF.192/15"),
        ("iso3166-1:rs", "RS"),
        ("iso3166-1:XK", "XK"),
        ("iso3166-1:srb", "SRB"),
        ("iso3166-1:XKX", "XKX"),
        ("url:HTTPS://www.SEESAC.org/News_1/", "https://www.seesac.org/News_1/"),
        ("url:http://xn--e1afmkfd.xn--p1ai:8080/a?b=c#d", "http://xn--e1afmkfd.xn--p1ai:8080/a?b=c#d"),
        ("act-number:Council Decision (CFSP) 2019/2111", "(CFSP) 2019/2111"),
        ("act-number:179/2010/CFSP", "2010/179/CFSP"),
        ("act-number:2002/842/CFSP", "2002/842/CFSP"),
        ("act-number:Regulation (EU) 258/2012", "(EU) No 258/2012"),
        ("act-number:EUCD 2016/2356", "2016/2356"),
        ("act-number:COM(2020) 608 final", "COM(2020) 608"),
    ],
)
def test_spellings_have_one_normal_form(text: str, value: str) -> None:
    """Usual spellings of an identifier are read as the same value."""
    assert value == Identifier.parse(text).value


@pytest.mark.parametrize(
    "text",
    [
        "celex:2019D2111",
        "celex:32019D211",
        "celex:02018D1789-20201317",
        "celex:32019D2111 and more",
        "celex:" + "3" * 1000,
        "eli:http://data.europa.eu/x",
        "eli:http://data.europa.eu/eli/dec/oj",
        "eli:http://data.europa.eu/eli/dec/2018/1789/oj?x=1",
        "eli:dec/2018/1789",
        "oj:L 80/48",
        "oj:L 293, 31.2.2018, p. 24",
        "oj:L 293, 20.11.18, p. 24",
        "oj:L 293, 20112018, p. 24",
        "oj:L 293, 20.11.2018, p. 24-23",
        "wikidata:P31",
        "wikidata:Q0",
        "isni:0000 0001 2146 438",
        "isni:0000 0001 2146 438X0000",
        "ror:02mhbdpl4",
        "iati-org:44000",
        "iati-org:XM-DAC-41 114",
        "un-symbol:resolution 1244",
        "iso3166-1:SRR",
        "iso3166-1:ZZ",
        "iso3166-1:Serbia",
        "url:ftp://seesac.org",
        "url:https://localhost/",
        "url:https:///path",
        "url:http://[::1]/",
        "url:http://[",
        "url:https://seesac.org:99999/",
        "url:https://seesac.org/a b",
        "url:javascript:alert(1)",
        "url:https://" + "a." * 500 + "org",
        "act-number:258/2012",
        "act-number:Directive 91/95/EEC",
    ],
)
def test_what_is_not_certain_is_refused(text: str) -> None:
    """What is not an identifier of its scheme, or could be two, is refused at `value`."""
    assert {("value",)} == {fault.path for fault in refusal(text).faults}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("celx:32019D2111", "did you mean 'celex'?"),
        ("iso3166-1:UK", "did you mean 'GB'?"),
        ("iso3166-1:EL", "did you mean 'GR'?"),
        ("iso3166-1:SRR", None),
        ("isni:0000 0001 2146 4381", "mistyped"),
        ("ror:05dxps056", "mistyped"),
        ("https://www.seesac.org/", "write 'url:' before a web address"),
        ("32019D2111", "write it as 'celex:32019D2111'"),
    ],
)
def test_errors_say_what_to_do(text: str, hint: str | None) -> None:
    """The error proposes the fix where there is one."""
    suggestion = refusal(text).faults[0].suggestion

    assert suggestion is None if hint is None else hint in (suggestion or "")


def test_passwords_are_not_shown() -> None:
    """An address with a password is refused without showing it."""
    assert "s3cret" not in str(refusal("url:https://me:s3cret@seesac.org/"))


def test_only_xk_is_user_assigned() -> None:
    """Of all country codes that are known, XK alone is user-assigned, and no other scheme has such codes."""
    codes = [Identifier(scheme=IdentifierScheme.ISO3166_1, value=code) for code in (*COUNTRIES, "XK", "XKX")]

    assert [code.value for code in codes if code.is_user_assigned] == ["XK", "XKX"]
    assert not Identifier.parse("wikidata:Q1246").is_user_assigned


def test_there_are_249_countries() -> None:
    """The list of ISO 3166-1 is complete, and has the jurisdictions of the region."""
    assert (len(COUNTRIES), len(COUNTRIES_ALPHA_3)) == (249, 249)
    assert {"ALB", "BIH", "MNE", "MKD", "SRB", "MDA", "UKR", "BLR"} <= COUNTRIES_ALPHA_3
    assert {"AL", "BA", "ME", "MK", "RS", "MD", "UA", "BY"} <= COUNTRIES


@pytest.mark.parametrize(
    ("fields", "path"),
    [({"scheme": "celex", "value": "32019D2111"}, "scheme"), ({"scheme": IdentifierScheme.CELEX, "value": 1}, "value")],
)
def test_wrong_types_are_refused(fields: dict[str, object], path: str) -> None:
    """The error names the field of the wrong type."""
    with pytest.raises(InvalidValueError) as caught:
        Identifier(**fields)  # type: ignore[arg-type]  # wrong on purpose

    assert [(path,)] == [fault.path for fault in caught.value.faults]
