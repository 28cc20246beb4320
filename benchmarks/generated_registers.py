"""
What a generated dataset has before its first event: places, bodies, people, frameworks and series, all made up.

Nothing here depends on events: :mod:`generated` says how many of each there are, and draws from them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from seesac_model.model import (
    Affiliation,
    Citation,
    DateSpan,
    EventSeries,
    Footnote,
    FrameworkKind,
    Goal,
    HouseStyle,
    Identifier,
    IdentifierScheme,
    Indicator,
    Name,
    NameKind,
    Organisation,
    OrganisationKind,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
    Topic,
)

__all__ = [
    "COUNTRIES",
    "THEMES",
    "Chance",
    "cited",
    "make_bodies",
    "make_earlier_post",
    "make_frameworks",
    "make_goals",
    "make_indicator",
    "make_people",
    "make_places",
    "make_post",
    "make_series",
    "make_topics",
    "word_of",
]

COUNTRIES: Final = "al ba bg gr hr hu md me mk ro rs si".split()
THEMES: Final = "tracing marking storage forensics legislation investigation detection surrender".split()
SYLLABLES: Final = "ba bo da de do ga go ka ko la le lo ma me mi na ne no pa po ra ri ro sa so ta te to va vi".split()
GIVEN: Final = "Ana Bojan Dana Elena Goran Ilir Jana Luan Maja Nikola Petar Rada Sanja Teodor Vera Zoran".split()
CYRILLIC: Final = str.maketrans("abdegijklmnoprstuvz", "абдегијклмнопрстувз")
GREEK: Final = str.maketrans("abdegijklmnoprstuvz", "αβδεγιικλμνοπρστουζ")
LATIN_TO: Final = {"sr-Cyrl": CYRILLIC, "mk": CYRILLIC, "el": GREEK}
BODIES: Final = (OrganisationKind.POLICE, OrganisationKind.CUSTOMS, OrganisationKind.MINISTRY, OrganisationKind.NGO)


class Chance(random.Random):
    """What is drawn from, always the same for one seed."""

    def says_yes(self, share: float) -> bool:
        """Say yes with this probability."""
        return self.random() < share


def word_of(number: int) -> str:
    """Return a made-up word of three syllables or more, another one for each number."""
    digits = [number % 30, number // 30 % 30, number // 900 % 30]
    rest = number // 27_000
    return "".join(SYLLABLES[digit] for digit in [*digits, *([rest % 30] if rest else [])]).capitalize()


def cited(source_id: str = "handbook") -> tuple[Citation, ...]:
    """Return the citation of a source for a whole record."""
    return (Citation(source_id=source_id),)


def _native(text: str, language: str) -> Name:
    letters = text.lower().translate(LATIN_TO[language]).title()
    return Name(text=letters, language=language, kind=NameKind.NATIVE)


def make_topics() -> Iterator[Topic]:
    """Make eight topics for each theme."""
    for theme in THEMES:
        yield Topic(id=theme, label=theme, citations=cited())
        for number in range(8):
            yield Topic(id=f"{theme}-{number}", label=f"{theme} {number}", broader_id=theme, citations=cited())


def make_places(venues: int) -> Iterator[Place]:
    """Make so many venues, with their towns and jurisdictions."""
    for code in COUNTRIES:
        yield Place(id=code, name=f"Country {code.upper()}", kind=PlaceKind.JURISDICTION, citations=cited())
    footnote = Footnote(style=HouseStyle.UN, text="In the context of Security Council resolution 1244 (1999).")
    yield Place(id="xk", name="Kosovo*", kind=PlaceKind.JURISDICTION, footnotes=(footnote,), citations=cited())
    for number in range(venues):
        town, name = f"town-{number // 3}", word_of(number // 3)
        if number % 3 == 0:
            code = COUNTRIES[number // 3 % len(COUNTRIES)]
            names = (_native(name, "mk"),) if code == "mk" else ()
            yield Place(id=town, name=name, other_names=names, kind=PlaceKind.CITY, part_of_id=code, citations=cited())
        hotel = f"Hotel {word_of(number)} {number}"
        yield Place(id=f"venue-{number}", name=hotel, kind=PlaceKind.VENUE, part_of_id=town, citations=cited())


def make_bodies(number_of: int) -> Iterator[Organisation]:
    """Make bodies, of which four in five are parts of others, each with a former name and one of another script."""
    for number in range(number_of):
        word = word_of(7 * number)
        yield Organisation(
            id=f"body-{number}",
            name=f"Directorate {word}",
            other_names=(
                Name(text=f"D{number}X", kind=NameKind.ACRONYM),
                Name(text=f"Office {word}", kind=NameKind.FORMER, during=DateSpan("1990/1999-12")),
                _native(word, "sr-Cyrl"),
            ),
            kind=BODIES[number % len(BODIES)],
            part_of_ids=(f"body-{number // 5}",) if number % 5 else (),
            jurisdiction_id=COUNTRIES[number // 5 % len(COUNTRIES)],
            existed=DateSpan("1990/.."),
            identifiers=(Identifier(scheme=IdentifierScheme.WIKIDATA, value=f"Q{number + 1}"),),
            citations=cited(),
        )


def make_people(number_of: int) -> Iterator[Person]:
    """Make people, each fourth with a name of another script."""
    for number in range(number_of):
        given, family = GIVEN[number % len(GIVEN)], word_of(number // len(GIVEN))
        scripts = tuple(LATIN_TO)
        yield Person(
            id=f"person-{number}",
            name=f"{given} {family}",
            given_name=given,
            family_name=family,
            other_names=(_native(f"{given} {family}", scripts[number % 3]),) if number % 4 == 0 else (),
            citations=cited(),
        )


def make_post(person: Person, body: Organisation, chance: Chance) -> Affiliation:
    """Make the post of somebody today; of some, nobody says since when."""
    return Affiliation(
        id=f"{person.id}.post",
        person_id=person.id,
        organisation_id=body.id,
        title="Head of unit",
        held=DateSpan("2000-02/..") if chance.says_yes(0.6) else None,
        citations=cited(),
    )


def make_earlier_post(post: Affiliation, body: Organisation) -> Affiliation:
    """Make the post that somebody had before."""
    return attrs.evolve(
        post, id=f"{post.id}-before", organisation_id=body.id, title="Head of section", held=DateSpan("1995/1999-12")
    )


def make_frameworks(number_of: int, bodies: Sequence[Organisation]) -> Iterator[PolicyFramework]:
    """Make frameworks of the 1990s that are all in force; a few amend the one before."""
    for number in range(number_of):
        adopted = f"{1990 + number % 11}-05-{1 + number % 28:02}"
        yield PolicyFramework(
            id=f"framework-{number}",
            title=f"Framework {word_of(number)} {number}",
            kind=FrameworkKind.ACTION_PLAN,
            adopted=DateSpan(adopted),
            adopted_by_ids=(bodies[number % len(bodies)].id,),
            in_force=DateSpan(f"{adopted}/.."),
            amends_ids=(f"framework-{number - 1}",) if adopted.startswith("1995") else (),
            citations=cited(),
        )


def make_goals(framework: PolicyFramework) -> Iterator[Goal]:
    """Make five goals for a framework."""
    for number in range(1, 6):
        yield Goal(
            id=f"{framework.id}.goal-{number}",
            framework_id=framework.id,
            number=str(number),
            title=f"Goal {number} is reached",
            citations=cited(),
        )


def make_indicator(goal: Goal) -> Indicator:
    """Make the indicator of a goal."""
    return Indicator(
        id=f"{goal.id}.indicator",
        framework_id=goal.framework_id,
        number=goal.number,
        title="Number of weapons",
        unit="weapons",
        goal_ids=(goal.id,),
        citations=cited(),
    )


def make_series(number_of: int, bodies: Sequence[Organisation]) -> Iterator[EventSeries]:
    """Make series of meetings."""
    for number in range(number_of):
        yield EventSeries(
            id=f"series-{number}",
            title=f"Regional Meeting {word_of(11 * number)} {number}",
            convened_by_ids=(bodies[number % len(bodies)].id,),
            citations=cited(),
        )
