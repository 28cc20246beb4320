"""A small dataset whose records are easily taken for one another."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from seesac_model.dataset import Dataset
from seesac_model.model import (
    DateSpan,
    FrameworkKind,
    Identifier,
    Name,
    NameKind,
    Organisation,
    OrganisationKind,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
)


def names(*texts: str, **kinds: str) -> tuple[Name, ...]:
    """Return names of which nothing else is known, and one acronym."""
    return (*map(Name.parse, texts), *(Name(text=text, kind=NameKind(kind)) for kind, text in kinds.items()))


def body(record_id: str, name: str, *others: str, place: str | None = None, **kinds: str) -> Organisation:
    """Return an organisation."""
    return Organisation(
        id=record_id,
        name=name,
        other_names=names(*others, **kinds),
        kind=OrganisationKind.AUTHORITY,
        jurisdiction_id=place,
    )


def person(record_id: str, name: str, *others: str) -> Person:
    """Return a person."""
    return Person(id=record_id, name=name, other_names=names(*others))


def jurisdiction(record_id: str, name: str, *others: str, kind: PlaceKind = PlaceKind.JURISDICTION) -> Place:
    """Return a jurisdiction."""
    return Place(id=record_id, name=name, other_names=names(*others), kind=kind, iso_code=record_id.upper())


def framework(record_id: str, title: str, *others: str, identifiers: tuple[str, ...] = ()) -> PolicyFramework:
    """Return a framework."""
    return PolicyFramework(
        id=record_id,
        title=title,
        other_titles=names(*others),
        kind=FrameworkKind.LEGAL_ACT,
        identifiers=tuple(map(Identifier.parse, identifiers)),
    )


PLACES: Final = (
    jurisdiction("al", "Albania", "Shqipëria"),
    jurisdiction("ba", "Bosnia and Herzegovina", "BiH", "Босна и Херцеговина"),
    evolve(jurisdiction("me", "Montenegro", "Crna Gora"), identifiers=(Identifier.parse("iso3166-1:MNE"),)),
    jurisdiction("mk", "North Macedonia", "Северна Македонија"),
    jurisdiction("rs", "Serbia", "Србија"),
    jurisdiction("xk", "Kosovo*"),
    jurisdiction("md", "Moldova"),
    Place(id="entity", name="Republika Srpska", kind=PlaceKind.JURISDICTION, part_of_id="ba"),
    Place(id="western-balkans", name="Western Balkans", kind=PlaceKind.REGION),
    Place(id="petnica", name="Petnica", kind=PlaceKind.CITY, part_of_id="rs"),
    Place(id="petnica-me", name="Petnica", kind=PlaceKind.CITY, part_of_id="me"),
    Place(id="skopje", name="Skopje", other_names=names("Скопје"), kind=PlaceKind.CITY, part_of_id="mk"),
    Place(id="chisinau", name="Chișinău", kind=PlaceKind.CITY, part_of_id="md"),
)
BODIES: Final = (
    body("frontex", "Frontex", "European Border and Coast Guard Agency"),
    body("osce", "Organization for Security and Co-operation in Europe", acronym="OSCE"),
    body("osce-skopje", "OSCE Mission to Skopje"),
    body("undp", "United Nations Development Programme", acronym="UNDP"),
    body("undp-md", "UNDP Moldova", place="md"),
    body("unodc", "United Nations Office on Drugs and Crime", acronym="UNODC"),
    body("unoda", "UNODA"),
    body("eufor", "EUFOR"),
    body(
        "seesac",
        "South Eastern and Eastern Europe Clearinghouse for the Control of Small Arms and Light Weapons (SEESAC)",
    ),
    body("rs-mup", "Ministry of Interior of Serbia", "Министарство унутрашњих послова", place="rs", acronym="MUP"),
    body("me-mup", "Ministry of Interior", "Ministarstvo unutrašnjih poslova Crne Gore", place="me", acronym="MUP"),
    body("mk-moi", "Ministry of Internal Affairs", "Министерство за внатрешни работи", place="mk"),
    body("rs-mfa", "Ministry of Foreign Affairs", place="rs"),
    body("me-border-police", "Border Police of Montenegro", place="me"),
    body("rs-border-police", "Border Police of Serbia", place="rs"),
    body("ba-border-police", "Border Police of Bosnia and Herzegovina", "Granična policija BiH", place="ba"),
    body("me-salw", "SALW Commission of Montenegro", place="me"),
    body("mk-salw", "SALW Commission of North Macedonia", place="mk"),
    body("rs-customs", "Customs Administration of Serbia", "Uprava carina", place="rs"),
    body("xk-customs", "Kosovo Customs", place="xk"),
    body("md-police", "General Police Inspectorate", place="md"),
    body("the-agency", "the Agency"),
    body("ghost", "!!!"),
)
PEOPLE: Final = (
    person("bojana-balon", "Bojana Balon"),
    person("jelena-bujakovic", "Јелена Бујаковић"),
    person("pance-toskovski", "Panče Toškovski"),
    person("djordje-dzudzevic", "Đorđe Džudžević"),
    person("marko-markovic", "Marko Marković"),
    person("nikola-markovic", "Nikola Marković"),
    person("ana-petrovic-jovanovic", "Ana Petrović-Jovanović"),
    person("ljubica-nikolic", "Ljubica Nikolić"),
    person("yuliya-shevchenko", "Юлія Шевченко"),
    person("gunnar-strommer", "Gunnar Strömmer"),
    person("a-hoxha", "A. Hoxha"),
    person("maria-elena-rossi", "Maria Elena Rossi"),
    person("zoran-stankovic", "Zoran Stanković"),
    person("maria-papadopoulou", "Μαρία Παπαδοπούλου"),
    Person(id="ivan-ivic", name="I. Ivić", given_name="Ivan", family_name="Ivić", honorific="Col."),
    person("phd", "PhD"),
)
FRAMEWORKS: Final = (
    framework("cfsp-2016-2356", "Council Decision (CFSP) 2016/2356 in support of SEESAC"),
    framework("cfsp-2018-1788", "Decision 2018/1788", identifiers=("celex:32018D1788", "act-number:(CFSP) 2018/1788")),
    framework("wb-roadmap-2024", "Western Balkans SALW Control Roadmap 2024"),
    framework("wb-roadmap-2030", "Western Balkans SALW Control Roadmap 2030"),
    framework("ciram", "Common Integrated Risk Analysis Model (CIRAM)"),
    framework("ciram-2.0", "CIRAM 2.0"),
    framework("unscr-1244", "Resolution 1244 (1999)", identifiers=("un-symbol:S/RES/1244 (1999)",)),
    framework("untoc", "Convention against Crime", identifiers=("un-symbol:A/RES/55/25",)),
    framework("unscr-1325", "Resolution 1325", identifiers=("un-symbol:S/RES/1325",)),
    framework("iso-17020", "ISO 17020"),
)
NAMED: Final = Dataset((*PLACES, *BODIES, *PEOPLE, *FRAMEWORKS))
"""The records above together."""
PERIOD: Final = DateSpan("2010")
"""A year."""
