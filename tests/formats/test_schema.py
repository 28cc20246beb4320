from __future__ import annotations

import functools
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from seesac_model.dataset import Dataset
from seesac_model.errors import UnknownFormatError
from seesac_model.formats import SCHEMA_LAYOUTS, SchemaLayout, dumps, json_schema, loads
from seesac_model.formats._schema_types import summary
from seesac_model.model import EventKind, fields_of
from tests.strategies.datasets import datasets

LAYOUTS: Final = pytest.mark.parametrize("layout", SCHEMA_LAYOUTS)
EXAMPLES: Final = sorted((Path(__file__).parents[2] / "examples" / "seesac").glob("*.yaml"))
# What validators in their strict modes and generators of types understand alike.
KEYWORDS: Final = {
    *("$schema", "$id", "$defs", "$ref", "$comment", "title", "description", "examples"),
    *("type", "const", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum"),
    *("properties", "patternProperties", "additionalProperties", "required"),
    *("items", "minItems", "maxItems", "uniqueItems"),
    *("anyOf", "allOf", "oneOf", "not", "if", "then", "else"),
}
OF_NAMES: Final = {"properties", "patternProperties", "$defs"}


class AsEditorsDo(SafeConstructor):
    """Reads YAML 1.2 as editors do: 2023 is a number, and 2023-02-14 is text."""


AsEditorsDo.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def from_yaml(text: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Return what an editor sees in a YAML text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = AsEditorsDo
    return yaml.load(io.StringIO(text))


def schemas_in(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a part of a schema
    """Yield every schema in a schema."""
    if isinstance(schema, list):
        for entry in schema:
            yield from schemas_in(entry)
    if isinstance(schema, dict):
        yield schema
        for keyword, content in schema.items():
            if keyword not in {"const", "enum", "examples", "required"}:
                inner = list(content.values()) if keyword in OF_NAMES else content
                yield from schemas_in(inner)


@functools.cache
def validator(layout: SchemaLayout) -> Draft202012Validator:
    """Return what validates by the schema of a layout."""
    return Draft202012Validator(json_schema(layout))


def problems(document: Any, layout: SchemaLayout) -> list[str]:  # noqa: ANN401 - whatever stands in a file
    """Return what a validator says of a document."""
    return [f"{error.json_path}: {error.message[:99]}" for error in validator(layout).iter_errors(document)]


def with_panels(*panels: dict[str, Any]) -> dict[str, Any]:
    """Return a nested document with one event that has these panels."""
    event = {"id": "e", "title": "Event", "kind": "meeting", "status": "held", "panels": list(panels)}
    return {"format": "seesac-model", "version": 1, "events": [event]}


@LAYOUTS
def test_keywords(layout: SchemaLayout) -> None:
    """A schema keeps to keywords that strict validators, editors and generators of types know."""
    used = {keyword for schema in schemas_in(json_schema(layout)) for keyword in schema}
    assert used <= KEYWORDS


@LAYOUTS
def test_every_definition_is_used_and_every_reference_leads_somewhere(layout: SchemaLayout) -> None:
    """References and definitions are the same names."""
    schema = json_schema(layout)
    references = {inner["$ref"] for inner in schemas_in(schema) if "$ref" in inner}
    assert {f"#/$defs/{name}" for name in schema["$defs"]} == references


@LAYOUTS
def test_it_is_the_same_every_time(layout: SchemaLayout) -> None:
    """Two schemas of a layout are the same text, and what is done to one does not reach the other."""
    first = json_schema(layout)
    text = json.dumps(first)
    first["$defs"].clear()
    for inner in schemas_in(first):
        inner.clear()
    assert json.dumps(json_schema(layout)) == text
    assert text.isascii()


def test_each_layout_has_a_name_of_its_own() -> None:
    """The ids name the version of the format and the layout."""
    ids = [json_schema(layout)["$id"] for layout in SCHEMA_LAYOUTS]
    assert ids == [
        "urn:seesac-model:schema:1:flat",
        "urn:seesac-model:schema:1:nested",
        "urn:seesac-model:schema:1:lines",
    ]


def test_other_layouts_have_none() -> None:
    """There is no schema of a layout that is not known."""
    with pytest.raises(UnknownFormatError, match="expected one of flat, nested, lines"):
        json_schema("canonical")  # type: ignore[arg-type]  # that is the point


def test_every_field_of_every_kind_is_there() -> None:
    """Each kind has its collection and its fields, each with what it says and the term that means the same."""
    schema = json_schema()
    for kind in Dataset.kinds():
        properties = schema["$defs"][kind.__name__]["properties"]
        assert schema["properties"][kind.collection()]["items"] == {"$ref": f"#/$defs/{kind.__name__}"}
        for field in fields_of(kind):
            if field.name != "extra":
                said = properties[field.name]
                assert said["description"].lower().startswith(field.note.says.lower())
                assert said.get("$comment") == field.note.term


def test_words_have_their_meanings() -> None:
    """Every word of a vocabulary stands there with what it means."""
    definitions = json_schema()["$defs"]
    words = {word["const"]: word["description"] for word in definitions["EventKind"]["oneOf"]}
    assert words == {str(word): word.meaning for word in EventKind}
    assert definitions["HouseStyle"]["oneOf"][0].keys() >= {"const", "description"}


def test_references_say_where_they_lead() -> None:
    """A reference has a type of its own, and its description names the collection."""
    place_ids = json_schema()["$defs"]["Event"]["properties"]["place_ids"]
    assert place_ids["items"] == {"$ref": "#/$defs/PlaceId"}
    assert place_ids["description"] == "Where: ids of records in places."
    assert place_ids["uniqueItems"] is True


def test_defaults_are_told() -> None:
    """What a field is where it is left out stands in its description."""
    definitions = json_schema()["$defs"]
    mode = definitions["Event"]["properties"]["mode"]["description"]
    cumulative = definitions["Attendance"]["properties"]["cumulative"]["description"]
    assert mode == "How the participants met; unstated where it is left out."
    assert cumulative == "Whether the number includes earlier events; false where it is left out."


def test_the_flat_schema_has_neither_short_texts_nor_parts() -> None:
    """What programs read has one form: no text for a value, and no records inside others."""
    definitions = json_schema()["$defs"]
    assert definitions["Event"]["properties"]["citations"]["items"] == {"$ref": "#/$defs/Citation"}
    assert "panels" not in definitions["Event"]["properties"]
    assert [name for name in definitions if name.endswith("OrText") or "InEvent" in name] == []


def test_what_follows_from_the_owner_may_be_left_out() -> None:
    """Under an event a panel needs neither an id nor the event; in a list of panels it needs both."""
    definitions = json_schema("nested")["$defs"]
    assert definitions["PanelInEvent"]["required"] == ["format"]
    assert definitions["Panel"]["required"] == ["id", "event_id", "format"]


def test_parts_of_parts() -> None:
    """What stands under a panel that stands under an event needs neither of them."""
    role = {"organisation_id": "seesac", "role": "organiser"}
    statement = {"person_id": "x", "gist": "Well."}
    document = with_panels({"format": "session", "participations": [role], "statements": [statement]})
    assert problems(document, "nested") == []


def test_a_rule_that_the_owner_fulfils() -> None:
    """What its owner says for a record, the record need not say."""
    event = with_panels()["events"][0] | {"fundings": [{"purpose": "travel"}]}
    assert problems(with_panels() | {"events": [event]}, "nested") == []
    assert problems(with_panels() | {"fundings": [{"id": "f", "purpose": "travel"}]}, "nested") != []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_editors_find_nothing_in_the_examples(path: Path) -> None:
    """Each example is valid by the nested schema as an editor reads it."""
    assert problems(from_yaml(path.read_text(encoding="utf-8")), "nested") == []


@given(datasets())
def test_editors_find_nothing_in_what_is_written(dataset: Dataset) -> None:
    """YAML that the library writes is valid by the nested schema as an editor reads it, numbers for text included."""
    assert problems(from_yaml(dumps(dataset, format="yaml")), "nested") == []


@pytest.mark.parametrize(
    "typed",
    [
        "dates: 2023",
        "title: 2023",
        "series_id: 2023\n    series_number: 1",
        "attendances: [{description: 3, headcount: 24}]",
        "attendances: [{description: officers, headcount: about 24}]",
        "attendances: [{description: officers, headcount: {value: 24, wording: 24}}]",
        "panels: [{number: 1, format: session, start_time: 12:30, title: }]",
        "fundings: [{amount: 4000 EUR}, {amount: {amount: 12.5, currency: EUR}}]",
        "observations: [{measure: pistols, value: 12.5}]",
        "other_titles: [Forum, {text: 2023, language: no}]",
        "citations: [2023, {source_id: page, fields: [dates]}]",
        "citations: []\n    note: ~",
        "x-reviewed: {by: [me, 1, true]}",
    ],
)
def test_what_people_type(typed: str) -> None:
    """What the reader takes without quotes, editors take too."""
    event = f"  - id: e\n    kind: meeting\n    status: held\n    {typed}\n"
    title = "" if "title: 2023" in typed else "    title: Event\n"
    text = f"format: seesac-model\nversion: 1\nevents:\n{event}{title}"
    assert loads(text, format="yaml", on_error="collect").faults == ()
    assert problems(from_yaml(text), "nested") == []


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("dates: 12", "$.events[0].dates"),
        ("dates: 2023-13", "$.events[0].dates"),
        ("kind: meetting", "$.events[0].kind"),
        ("titel: Event", "$.events[0]"),
        ("series_number: 1", "$.events[0]"),
        ("panels: [{format: session, number: 0}]", "$.events[0].panels[0].number"),
        ("participations: [{role: speaker}]", "$.events[0].participations[0]"),
        ("attendances: [{description: us, headcount: -1}]", "$.events[0].attendances[0].headcount"),
        ("topic_ids: [a, a]", "$.events[0].topic_ids"),
        ("topic_ids: a", "$.events[0].topic_ids"),
        ("title: ''", "$.events[0].title"),
    ],
)
def test_what_people_mistype(typed: str, place: str) -> None:
    """A slip is found where it was made."""
    fields = {"id": "e", "title": "Event", "kind": "meeting", "status": "held"}
    document = with_panels() | {"events": [fields | from_yaml(typed)]}
    assert [problem.partition(": ")[0] for problem in problems(document, "nested")] == [place]


@pytest.mark.parametrize(
    ("line", "is_good"),
    [
        ({"format": "seesac-model", "version": 1}, True),
        ({"topics": {"id": "a", "label": "War"}}, True),
        ({"suppressions": {"code": "SER001", "reason": "Known."}}, True),
        ({"end": {"records": 1, "sha256": "0" * 64}}, True),
        ({"topics": [{"id": "a", "label": "War"}]}, False),
        ({"topics": {"id": "a", "label": "War"}, "events": {}}, False),
        ({"end": {"records": 1}}, False),
        ({}, False),
    ],
)
def test_lines(line: dict[str, Any], *, is_good: bool) -> None:
    """A line of JSON Lines is a header, one record or suppression under its collection, or the trailer."""
    assert (problems(line, "lines") == []) == is_good


def test_a_class_is_described_in_a_sentence() -> None:
    """A description is the first paragraph of what the documentation says, without its markup."""

    class Described:
        __doc__ = "A thing\nas :class:`~seesac_model.model.Event` has it.\n\nMore."

    class Bare:
        __doc__ = None

    assert summary(Described) == "A thing as Event has it."
    assert summary(Bare) == "Bare"
