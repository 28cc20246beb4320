"""
The example says what the published pieces say: every fact of facts.yaml is in the dataset, by the piece that states it.

The facts were noted from the pieces before anybody typed them as data, so that what got lost on the way shows here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from seesac_model import Dataset, IdentifierScheme, LegalAct, load, reference
from tests.examples._pieces import HEADINGS, Piece, Said

FOLDER: Final = Path(__file__).parents[2] / "examples" / "seesac"
PIECES: Final[Mapping[str, Mapping[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("facts.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def pieces() -> Mapping[str, Piece]:
    """Return what the example, together with the reference data, has on each piece."""
    return pieces_in(reference.complete(load(FOLDER)))


def pieces_in(dataset: Dataset) -> Mapping[str, Piece]:
    """Return what a dataset has on each piece."""
    return {
        number: Piece(dataset, stated["source"]["id"], stated.get("further_pages", ()))
        for number, stated in PIECES.items()
    }


def facts() -> Iterator[tuple[str, str, Said]]:
    """Yield every fact: the number of the piece, the heading, and what must be said."""
    for number, stated in PIECES.items():
        for heading in stated:
            for entry in entries_of(stated, heading):
                yield number, heading, {key: frozenset(texts_of(value)) for key, value in entry.items()}


def entries_of(stated: Mapping[str, Any], heading: str) -> Iterator[Mapping[str, object]]:
    """Yield what stands under a heading of facts.yaml, one mapping for each fact."""
    entries = stated[heading]
    match heading:
        case "source":
            yield entries
        case "bodies":
            yield from ({"who": who, "role": role} for role, bodies in entries.items() for who in bodies)
        case "acts":
            yield from ({"said": number_of(text)} for text in entries)
        case "frameworks" | "topics" | "further_pages" | "mentions":
            yield from ({"said": text} for text in entries)
        case _:
            yield from entries


def number_of(act: str) -> str:
    """Return the number of an act as an identifier, from the way in which a piece prints it."""
    (number,) = (
        identifier.short_form()
        for identifier in LegalAct.parse(act).identifiers()
        if identifier.scheme is IdentifierScheme.ACT_NUMBER
    )
    return str(number)


def texts_of(value: object) -> Iterator[str]:
    """Yield the text of a value of facts.yaml, or the texts of a list."""
    yield from map(str, value if isinstance(value, list) else [value])


def holds(fact: Said, said: Said, heading: str) -> bool:
    """Return whether a record says all of a fact; a mention may stand anywhere in its texts."""
    if heading == "mentions":
        return all(any(part.casefold() in text.casefold() for text in said["said"]) for part in fact["said"])
    return all(wanted <= said.get(key, frozenset()) for key, wanted in fact.items())


def shown(said: Said, fact: Said) -> str:
    """Return the part of what is said that a fact speaks of."""
    return "; ".join(f"{key}: {_first(said.get(key, frozenset()))}" for key in fact)


def _first(values: frozenset[str]) -> str:
    """Return the shortest of the texts; bodies and places have names in many languages."""
    shortest = sorted(values, key=lambda text: (len(text), text))[:4]
    return ", ".join(shortest) + (", ..." if len(values) > len(shortest) else "") or "nothing"


def described(fact: Said) -> str:
    """Return a fact as the name of a test."""
    return ", ".join(value for values in fact.values() for value in sorted(values))[:80]


FACTS: Final = tuple(facts())


@pytest.mark.parametrize(
    ("number", "heading", "fact"),
    [pytest.param(*fact, id=f"{fact[0]}-{fact[1]}-{described(fact[2])}") for fact in FACTS],
)
def test_example_says_what_the_piece_says(pieces: Mapping[str, Piece], number: str, heading: str, fact: Said) -> None:
    """The records that cite a piece say each of its facts."""
    found = pieces[number].says(heading)
    if not any(holds(fact, said, heading) for said in found):
        instead = [] if heading == "mentions" else sorted({shown(said, fact) for said in found})
        pytest.fail(
            f"piece {number}, {heading}: no record that cites it says\n  {shown(fact, fact)}\nbut only\n  "
            + "\n  ".join(instead or ["nothing of the kind"]),
            pytrace=False,
        )


def test_every_piece_of_the_example_has_its_facts() -> None:
    """There are facts for exactly the pieces that have a file."""
    assert [path.name[:2] for path in sorted(FOLDER.glob("[0-9][0-9]-*.yaml"))] == list(PIECES)


def test_every_heading_has_facts() -> None:
    """Each heading that is compared is used, so that no comparison is idle."""
    assert {heading for _, heading, _ in FACTS} == set(HEADINGS)


def test_no_fact_holds_of_nothing() -> None:
    """No comparison is empty: a dataset without records says none of the facts."""
    nothing = pieces_in(Dataset())
    held = [
        (number, heading, described(fact))
        for number, heading, fact in FACTS
        if any(holds(fact, said, heading) for said in nothing[number].says(heading))
    ]
    assert held == []
