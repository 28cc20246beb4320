from __future__ import annotations

import json
from typing import Final

import pytest

from seesac_model.errors import LoadError
from seesac_model.formats import loads

BODIES: Final = [
    {"id": "eu-com", "name": "European Commission", "kind": "eu-institution"},
    {"id": "frontex", "name": "Frontex", "kind": "eu-agency"},
]


def text(*more: dict[str, object]) -> str:
    """Return a file with the two bodies and others."""
    return json.dumps({"format": "seesac-model", "version": 1, "organisations": [*BODIES, *more]})


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("European Commission", "did you mean 'eu-com'?"),
        ("EUROPEAN COMMISSION", "did you mean 'eu-com'?"),
        ("Frontex", "did you mean 'frontex'?"),
        ("Europol", "did you mean 'europol'?"),
        ("!", None),
    ],
)
def test_a_name_where_an_id_belongs_proposes_the_id_of_the_record(found: str, expected: str | None) -> None:
    """A name instead of an id proposes the record that is called so; otherwise the id that the text would make."""
    data = text({"id": "b", "name": "B", "kind": "ngo", "part_of_ids": [found]})
    with pytest.raises(LoadError) as error:
        loads(data, format="json")
    assert [fault.suggestion for fault in error.value.faults] == [expected]
    collected = loads(data, format="json", on_error="collect")
    assert error.value.faults == collected.faults


def test_names_are_proposed_for_references_only() -> None:
    """The id of a record itself, and faults of other kinds, are left as they are."""
    data = text({"id": "Frontex!", "name": "B", "kind": "agency"}, {"id": "c", "name": "", "kind": "ngo"})
    with pytest.raises(LoadError) as error:
        loads(data, format="json")
    assert "did you mean 'frontex'?" in {fault.suggestion for fault in error.value.faults}
    assert len(error.value.faults) == 3


def test_very_many_faults_are_not_all_looked_up() -> None:
    """Names are looked up for the first hundred faults; the others keep the suggestion that costs nothing."""
    more: list[dict[str, object]] = [
        {"id": f"b{number}", "name": "B", "kind": "ngo", "part_of_ids": ["European Commission"]}
        for number in range(110)
    ]
    with pytest.raises(LoadError) as error:
        loads(text(*more), format="json")
    suggestions = [fault.suggestion for fault in error.value.faults]
    assert (suggestions.count("did you mean 'eu-com'?"), suggestions.count("did you mean 'european-commission'?")) == (
        100,
        10,
    )
