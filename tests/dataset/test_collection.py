from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given

from seesac_model.dataset import Collection, Dataset
from seesac_model.errors import UnknownRecordError
from seesac_model.model import Topic
from tests.strategies.datasets import datasets

_TOPICS = Dataset([Topic(id=name, label=name) for name in ("war", "customs", "customs-2")]).topics


@given(datasets())
def test_a_collection_is_a_mapping_that_iterates_over_records(dataset: Dataset) -> None:
    """Ids, length, membership and look-up agree with iteration, which goes by id."""
    for kind in Dataset.kinds():
        collection = dataset.of(kind)
        records = list(collection)
        assert [record.id for record in records] == list(collection.ids) == sorted(collection.ids)
        assert len(collection) == len(records)
        assert bool(collection) == bool(records)
        assert all(collection[record.id] is record for record in records)
        assert all(record.id in collection and record in collection for record in records)
        assert collection.select(reversed(collection.ids)) == tuple(reversed(records))


@given(datasets())
def test_collections_are_equal_as_their_records_are(dataset: Dataset) -> None:
    """A copy of a collection equals it and has its hash; a collection of another name does not."""
    for kind in Dataset.kinds():
        collection = dataset.of(kind)
        for again in (pickle.loads(pickle.dumps(collection)), copy.deepcopy(collection)):  # noqa: S301 - our own bytes
            assert collection == again
            assert hash(collection) == hash(again)
        assert [collection] == [other for other in map(dataset.of, Dataset.kinds()) if other == collection]


def test_a_record_that_is_not_there_gives_ids_that_are_near() -> None:
    """Looking up an unknown id is an error that proposes others."""
    with pytest.raises(UnknownRecordError) as caught:
        _TOPICS["custom"]
    assert (caught.value.kind, caught.value.record_id) == ("topics", "custom")
    assert caught.value.suggestions == ("customs", "customs-2")


def test_the_error_for_an_unknown_id_is_a_key_error() -> None:
    """Who treats a collection as a dict catches what a dict raises."""
    with pytest.raises(KeyError):
        _TOPICS["nothing"]


def test_select_raises_for_an_unknown_id() -> None:
    """No record is left out in silence."""
    with pytest.raises(UnknownRecordError):
        _TOPICS.select(["war", "nothing"])


def test_get_gives_the_default_for_an_unknown_id() -> None:
    """`get` never raises."""
    assert _TOPICS.get("war") is _TOPICS["war"]
    assert _TOPICS.get("nothing") is None
    assert _TOPICS.get("nothing", 3) == 3


def test_a_record_is_in_a_collection_only_if_all_of_it_is() -> None:
    """Membership of a record asks for its contents, that of an id for the id."""
    assert Topic(id="war", label="war") in _TOPICS
    assert Topic(id="war", label="another") not in _TOPICS
    assert "war" in _TOPICS
    assert "another" not in _TOPICS
    assert 7 not in _TOPICS


def test_a_collection_equals_nothing_else() -> None:
    """A dict of the same records is no collection."""
    assert {topic.id: topic for topic in _TOPICS} != _TOPICS
    assert Collection("topics", {}) != Collection("events", {})


def test_the_representation_names_and_counts() -> None:
    """It does not write out the records."""
    assert (_TOPICS.name, repr(_TOPICS)) == ("topics", "<topics: 3 records>")
    assert repr(Dataset([Topic(id="a", label="a")]).topics) == "<topics: 1 record>"
    assert repr(Dataset().topics) == "<topics: 0 records>"
