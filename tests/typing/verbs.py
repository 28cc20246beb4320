"""What type checkers make of selections and what they lead to; checked by mypy and pyright, never run."""

from __future__ import annotations

from typing import assert_type

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Affiliation,
    DocumentStage,
    Event,
    Organisation,
    Panel,
    Participation,
    Person,
    PolicyFramework,
)
from seesac_model.query import (
    EventSelection,
    Selection,
    Table,
    events,
    events_of,
    facts_table,
    panels,
    people_of,
    resting_on_one_source,
    topics,
)
from seesac_model.query.frameworks import FrameworkSelection, frameworks
from seesac_model.query.organisations import OrganisationSelection, organisations
from seesac_model.query.people import PeopleSelection, people


def chains(dataset: Dataset) -> None:
    during = events(dataset).during_presidency("SE").with_outcome("decision", about="war").citing("handbook", "adopted")
    assert_type(during, EventSelection)
    assert_type(during.people().holding("Minister", at="2023"), PeopleSelection)
    assert_type(during.organisations().part_of("un", all=False).existing("2023"), OrganisationSelection)
    assert_type(during.frameworks().in_force("2023"), FrameworkSelection)
    assert_type(during.people() | people(dataset).of_gender("woman"), PeopleSelection)
    assert_type(events_of(people(dataset).who_opened(during).organisations()), EventSelection)
    assert_type(people_of(organisations(dataset).taking_part_with("frontex", at=during)), PeopleSelection)
    assert_type(events_of(frameworks(dataset).implementing("roadmap").amending("act")), EventSelection)
    assert_type(during.latest(5).under("act", amending=True), EventSelection)
    assert_type(events_of(during.outcomes()) | events_of(during.openings()), EventSelection)
    assert_type(events_of(panels(dataset).where(lambda panel: panel.number == 1)), EventSelection)
    events_of(topics(dataset))  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
    assert_type(during.panels(), Selection[Panel])
    assert_type(during.document_stages(), Selection[DocumentStage])
    assert_type(facts_table(resting_on_one_source(dataset)), Table)
    assert_type(people(dataset).affiliations(), Selection[Affiliation])
    assert_type(organisations(dataset).participations(), Selection[Participation])


def elements(dataset: Dataset) -> None:
    for event in events(dataset).citing("roadmap"):
        assert_type(event, Event)
    assert_type(people(dataset).speaking_at("conference").one(), Person)
    assert_type(organisations(dataset).in_jurisdiction("rs").first(), Organisation | None)
    assert_type([act.amends_ids for act in frameworks(dataset).adopted("2015")], list[tuple[str, ...]])
    assert_type(frameworks(dataset).coordinated_by("seesac").one(), PolicyFramework)
    assert_type(people(dataset).where(lambda person: person.gender is None), PeopleSelection)
