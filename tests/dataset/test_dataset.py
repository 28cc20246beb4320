from __future__ import annotations

import copy
import hashlib
import json
import os
import pickle
import random
import subprocess
import sys

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset, reference_fields
from seesac_model.errors import DuplicateRecordError, MergeConflictError, SelectionError, UnknownRecordError
from seesac_model.model import (
    Citation,
    Event,
    Origin,
    Panel,
    Participation,
    Person,
    Place,
    PlaceKind,
    Record,
    Source,
    Subject,
    Suppression,
    Topic,
    canonical_json,
    to_plain,
)
from tests.strategies.datasets import datasets
from tests.strategies.records import plain_record, records, suppressions

_WAR = Topic(id="war", label="war")
_OTHER_WAR = Topic(id="war", label="another")
_ACCEPTED = Suppression(code="SER001", reason="No trace of the fifth meeting.")


def _halves(dataset: Dataset, numbers: random.Random) -> tuple[Dataset, Dataset]:
    """Divide a dataset in two that may overlap."""
    sides: tuple[list[Record], list[Record]] = ([], [])
    for record in dataset:
        for side in numbers.sample(sides, numbers.choice((1, 1, 2))):
            side.append(record)
    return Dataset(sides[0], suppressions=dataset.suppressions), Dataset(sides[1])


def _merged(one: Dataset, two: Dataset) -> tuple[tuple[tuple[str, str, tuple[str, ...]], ...], Dataset | None]:
    try:
        return (), one.merge(two)
    except MergeConflictError as error:
        return error.conflicts, None


@given(datasets())
def test_a_dataset_has_its_records_by_kind_and_id(dataset: Dataset) -> None:
    """Iteration goes kind after kind, each by id, and every record is found where it belongs."""
    places = [(Dataset.kinds().index(type(record)), record.id) for record in dataset]
    assert places == sorted(set(places))
    assert len(dataset) == len(places)
    for record in dataset:
        assert record in dataset
        assert dataset.of(type(record))[record.id] is record
        assert dataset.collection(record.collection()) is dataset.of(type(record))
        assert getattr(dataset, record.collection()) is dataset.of(type(record))


@given(datasets(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(dataset: Dataset, numbers: random.Random) -> None:
    """The same records in any order, and any number of times, are the same dataset."""
    shuffled = [*dataset, *dataset]
    numbers.shuffle(shuffled)
    again = Dataset(shuffled, suppressions=(*reversed(dataset.suppressions), *dataset.suppressions))
    assert dataset == again
    assert hash(dataset) == hash(again)
    assert list(dataset) == list(again)
    assert dataset.canonical_json() == again.canonical_json()


@given(datasets())
def test_datasets_survive_pickling_and_copying(dataset: Dataset) -> None:
    """A dataset that was copied in whatever way equals the first and has its hash."""
    for again in (pickle.loads(pickle.dumps(dataset)), copy.copy(dataset), copy.deepcopy(dataset)):  # noqa: S301 - our own bytes
        assert dataset == again
        assert hash(dataset) == hash(again)
        assert dataset.suppressions == again.suppressions


@given(datasets())
def test_referring_is_what_a_search_finds(dataset: Dataset) -> None:
    """Looking along references backwards gives what looking at every record gives."""
    for to in dataset:
        for kind in Dataset.kinds():
            fields = [field for field in reference_fields(kind) if field.target == to.collection()]
            found: set[str] = set()
            for field in fields:
                ids = {record.id for record in dataset.of(kind) if to.id in [target for _, target in field.ids(record)]}
                assert [record.id for record in dataset.referring(kind, to, by=field.name)] == sorted(ids)
                found |= ids
            if fields:
                assert [record.id for record in dataset.referring(kind, to)] == sorted(found)
                assert set(dataset.referring(kind, to=to)) <= set(dataset.of(kind))


@given(datasets())
def test_links_to_is_the_inverse_of_links_from(dataset: Dataset) -> None:
    """Every reference is seen from both of its ends, and dangling ones from the first alone."""
    forth = [link for record in dataset for link in dataset.links_from(record)]
    back = [link for record in dataset for link in dataset.links_to(record)]
    assert all((link.target is None) == (link.target_id not in dataset.collection(link.kind)) for link in forth)
    assert {link for link in forth if link.target is not None} == set(back)
    assert len(back) == len(set(back))
    assert all(link.field == link.path[0] for link in forth)


@given(datasets(), st.randoms(use_true_random=False))
def test_merging_is_commutative_associative_and_idempotent(dataset: Dataset, numbers: random.Random) -> None:
    """Parts of a dataset make the dataset, in whichever order they are put together."""
    one, rest = _halves(dataset, numbers)
    two, three = _halves(rest, numbers)
    assert one.merge(two) == two.merge(one)
    assert one.merge(two).merge(three) == one.merge(two.merge(three)) == dataset
    assert dataset.merge(dataset) == dataset.merge(Dataset()) == dataset


@given(datasets(), datasets())
def test_datasets_that_disagree_do_so_in_both_directions(one: Dataset, two: Dataset) -> None:
    """A merge fails with the same conflicts whichever dataset is asked, or gives the same."""
    conflicts, merged = _merged(one, two)
    assert (conflicts, merged) == _merged(two, one)
    for kind, record_id, fields in conflicts:
        mine, theirs = one.collection(kind)[record_id], two.collection(kind)[record_id]
        assert fields
        assert all(getattr(mine, name) != getattr(theirs, name) for name in fields)
    if merged is not None:
        assert set(merged) == set(one) | set(two)
        assert set(merged.suppressions) == set(one.suppressions) | set(two.suppressions)


@given(datasets(), datasets())
def test_equal_datasets_and_only_they_have_the_same_digest(one: Dataset, two: Dataset) -> None:
    """The digest tells datasets apart as equality does."""
    assert (one == two) == (one.digest() == two.digest())
    assert one.digest() == hashlib.sha256(one.canonical_json().encode()).hexdigest()


@given(datasets())
def test_canonical_json_is_the_flat_form(dataset: Dataset) -> None:
    """The canonical text is JSON, canonical as such, and says what the plain form says."""
    text = dataset.canonical_json()
    assert canonical_json(json.loads(text)) == text == canonical_json(dataset.to_plain())
    assert [to_plain(record) for record in dataset.events] == dataset.to_plain().get("events", [])


def test_the_digest_depends_on_nothing_but_the_data() -> None:
    """Hash seed, time zone and locale of the process make no difference to bytes or order."""
    script = (
        "import pickle, sys\n"
        "dataset = pickle.load(sys.stdin.buffer)\n"
        "links = [link.path for record in dataset for link in dataset.links_to(record)]\n"
        "print(dataset.digest(), links, [record.id for record in dataset])\n"
    )
    dataset = Dataset(
        [
            plain_record(Event),
            *(attrs.evolve(plain_record(Panel), id=f"p{number}", number=number) for number in range(1, 9)),
            attrs.evolve(plain_record(Participation), panel_id="p1", citations=(Citation(source_id="s"),)),
            Source(id="s", title="İstanbul \N{SNOWMAN}"),
        ],
        suppressions=[_ACCEPTED, attrs.evolve(_ACCEPTED, code="PAN001")],
    )
    printed = set()
    for seed, zone, locale in [
        ("0", "UTC", "C"),
        ("1", "Asia/Kolkata", "tr_TR.UTF-8"),
        ("4711", "America/New_York", ""),
    ]:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", script]
        printed.add(
            subprocess.check_output(command, input=pickle.dumps(dataset), env=environment)  # noqa: S603 - our own script
        )
    (only,) = printed
    assert only.decode().startswith(f"{dataset.digest()} [")


def test_the_digest_of_a_known_dataset_never_changes() -> None:
    """The digest of the first release is that of every release."""
    assert Dataset().canonical_json() == '{"format":"seesac-model","version":1}'
    text = '{"format":"seesac-model","topics":[{"id":"war","label":"war"}],"version":1}'
    assert Dataset([_WAR]).digest() == hashlib.sha256(text.encode()).hexdigest()


def test_every_kind_is_an_attribute_named_after_its_collection() -> None:
    """The attributes of the class are the kinds, in the order of iteration."""
    names = [name for name, value in vars(Dataset).items() if hasattr(value, "record_class")]
    assert names == [kind.collection() for kind in Dataset.kinds()]
    assert vars(Dataset)["events"] is Dataset.events


def test_one_id_belongs_to_one_record_of_a_kind() -> None:
    """Two different records with an id are refused; the same record twice counts once, wherever it was read."""
    with pytest.raises(DuplicateRecordError) as caught:
        Dataset([_WAR, _OTHER_WAR])
    assert (caught.value.kind, caught.value.record_id) == ("topics", "war")
    assert len(Dataset([_WAR, attrs.evolve(_WAR, origin=Origin(None, 1, 1))])) == 1


def test_records_of_two_kinds_may_share_an_id() -> None:
    """Ids are unique within a kind."""
    assert len(Dataset([_WAR, Person(id="war", name="a")])) == 2


def test_a_dataset_cannot_be_changed() -> None:
    """Neither its collections nor anything else can be set."""
    with pytest.raises(AttributeError):
        Dataset().topics = 1  # type: ignore[assignment]  # that is the point


def test_what_datasets_do_not_hold_is_refused() -> None:
    """A suppression is no record, and a class of one's own is no kind."""

    class Rumour(Topic):
        @classmethod
        def collection(cls) -> str:
            return "rumours"

    with pytest.raises(SelectionError, match="Rumour"):
        Dataset([Rumour(id="a", label="a")])
    with pytest.raises(SelectionError, match="Rumour"):
        Dataset().of(Rumour)
    assert _ACCEPTED not in Dataset(suppressions=[_ACCEPTED])
    assert Dataset() != {}


def test_a_collection_that_is_not_there_gives_the_names_of_those_that_are() -> None:
    """The error for an unknown name lists the known ones."""
    with pytest.raises(SelectionError, match=r"no collection 'event'; expected one of sources, .*, observations"):
        Dataset().collection("event")


def test_the_representation_counts_what_is_there() -> None:
    """It names each kind that has records, and no record."""
    assert repr(Dataset()) == "<Dataset: empty>"
    assert repr(Dataset([_WAR, Person(id="a", name="a")])) == "<Dataset: 1 topics, 1 people>"


@pytest.mark.parametrize(
    ("kind", "to", "by", "message"),
    [
        (Panel, plain_record(Person), None, "Panel does not refer to people"),
        (Panel, plain_record(Person), "event_id", "Panel does not refer to people through 'event_id'"),
        (
            Panel,
            plain_record(Event),
            "evnt_id",
            "Panel does not refer to events through 'evnt_id'; did you mean 'event_id'?",
        ),
        (Panel, plain_record(Event), "title", "Panel does not refer to events through 'title'"),
    ],
)
def test_asking_along_a_reference_that_does_not_exist_is_an_error(
    kind: type[Record], to: Record, by: str | None, message: str
) -> None:
    """The error names the field that leads there, if one is near, and never the one that was asked for."""
    with pytest.raises(SelectionError) as caught:
        Dataset().referring(kind, to, by=by)
    assert str(caught.value) == message


def test_a_record_that_refers_twice_is_found_once() -> None:
    """A place in a region that is also listed there refers through two fields."""
    region = Place(id="r", name="r", kind=PlaceKind.REGION, part_of_id="x", member_ids=("x",))
    place = Place(id="x", name="x", kind=PlaceKind.REGION)
    dataset = Dataset([region, place])
    assert dataset.referring(Place, place) == (region,)
    assert [link.path for link in dataset.links_to(place)] == [("part_of_id",), ("member_ids", 0)]


def test_citations_lead_to_sources() -> None:
    """A record refers to a source through the citations in it."""
    source = Source(id="page", title="a")
    topic = attrs.evolve(_WAR, citations=(Citation(source_id="page"), Citation(source_id="page", locator="p. 2")))
    dataset = Dataset([source, topic])
    assert dataset.referring(Topic, source) == dataset.referring(Topic, source, by="citations") == (topic,)
    assert [link.path for link in dataset.links_from(topic)] == [
        ("citations", 0, "source_id"),
        ("citations", 1, "source_id"),
    ]


@given(datasets(), records(Topic), records(Topic))
def test_records_can_be_added_replaced_and_taken_away(dataset: Dataset, one: Topic, two: Topic) -> None:
    """What was added is there, what was replaced is gone, what was taken away leaves the rest."""
    two = attrs.evolve(two, id=one.id, label="another label")
    replaced = dataset.with_records(one, replace=True).with_records(two, replace=True)
    assert two in replaced
    assert one not in replaced
    assert replaced.suppressions == dataset.suppressions
    assert [it for it in replaced if it.id != one.id] == [it for it in dataset if it.id != one.id]
    assert replaced.without(two) == dataset.without(*dataset.topics.select({one.id} & set(dataset.topics.ids)))


def test_adding_never_overwrites_unless_asked() -> None:
    """A different record with a taken id is refused, also if both are given at once."""
    with pytest.raises(DuplicateRecordError):
        Dataset([_WAR]).with_records(_OTHER_WAR)
    with pytest.raises(DuplicateRecordError):
        Dataset().with_records(_WAR, _OTHER_WAR, replace=True)
    assert Dataset([_WAR]).with_records(_WAR) == Dataset([_WAR])


@pytest.mark.parametrize("record", [_OTHER_WAR, Topic(id="another", label="war")])
def test_only_what_is_there_can_be_taken_away(record: Topic) -> None:
    """Neither a record with an unknown id nor one that differs from what is there is taken away."""
    with pytest.raises(UnknownRecordError) as caught:
        Dataset([_WAR]).without(record)
    assert (caught.value.kind, caught.value.record_id) == ("topics", record.id)


def test_taking_away_leaves_references_dangling() -> None:
    """What refers to a record that was taken away stays as it is."""
    event, subject = plain_record(Event), plain_record(Subject)
    left = Dataset([event, subject]).without(event)
    assert list(left) == [subject]
    assert next((link.target_id, link.target) for link in left.links_from(subject)) == ("a", None)


@given(st.lists(suppressions(), max_size=4))
def test_suppressions_are_a_sorted_set(entries: list[Suppression]) -> None:
    """Suppressions stand in their order, each once, whichever way they were added."""
    dataset = Dataset(suppressions=entries)
    assert list(dataset.suppressions) == sorted(set(entries))
    assert Dataset().with_suppressions(*entries).with_suppressions(*entries) == dataset


def test_what_merging_refuses_is_listed_with_its_fields() -> None:
    """Each record on which the datasets disagree is named, with the fields that differ."""
    with pytest.raises(MergeConflictError) as caught:
        Dataset([_WAR]).merge(Dataset([attrs.evolve(_OTHER_WAR, note="a"), Topic(id="new", label="a")]))
    assert caught.value.conflicts == (("topics", "war", ("label", "note")),)


def test_what_is_no_record_and_no_id_is_refused_in_words() -> None:
    """A dataset of other things, and a look-up by a number, raise our own error."""
    with pytest.raises(SelectionError, match="datasets hold records, not objects of the class int"):
        Dataset([1])  # type: ignore[list-item]  # what it refuses
    with pytest.raises(SelectionError, match="ids are text, not objects of the class int"):
        Dataset().topics[0]  # type: ignore[index]  # what it refuses


def test_many_suppressions_are_merged() -> None:
    """Suppressions of two datasets are united, each once."""
    one = Dataset(suppressions=[Suppression(code="SER001", reason=f"{number}") for number in range(50)])
    two = Dataset(suppressions=[Suppression(code="SER001", reason=f"{number}") for number in range(25, 75)])
    assert len(one.merge(two).suppressions) == 75
