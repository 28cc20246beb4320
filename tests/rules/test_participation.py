from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import Participation, Role
from seesac_model.rules import check

OF_BODIES: Final = (Role.ORGANISER, Role.CO_ORGANISER, Role.FUNDER, Role.DONOR, Role.PARTNER, Role.SECRETARIAT)


def part(record_id: str = "a", **fields: Any) -> Participation:  # noqa: ANN401 - any field of the record
    """Return a participation, of the body `o` as organiser where nothing else is said."""
    given_fields: dict[str, Any] = {"event_id": "e", "organisation_id": "o", "role": Role.ORGANISER}
    return Participation(id=record_id, **(given_fields | fields))


def found(*parts: Participation, code: str = "PAR002", beside: Dataset | None = None) -> list[str | None]:
    """Return the ids of the participations that a rule reports."""
    return [finding.record_id for finding in check(Dataset(parts), beside=beside, select=[code])]


@pytest.mark.parametrize("role", Role)
def test_only_roles_of_bodies_are_flagged_for_people(role: Role) -> None:
    """A person without a body is flagged in the roles that bodies alone have, and in no other."""
    alone = part(person_id="p", organisation_id=None, role=role)
    assert found(alone, code="PAR001") == (["a"] if role in OF_BODIES else [])


@pytest.mark.parametrize("role", OF_BODIES)
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"person_id": "p"},
        {"person_id": "p", "organisation_id": None, "on_behalf_of_id": "o"},
    ],
)
def test_who_stands_for_a_body_is_silent(role: Role, fields: dict[str, Any]) -> None:
    """A body, a person for a body and a person on behalf of one can have any role."""
    assert found(part(role=role, **fields), code="PAR001") == []


def test_organiser_without_organisation_says_what_and_where() -> None:
    """The finding names the person by id and the role, and leads to the role."""
    alone = part(person_id="p", organisation_id=None, role=Role.CO_ORGANISER)
    assert [str(finding) for finding in check(Dataset([alone]), select=["PAR001"])] == [
        (
            "warning: PAR001 organiser-without-organisation: participations 'a', $.role: 'p' is co-organiser and "
            "stands for no body; name the body in organisation_id, or correct the role"
        )
    ]


DIFFERENT: Final[dict[str, Any]] = {
    "event_id": "other",
    "panel_id": "e.panel-1",
    "organisation_id": "other",
    "on_behalf_of_id": "other",
    "title_as_printed": "Director",
    "role": Role.HOST,
    "person_id": "other",
}


@given(st.sampled_from(sorted(DIFFERENT)), st.sampled_from([None, "p"]))
def test_participations_that_differ_in_one_thing_are_silent(field: str, person_id: str | None) -> None:
    """Another event, panel, body, principal, title, role or person makes it another participation."""
    one = part("a", person_id=person_id)
    assert found(one, attrs.evolve(one, id="b", **{field: DIFFERENT[field]})) == []


@pytest.mark.parametrize("fields", [{}, {"person_id": "p"}, {"title_as_printed": "Director", "panel_id": "x"}])
def test_same_participation_twice_is_flagged_at_the_second(fields: dict[str, Any]) -> None:
    """Two that are the same are reported once, whatever there is to compare."""
    assert found(part("b", **fields), part("a", **fields), part("c", role=Role.HOST)) == ["b"]


@pytest.mark.parametrize("fields", [{"subject_ids": ("s",)}, {"wording": "jointly with"}])
def test_several_people_of_a_body_can_have_spoken(fields: dict[str, Any]) -> None:
    """A body without a person is not the same where it presented something else."""
    assert found(part("a"), part("b", **fields)) == []


@pytest.mark.parametrize("fields", [{"subject_ids": ("s",)}, {"wording": "jointly with"}])
def test_person_who_presented_two_things_is_there_twice(fields: dict[str, Any]) -> None:
    """What a person presented in one role belongs into one participation; nothing is removed without being asked."""
    (finding,) = check(Dataset([part("a", person_id="p"), part("b", person_id="p", **fields)]), select=["PAR002"])
    assert (finding.record_id, finding.fix) == ("b", None)


def test_participation_twice_says_what_and_where() -> None:
    """The finding leads to the first participation and proposes to remove the second."""
    first, second = part("a"), part("b")
    (finding,) = check(Dataset([first, second]), select=["PAR002"])
    assert (str(finding), finding.related) == (
        (
            "warning: PAR002 participation-twice: participations 'b': 'a' has the same person, body, title, role and "
            "panel; remove one of the two, with what only that one says written to the other"
        ),
        (("participations", "a"),),
    )
    assert finding.fix is not None
    assert (finding.fix.says, finding.fix.replacements, finding.fix.removals) == (
        "remove it; 'a' says the same",
        (),
        (second,),
    )


def test_each_but_the_first_is_flagged() -> None:
    """Of three that are the same two are reported, each against the first."""
    findings = check(Dataset([part("a"), part("b"), part("c")]), select=["PAR002"])
    assert [(finding.record_id, finding.related) for finding in findings] == [
        ("b", (("participations", "a"),)),
        ("c", (("participations", "a"),)),
    ]


@pytest.mark.parametrize(("own", "there"), [("a", "b"), ("b", "a")])
def test_what_stands_beside_is_never_the_one_to_remove(own: str, there: str) -> None:
    """Where one of the two stands beside the records that are checked, the other is reported, whatever the ids."""
    (finding,) = check(Dataset([part(own)]), beside=Dataset([part(there)]), select=["PAR002"])
    assert (finding.record_id, finding.related) == (own, (("participations", there),))


def test_two_beside_the_records_are_silent() -> None:
    """What is there twice beside the records that are checked is not for this check."""
    assert found(part("x", role=Role.HOST), beside=Dataset([part("a"), part("b")])) == []


def test_nothing_refers_to_participations() -> None:
    """A participation can be removed without looking for what refers to it, as no kind of record can."""
    refusing = []
    for kind in Dataset.kinds():
        try:
            Dataset().referring(kind, to=part())
        except ValueError:
            refusing.append(kind)
    assert tuple(refusing) == Dataset.kinds()
