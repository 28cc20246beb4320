from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import EditError, LoadError, SeesacModelError
from seesac_model.formats import FileEdit, Layout, edits_for, load, save, write_edits
from seesac_model.formats._alignment import kept_entries
from seesac_model.formats._manuscript import Manuscript
from seesac_model.formats._removals import removals_of
from seesac_model.formats._scalars import rewritten_scalar
from seesac_model.formats._yaml_text import parse_yaml
from seesac_model.formats.yaml import TYPED as YAML
from seesac_model.model import Event, EventKind, JsonValue, Name, Organisation, Origin, Record, Suppression, Topic
from tests.strategies.datasets import datasets
from tests.strategies.records import altered, awkward_lines

TYPED = """\
format: seesac-model
version: 1
suppressions:
  # Two that are gone, one that stays.
  - {code: SRC001, reason: The first.}
  - code: SRC002
    reason: >-
      The second,
      on two lines.
  - {code: SRC003, reason: The third.} # and a remark
sources:
  - {id: page, title: Page}
organisations:
  - id: police
    name: Kosovo Police   # as the page has it
    kind: police
    other_names:
      - "Police of \\"Kosovo\\""
      - 'Kosovo''s Police'
      - {text: Kosovo Police Service, kind: former}
    note: >-
      The police
      of Kosovo and
      its stations.
    citations: [page, {source_id: page, fields: [name]}, {source_id: page, fields: [name]}]
events:
  - id: visit
    title: Visit to
      Kosovo
    kind: visit
    status: held
    panels:
      - format: opening # the first
        title: Opening
      - format: closing
        title: Closing
"""


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    """A file as somebody typed it."""
    file = tmp_path / "typed.yaml"
    file.write_text(TYPED, encoding="utf-8", newline="")
    return file


def marked(record: Organisation) -> Organisation:
    """Return the record with a mark behind each Kosovo."""
    names = tuple(attrs.evolve(name, text=name.text.replace("Kosovo", "Kosovo*")) for name in record.other_names)
    note = (record.note or "").replace("Kosovo", "Kosovo*")
    return attrs.evolve(record, name=record.name.replace("Kosovo", "Kosovo*"), other_names=names, note=note)


def lines_changed(edit: FileEdit) -> list[str]:
    """Return the lines of the diff that go or come."""
    return [line for line in edit.diff().splitlines()[2:] if line[:1] in "+-"]


def test_only_the_words_that_change_are_touched(typed: Path) -> None:
    """Remarks, quotes and line breaks stay as somebody typed them."""
    dataset = load(typed)
    after = dataset.with_records(marked(dataset.organisations["police"]), replace=True)
    (edit,) = edits_for(dataset, after)
    assert lines_changed(edit) == [
        "-    name: Kosovo Police   # as the page has it",
        "+    name: Kosovo* Police   # as the page has it",
        '-      - "Police of \\"Kosovo\\""',
        "-      - 'Kosovo''s Police'",
        "-      - {text: Kosovo Police Service, kind: former}",
        '+      - "Police of \\"Kosovo*\\""',
        "+      - 'Kosovo*''s Police'",
        "+      - {text: Kosovo* Police Service, kind: former}",
        "-      of Kosovo and",
        "+      of Kosovo* and",
    ]


def test_entries_of_lists_are_cut_out(typed: Path) -> None:
    """An entry goes with its lines and the remark on them; remarks on lines of their own stay."""
    dataset = load(typed)
    after = Dataset(dataset, suppressions=[entry for entry in dataset.suppressions if entry.code == "SRC002"])
    (edit,) = edits_for(dataset, after)
    assert lines_changed(edit) == [
        "-  - {code: SRC001, reason: The first.}",
        "-  - {code: SRC003, reason: The third.} # and a remark",
    ]


def test_a_list_goes_with_its_last_entry(typed: Path) -> None:
    """A list of which nothing is left goes with its key."""
    dataset = load(typed)
    (edit,) = edits_for(dataset, Dataset(dataset))
    assert "suppressions" not in edit.after


def test_an_entry_in_brackets_is_cut_out(typed: Path) -> None:
    """In brackets an entry goes with its comma."""
    dataset = load(typed)
    police = dataset.organisations["police"]
    after = dataset.with_records(attrs.evolve(police, citations=police.citations[1:2]), replace=True)
    (edit,) = edits_for(dataset, after)
    assert "    citations: [{source_id: page, fields: [name]}]\n" in edit.after


def test_a_field_is_taken_out(typed: Path) -> None:
    """A field that becomes empty goes with its lines."""
    dataset = load(typed)
    police = attrs.evolve(dataset.organisations["police"], note=None, other_names=())
    (edit,) = edits_for(dataset, dataset.with_records(police, replace=True))
    assert [line for line in ("note:", "other_names:", "its stations") if line in edit.after] == []


def test_a_nested_record_is_cut_out(typed: Path) -> None:
    """A record that stands under another goes with its lines, and its siblings keep their ids."""
    dataset = load(typed)
    (edit,) = edits_for(dataset, dataset.without(dataset.panels["visit.closing"]))
    assert lines_changed(edit) == ["-      - format: closing", "-        title: Closing"]


def test_edits_are_written(typed: Path) -> None:
    """What was edited is what is read from then on."""
    dataset = load(typed)
    after = dataset.with_records(marked(dataset.organisations["police"]), replace=True)
    write_edits(edits_for(dataset, after))
    assert load(typed) == after


def test_a_file_that_has_changed_is_left_alone(typed: Path) -> None:
    """Whoever has saved the file meanwhile does not lose their work."""
    dataset = load(typed)
    edits = edits_for(dataset, Dataset(dataset))
    typed.write_text(TYPED + "# more\n", encoding="utf-8")
    with pytest.raises(EditError, match="has changed since it was read"):
        write_edits(edits)
    assert typed.read_text(encoding="utf-8") == TYPED + "# more\n"


def test_a_record_that_moved_is_not_taken_for_another(typed: Path) -> None:
    """Where something else stands now, nothing is edited."""
    dataset = load(typed)
    typed.write_text("# a line above\n" + TYPED, encoding="utf-8")
    with pytest.raises(EditError, match="organisations 'police': the file has changed"):
        edits_for(dataset, dataset.with_records(marked(dataset.organisations["police"]), replace=True))


def test_a_file_that_is_gone_is_a_fault(typed: Path) -> None:
    """A file that cannot be read any more is said to be so."""
    dataset = load(typed)
    typed.unlink()
    with pytest.raises(LoadError):
        edits_for(dataset, Dataset(dataset))


def test_a_record_that_became_another_is_left_alone(typed: Path) -> None:
    """Where the record says something else by now, what was asked for is not what would be written."""
    dataset = load(typed)
    typed.write_text(TYPED.replace("kind: police", "kind: other "), encoding="utf-8")
    with pytest.raises(EditError, match="organisations 'police': the file has changed"):
        edits_for(dataset, dataset.with_records(marked(dataset.organisations["police"]), replace=True))


def test_a_record_that_is_none_any_more_is_left_alone(typed: Path) -> None:
    """So it is where what stands in its place is refused by now."""
    dataset = load(typed)
    typed.write_text(TYPED.replace("kind: police", "kind: 'x '  "), encoding="utf-8")
    with pytest.raises(EditError, match="organisations 'police': the file has changed"):
        edits_for(dataset, dataset.with_records(marked(dataset.organisations["police"]), replace=True))


def edited(tmp_path: Path, text: str, change: Callable[[Dataset], Dataset], name: str = "a.yaml") -> str:
    """Return a text as it is when a change of its dataset is written into it."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8", newline="")
    dataset = load(file)
    (edit,) = edits_for(dataset, change(dataset))
    return edit.after


def unsuppressed(dataset: Dataset) -> Dataset:
    """Return the dataset without its suppressions."""
    return Dataset(dataset)


def without_names(dataset: Dataset) -> Dataset:
    """Return the dataset with topics that have no other names."""
    return Dataset([attrs.evolve(topic, other_names=()) for topic in dataset.topics])


def without_all_but_labels(dataset: Dataset) -> Dataset:
    """Return the dataset without what its topics have beside their labels."""
    return Dataset([attrs.evolve(topic, other_names=(), note=None) for topic in dataset.topics])


HEAD = "format: seesac-model\nversion: 1\n"
SUPPRESSED = "suppressions:\n  # one\n  - code: SER001 # two\n     # three\n    reason: |\n      # four\n      five\n"
TOPIC = "topics:\n  - id: war\n    label: war\n"


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        (f"{HEAD}{SUPPRESSED}topics: []\n", unsuppressed, f"{HEAD}# one\n# three\ntopics: []\n"),
        (f"\ufeff{SUPPRESSED}{HEAD}", unsuppressed, f"\ufeff# one\n# three\n{HEAD}"),
        (f"{HEAD}{SUPPRESSED}".rstrip(), unsuppressed, f"{HEAD}# one\n# three\n"),
        (f"{HEAD}{SUPPRESSED}".replace("\n", "\r"), unsuppressed, f"{HEAD}".replace("\n", "\r")),
        (
            f"{HEAD}suppressions:\n  - # one - two\n    code: SER001\n    reason: a\n",
            unsuppressed,
            HEAD,
        ),
        (
            f"{HEAD}topics:\n  - other_names: [wars]\n    note: x\n    id: war\n    label: war\n",
            without_all_but_labels,
            f"{HEAD}{TOPIC}",
        ),
        (
            f"{HEAD}{TOPIC}    note: |\n      a\n    other_names:\n      # one\n      - wars # two\n     # three\n",
            without_names,
            f"{HEAD}{TOPIC}    note: |\n      a\n    # one\n     # three\n",
        ),
        (
            f"{HEAD}topics: [{{other_names: [wars], # one\n note: x, # two\n id: war, label: war}}]\n",
            without_all_but_labels,
            f"{HEAD}topics: [{{ # one\n  # two\n id: war, label: war}}]\n",
        ),
        (
            f"{HEAD}topics: [{{id: war, label: war # one\n, # two\n other_names: [wars] # three\n}}]\n",
            without_names,
            f"{HEAD}topics: [{{id: war, label: war # one\n # two\n  # three\n}}]\n",
        ),
        (
            f"{HEAD}topics: [{{other_names: [wars], note: x, id: war, label: war}}]\n",
            without_all_but_labels,
            f"{HEAD}topics: [{{id: war, label: war}}]\n",
        ),
    ],
)
def test_remarks_stay_where_something_is_cut_out(
    tmp_path: Path, text: str, change: Callable[[Dataset], Dataset], expected: str
) -> None:
    """Remarks on lines of their own stay, and all in brackets; what is left is read as before."""
    assert edited(tmp_path, text, change) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}topics:\n  - other_names: [wars] # one\n    id: war\n    label: war\n",
        f"{HEAD}topics:\n  - id: war\n    label: war\n    ? other_names\n    : [wars]\n",
        f"{HEAD}topics:\n  - ? other_names\n    : [wars]\n    id: war\n    label: war\n",
    ],
)
def test_what_cannot_be_cut_out_is_refused(tmp_path: Path, text: str) -> None:
    """Where cutting out would take a remark along, or leave a half, nothing is edited."""
    with pytest.raises(EditError, match=r"a.yaml: what is to be removed cannot be cut out of the text"):
        edited(tmp_path, text, without_names)


@pytest.mark.parametrize(("text", "way"), [("- - a\n  - b\n", (0,)), ("? k\n: - a\n  - b\n", ("k",))])
def test_what_does_not_begin_a_line_is_not_cut(text: str, way: tuple[str | int, ...]) -> None:
    """An entry whose hyphen is not the first thing on its line does not go with its lines."""
    with pytest.raises(LookupError):
        list(removals_of(Manuscript(text, YAML), {way: {0}}))


def test_a_suppression_that_is_there_twice_goes_twice(tmp_path: Path) -> None:
    """A dataset has each suppression once; what is to go from it goes from the file wherever it stands there."""
    text = f"{HEAD}suppressions:\n- {{code: SER001, reason: a}}\n- {{code: SER001, reason: a}}\n"
    assert edited(tmp_path, text, unsuppressed) == HEAD


def test_a_record_goes_with_what_stands_under_it(typed: Path) -> None:
    """An event and its panels are removed together."""
    dataset = load(typed)
    (edit,) = edits_for(dataset, dataset.without(dataset.events["visit"], *dataset.panels))
    assert "Visit" not in edit.after


def test_a_file_is_edited_beside_another_with_the_same_ids(tmp_path: Path) -> None:
    """What another file has first is refused in this one, and stays there as it is."""
    for name, label in (("a.yaml", "war"), ("b.yaml", "wars")):
        topic = f"topics: [{{id: war, label: {label}}}]\n"
        suppression = f"suppressions: [{{code: SER001, reason: {label}}}]\n"
        (tmp_path / name).write_text(f"{HEAD}{topic}{suppression}", encoding="utf-8")
    dataset = load(tmp_path, on_error="collect").dataset
    edits = edits_for(dataset, Dataset([attrs.evolve(dataset.topics["war"], label="peace")]))
    assert [edit.after.splitlines()[2:] for edit in edits] == [
        ["topics: [{id: war, label: peace}]"],
        ["topics: [{id: war, label: wars}]"],
    ]


def test_entries_go_while_others_change(typed: Path) -> None:
    """Of a list that is shorter, the entries that are left are found, also where they say something else."""
    dataset = load(typed)
    police = marked(dataset.organisations["police"])
    after = dataset.with_records(attrs.evolve(police, other_names=police.other_names[1:]), replace=True)
    (edit,) = edits_for(dataset, after)
    assert edit.after[edit.after.index("    other_names:") : edit.after.index("    note:")] == (
        "    other_names:\n      - 'Kosovo*''s Police'\n      - {text: Kosovo* Police Service, kind: former}\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ([], [], []),
        (["a", "b", "c"], ["b"], [1]),
        (["a", "a", "b"], ["a", "b"], [0, 2]),
        (["one two", "three four"], ["three five"], [1]),
        ([{"text": "one"}, {"text": "two"}, "three"], [{"text": "twos"}, "three"], [1, 2]),
    ],
)
def test_what_is_kept_of_a_list(before: list[JsonValue], after: list[JsonValue], kept: list[int]) -> None:
    """The entries of a shorter list are those of the longer one that are most like them."""
    assert kept_entries(before, after) == kept


@pytest.mark.parametrize(
    ("before", "after"), [(["a"], ["a", "b"]), (["abc", "b"], ["xyz"]), ([str(n) for n in range(300)], ["1"] * 150)]
)
def test_what_was_not_in_a_list_is_not_kept(before: list[JsonValue], after: list[JsonValue]) -> None:
    """A list that is longer, has something new, or would take too long to compare has no such entries."""
    with pytest.raises(LookupError):
        kept_entries(before, after)


def test_words_that_cannot_be_woven_in_are_put_in_quotes(tmp_path: Path) -> None:
    """Where the text, changed as little as possible, would be read otherwise, it is written anew."""
    text = f"{HEAD}topics:\n  - id: war\n    label: war\n    note: >-\n      one\n      two\n"
    after = edited(tmp_path, text, lambda data: Dataset([attrs.evolve(data.topics["war"], note="one  two")]))
    assert after == f'{HEAD}topics:\n  - id: war\n    label: war\n    note: "one  two"\n'


def test_a_value_is_changed_in_its_long_form(tmp_path: Path) -> None:
    """A name that is typed as a mapping stays one."""
    text = f"{HEAD}topics:\n  - {{id: war, label: war, other_names: [{{text: wars}}]}}\n"
    names = (Name(text="warfare"),)
    after = edited(tmp_path, text, lambda data: Dataset([attrs.evolve(data.topics["war"], other_names=names)]))
    assert after == text.replace("wars", "warfare")


def test_a_number_is_not_changed(tmp_path: Path) -> None:
    """Only texts are changed; a number in JSON is refused."""
    text = (
        '{"format": "seesac-model", "version": 1, "places": [{"id": "a", "name": "A", "kind": "city", "latitude": 1.5'
    )
    with pytest.raises(EditError, match="places 'a': what is to be changed does not stand there"):
        edited(
            tmp_path,
            f'{text}, "longitude": 2}}]}}',
            lambda data: Dataset([altered(data.places["a"], latitude=2.5)]),
            "a.json",
        )


def test_a_list_that_has_grown_is_left_alone(typed: Path) -> None:
    """Entries are counted in the file: a list that has more of them by now is another."""
    dataset = load(typed)
    typed.write_text(TYPED.replace("[page, {", "[page, page, {"), encoding="utf-8")
    police = dataset.organisations["police"]
    after = dataset.with_records(attrs.evolve(police, citations=police.citations[:2]), replace=True)
    with pytest.raises(EditError, match="does not stand there as the record has it"):
        edits_for(dataset, after)


def test_what_is_no_entry_of_a_list_is_not_removed(tmp_path: Path) -> None:
    """A record that says to be where something else stands is refused."""
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}topics:\n  - id: war\n    label: war\n    x-more: {{id: peace}}\n", encoding="utf-8")
    astray = Topic(id="peace", label="peace", origin=Origin(str(file), 6, 13))
    with pytest.raises(EditError, match="topics 'peace': it is no entry of a list there"):
        edits_for(Dataset([astray]), Dataset())


def test_what_parts_paragraphs_ends_no_line_of_a_diff() -> None:
    """A line of a diff is a line of the file, also where a text has separators of its own."""
    assert FileEdit("a", "x\u2028y\nb\n", "x\u2028y\nc\n").diff().endswith("@@ -1,2 +1,2 @@\n x\u2028y\n-b\n+c\n")


def test_what_was_never_in_a_file_cannot_be_edited() -> None:
    """A record that was made in Python stands in no file."""
    dataset = Dataset([Topic(id="war", label="war")])
    with pytest.raises(EditError) as caught:
        edits_for(dataset, Dataset())
    assert (caught.value.kind, caught.value.record_id, caught.value.file) == ("topics", "war", None)


def test_a_suppression_made_in_python_cannot_be_edited() -> None:
    """Nor can a suppression that was."""
    dataset = Dataset(suppressions=[Suppression(code="SRC001", reason="x")])
    with pytest.raises(EditError, match="suppressions: it was read from no file"):
        edits_for(dataset, Dataset())


def test_nothing_is_added(typed: Path) -> None:
    """An edit changes and removes; where a new record would stand nobody has said."""
    dataset = load(typed)
    with pytest.raises(EditError, match="nothing can be added"):
        edits_for(dataset, dataset.with_records(Topic(id="war", label="war")))


@pytest.mark.parametrize(
    "change",
    [
        {"website": "https://example.org/"},
        {"other_names": (Name(text="a"), Name(text="b"), Name(text="c"), Name(text="d"))},
        {"other_names": (Name(text="a"), Name(text="b"))},
    ],
    ids=["a field", "an entry", "other entries"],
)
def test_a_change_that_needs_new_lines_is_refused(typed: Path, change: dict[str, object]) -> None:
    """What would have to be added inside a record is refused, and says of which record."""
    dataset = load(typed)
    police = altered(dataset.organisations["police"], **change)
    with pytest.raises(EditError, match=r"police.*does not stand there as the record has it"):
        edits_for(dataset, dataset.with_records(police, replace=True))


def test_an_inherited_citation_cannot_be_edited(tmp_path: Path) -> None:
    """What a panel has from its event does not stand with the panel."""
    file = tmp_path / "a.yaml"
    text = TYPED.replace("    status: held\n", "    status: held\n    citations: [page]\n")
    file.write_text(text, encoding="utf-8")
    dataset = load(file)
    panel = attrs.evolve(dataset.panels["visit.closing"], citations=())
    with pytest.raises(EditError):
        edits_for(dataset, dataset.with_records(panel, replace=True))


def test_a_removal_that_would_rename_others_is_refused(tmp_path: Path) -> None:
    """Where ids follow from what stands in the file, a removal must not change those of others."""
    file = tmp_path / "a.yaml"
    file.write_text(TYPED.replace("closing", "opening"), encoding="utf-8")
    dataset = load(file)
    with pytest.raises(EditError, match="cannot be written into the text as it stands"):
        edits_for(dataset, dataset.without(dataset.panels["visit.opening"]))


def test_two_changes_of_one_place_are_refused(typed: Path) -> None:
    """A record that is to be removed takes what stands under it along; both cannot be changed apart."""
    dataset = load(typed)
    panel = attrs.evolve(dataset.panels["visit.closing"], title="End")
    after = dataset.with_records(panel, replace=True).without(dataset.events["visit"])
    with pytest.raises(EditError, match=r"the same place"):
        edits_for(dataset, after)


def test_an_error_names_file_record_and_reason() -> None:
    """The message of an error leaves out what is not known."""
    assert str(EditError("why", file="a.yaml", kind="events", record_id="e")) == "a.yaml: events 'e': why"
    assert str(EditError("why")) == "why"


def test_a_diff_tells_of_a_missing_line_end() -> None:
    """A last line without its end is marked as it is by other tools."""
    assert FileEdit("a", "x", "y").diff().count("\\ No newline at end of file") == 2


LAYOUTS: list[tuple[str, Layout]] = [
    ("a.json", "flat"),
    ("a.json", "nested"),
    ("a.json", "canonical"),
    ("a.yaml", "nested"),
    ("a.yaml", "flat"),
]


def _texts(record: Record) -> Iterator[str]:
    for name in ("title", "name", "label", "text", "gist", "description", "note"):
        value = getattr(record, name, None)
        if isinstance(value, str) and " " not in value:
            yield name


@given(layouts=st.sampled_from(LAYOUTS), dataset=datasets(most=4), data=st.data())
def test_edited_files_say_what_was_asked_for(
    tmp_path_factory: pytest.TempPathFactory, layouts: tuple[str, Layout], dataset: Dataset, data: st.DataObject
) -> None:
    """Whatever text is changed in whatever layout: what is read then is what was asked for."""
    name, layout = layouts
    file = tmp_path_factory.mktemp("edit") / name
    save(dataset, file, layout=layout)
    before = load(file)
    replaced: list[Record] = []
    for record in before:
        for field in _texts(record):
            if data.draw(st.booleans()):
                new = data.draw(awkward_lines())
                try:
                    replaced.append(altered(record, **{field: new}))
                except SeesacModelError:
                    continue
                break
    kept = [entry for entry in before.suppressions if data.draw(st.booleans())]
    after = Dataset(before.with_records(*replaced, replace=True), suppressions=kept)
    write_edits(edits_for(before, after))
    assert load(file) == after


@given(old=awkward_lines(), new=awkward_lines())
def test_json_text_is_rewritten(old: str, new: str) -> None:
    """A rewritten text in JSON says the new words."""
    assert json.loads(rewritten_scalar(json.dumps(old), old, new)) == new


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("Kosovo Police", "Kosovo Police", "Kosovo* Police", "Kosovo* Police"),
        ("'it''s'", "it's", "it's his", "'it''s his'"),
        ("'it'", "it", "it's", "'it''s'"),
        ('"a"', "a", 'a "b"', '"a \\"b\\""'),
        ('"\\u0041b"', "Ab", "Abc", '"Abc"'),
        (">-\n  one\n  two", "one two", "one three", ">-\n  one\n  three"),
        (">- # a remark\n  one\n  two", "one two", "one too", ">- # a remark\n  one\n  too"),
        ("|\n  one\n  two\n", "one\ntwo\n", "one\ntwo!\n", "|\n  one\n  two!\n"),
        ("one\n  two", "one two", "onetwo", '"onetwo"'),
        ("cafe\u0301 one", "café one", "café two", '"café two"'),
        ("one", "one", "- one", '"- one"'),
        ("one", "one", "one: two", '"one: two"'),
        ("one", "one", "one, two", '"one, two"'),
        ("one, two", "one, two", "one, three", "one, three"),
        ("nil", "nil", "null", '"null"'),
        ('""', "", "a", '"a"'),
        ('"b"', "b", "ab", '"ab"'),
    ],
)
def test_scalars_keep_their_spelling(source: str, old: str, new: str, expected: str) -> None:
    """Quotes, heads of blocks and line breaks stay; what cannot be woven in is written anew."""
    assert rewritten_scalar(source, old, new) == expected


def test_long_texts_are_compared_quickly() -> None:
    """Of a long text only what follows the first difference is replaced."""
    old = "a" * 3_000
    assert rewritten_scalar(old, old, f"{old}b") == f"{old}b"
    assert rewritten_scalar(f'"{old}c"', f"{old}c", f"b{old}") == f'"b{old}"'


@given(words=st.lists(st.sampled_from(["one", "Kosovo", "Београд", "it's", 'a "b"', "x: y", "# z"]), min_size=1))
def test_folded_text_is_rewritten(words: list[str]) -> None:
    """In a folded block each word can change, and the lines stay as many as they were."""
    source = ">-\n" + "\n".join(f"  {word}" for word in words)
    old = str(parse_yaml(f"a: {source}\n")["a"])  # type: ignore[index,call-overload]
    new = old.replace("Kosovo", "Kosovo*")
    rewritten = rewritten_scalar(source, old, new)
    assert str(parse_yaml(f"a: {rewritten}\n")["a"]) == new  # type: ignore[index,call-overload]
    assert rewritten.count("\n") == source.count("\n")


def test_events_keep_their_type(typed: Path) -> None:
    """A word of a vocabulary and a date are changed like any text."""
    dataset = load(typed)
    event: Event = attrs.evolve(dataset.events["visit"], kind=EventKind.STUDY_VISIT)
    (edit,) = edits_for(dataset, dataset.with_records(event, replace=True))
    assert lines_changed(edit) == ["-    kind: visit", "+    kind: study-visit"]
