from __future__ import annotations

import attrs
import pytest
from hypothesis import given

from seesac_model.dataset import Change, Dataset, Difference
from seesac_model.errors import DifferenceError
from seesac_model.model import Event, EventStatus, Suppression, Topic
from tests.strategies.datasets import datasets
from tests.strategies.records import plain_record

_WAR, _ACCEPTED = Topic(id="war", label="war"), Suppression(code="SER001", reason="a")


@given(datasets(), datasets())
def test_a_difference_leads_from_one_dataset_to_the_other_and_back(one: Dataset, two: Dataset) -> None:
    """Applying the difference gives the other dataset, applying its inverse the first."""
    difference = one.diff(two)
    assert one.apply(difference) == two
    assert two.apply(difference.inverse()) == one
    assert difference.inverse() == two.diff(one)
    assert difference.inverse().inverse() == difference


@given(datasets(), datasets())
def test_there_is_a_difference_if_datasets_differ(one: Dataset, two: Dataset) -> None:
    """A difference is false if and only if the datasets are equal."""
    assert bool(one.diff(two)) == (one != two)
    assert not one.diff(one)


@given(datasets(), datasets())
def test_a_difference_can_be_printed(one: Dataset, two: Dataset) -> None:
    """Each record and suppression that differs has its line."""
    difference = one.diff(two)
    lines = str(difference).splitlines()
    count = len(difference.added) + len(difference.removed) + len(difference.changed)
    count += len(difference.suppressions_added) + len(difference.suppressions_removed)
    assert len([line for line in lines if line[0] in "+-~"]) == count
    assert count or lines == ["no difference"]


def test_a_changed_record_is_printed_with_its_fields() -> None:
    """Additions, removals and changes have a sign each, changes the fields with both contents."""
    event = plain_record(Event)
    changed = attrs.evolve(event, status=EventStatus.CANCELLED, title="b")
    difference = Dataset([event, _WAR]).diff(Dataset([changed, Topic(id="peace", label="peace")]))
    difference = attrs.evolve(difference, suppressions_added=(_ACCEPTED,))
    assert str(difference).splitlines() == [
        "- topics 'war'",
        "+ topics 'peace'",
        "~ events 'a'",
        "    title: 'a' -> 'b'",
        "    status: 'planned' -> 'cancelled'",
        "+ suppression Suppression(code='SER001', reason='a')",
    ]
    assert str(difference.inverse()).endswith("- suppression Suppression(code='SER001', reason='a')")


def test_a_change_names_the_fields_that_differ() -> None:
    """Kind, id and fields of a change follow from its two records."""
    change = Change(before=_WAR, after=attrs.evolve(_WAR, label="b", note="c"))
    assert (change.kind, change.record_id, change.fields) == ("topics", "war", ("label", "note"))


@pytest.mark.parametrize(
    ("difference", "named"),
    [
        (Difference(removed=(Topic(id="gone", label="a"),)), "topics 'gone'"),
        (Difference(removed=(attrs.evolve(_WAR, label="b"),)), "topics 'war'"),
        (Difference(added=(attrs.evolve(_WAR, label="b"),)), "topics 'war'"),
        (Difference(added=(_WAR,)), "topics 'war'"),
        (Difference(changed=(Change(before=attrs.evolve(_WAR, label="b"), after=_WAR),)), "topics 'war'"),
        (Difference(suppressions_removed=(_ACCEPTED,)), "the suppression of SER001"),
    ],
)
def test_a_difference_that_does_not_fit_changes_nothing(difference: Difference, named: str) -> None:
    """A difference made from other contents is refused with the ids of what does not fit."""
    with pytest.raises(DifferenceError, match=named):
        Dataset([_WAR]).apply(difference)
