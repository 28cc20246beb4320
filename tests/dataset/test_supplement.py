from __future__ import annotations

from hypothesis import given

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Place, PlaceKind, Suppression, Topic
from tests.strategies.datasets import datasets


@given(datasets(), datasets())
def test_supplementing_overwrites_nothing_and_loses_nothing(own: Dataset, other: Dataset) -> None:
    """Every record of the one stays, every id of the other is there, and nothing else is."""
    both = own.supplemented_by(other)
    assert all(record in both for record in own)
    assert set(own.suppressions) <= set(both.suppressions)
    for kind in Dataset.kinds():
        assert set(both.of(kind).ids) == {*own.of(kind).ids, *other.of(kind).ids}
        assert all(record in own or record in other for record in both.of(kind))


@given(datasets(), datasets())
def test_supplementing_twice_is_supplementing_once(own: Dataset, other: Dataset) -> None:
    """What was taken is not taken again."""
    both = own.supplemented_by(other)
    assert both.supplemented_by(other) == both


@given(datasets(), datasets())
def test_what_is_needed_is_the_least_that_leaves_nothing_open(own: Dataset, other: Dataset) -> None:
    """Whatever the other has and the result refers to is there, and every record that was added is referred to."""
    whole = own.supplemented_by(other, only_needed=True)
    assert set(whole) <= set(own.supplemented_by(other))
    targets = {(link.kind, link.target_id) for record in whole for link in whole.links_from(record)}
    assert all(record in own or (record.collection(), record.id) in targets for record in whole)
    assert not any(
        link.target is None and link.target_id in other.collection(link.kind)
        for record in whole
        for link in whole.links_from(record)
    )


def test_what_refers_in_a_circle_is_taken_once() -> None:
    """Records that refer to one another come together."""
    own = Dataset([Place(id="bar", name="Bar", kind=PlaceKind.CITY, part_of_id="me")])
    region = Place(id="coast", name="Coast", kind=PlaceKind.REGION, member_ids=("me",))
    country = Place(id="me", name="Montenegro", kind=PlaceKind.JURISDICTION, part_of_id="coast")
    other = Dataset([region, country, Topic(id="war", label="war")])
    assert Dataset([*own, region, country]) == own.supplemented_by(other, only_needed=True)


def test_suppressions_come_with_their_records() -> None:
    """A suppression of the other dataset is taken if the record that it is about is."""
    about = Suppression(code="SRC004", kind="topics", record_id="war", reason="Both years are kept.")
    elsewhere = Suppression(code="SRC004", kind="topics", record_id="peace", reason="Both years are kept.")
    unknown = Suppression(code="SRC004", kind="wars", record_id="war", reason="A collection that does not exist.")
    everywhere = Suppression(code="SRC001", reason="Nothing is cited.", until=DateSpan("2030"))
    other = Dataset([Topic(id="war", label="war")], suppressions=[about, elsewhere, unknown, everywhere])
    assert Dataset().supplemented_by(other).suppressions == (about,)
    assert Dataset([Topic(id="war", label="own")]).supplemented_by(other).suppressions == ()
