"""
The schema and the reader judge alike, but for the differences that `SCHEMA_LIMITS` lists.

Documents are written from drawn datasets, changed in one place, and judged by both. Where they disagree, the difference
must be one that is listed: each has a function here that knows it, and an example that shows it is real.
"""

from __future__ import annotations

import copy
import functools
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from seesac_model.dataset import Dataset
from seesac_model.errors import Fault, FaultCode
from seesac_model.formats import SCHEMA_LIMITS, SchemaLayout, dumps, json_schema, loads
from seesac_model.model import IdentifierScheme
from tests.strategies.datasets import datasets
from tests.strategies.records import KINDS, maximal_records, suppressions

Document: TypeAlias = dict[str, Any]  # whatever somebody may have typed

HEADER: Final = {"format": "seesac-model", "version": 1}


@functools.cache
def validator(layout: SchemaLayout) -> Draft202012Validator:
    """Return what validates by the schema of a layout."""
    return Draft202012Validator(json_schema(layout))


def is_valid(document: Any, layout: SchemaLayout) -> bool:  # noqa: ANN401 - whatever stands in a file
    """Tell whether the schema takes a document."""
    return validator(layout).is_valid(document)


def faults_of(text: str, name: str = "json") -> tuple[Fault, ...]:
    """Return what the reader finds wrong."""
    return loads(text, format=name, on_error="collect").faults


class Difference(NamedTuple):
    """
    How a difference is known.

    Attributes:
        explains: For what the reader alone refuses: whether a fault is of this sort. For what the schema alone refuses:
            None, and `tidied` has done away with it.
        example: A text that shows it.
        layout: The layout whose schema judges the example.
        format: The format of the example.
    """

    explains: Callable[[Fault], bool] | None
    example: str
    layout: SchemaLayout = "flat"
    format: str = "json"


def is_at(fault: Fault, *names: str) -> bool:
    """Tell whether a fault stands in a field of one of these names, however deep."""
    return any(step in names for step in fault.path)


def expects(fault: Fault, *words: str) -> bool:
    """Tell whether a fault expects something that is said in one of these ways."""
    return any(word in fault.expected for word in words)


def record(collection: str, **fields: object) -> str:
    """Return a document with one record that has these fields and whatever else it must have."""
    needed = {
        "topics": {"label": "War"},
        "events": {"title": "Event", "kind": "meeting", "status": "held"},
        "places": {"name": "Bar", "kind": "city"},
        "attendances": {"event_id": "e", "description": "experts"},
        "fundings": {"event_id": "e"},
        "observations": {"measure": "pistols"},
    }
    return json.dumps(HEADER | {collection: [{"id": "a"} | needed[collection] | fields]})


EVENT: Final = '{"id": "a", "title": "E", "kind": "meeting", "status": "held"'
DIFFERENCES: Final[Mapping[str, Difference]] = {
    "ids": Difference(
        lambda fault: (
            fault.code is FaultCode.DUPLICATE_ID
            # Nobody gave this id: it was derived, and became too long.
            or (fault.code is FaultCode.INVALID_ID and fault.path[-1] == "id" and len(str(fault.value)) > 128)
        ),
        json.dumps(HEADER | {"topics": [{"id": "a", "label": "War"}, {"id": "a", "label": "Peace"}]}),
    ),
    "keys": Difference(
        lambda fault: fault.code is FaultCode.DUPLICATE_KEY,
        '{"format": "seesac-model", "version": 1, "topics": [{"id": "a", "label": "War", "label": "War"}]}',
    ),
    "owners": Difference(
        lambda fault: expects(fault, "the record under which this one stands"),
        f'{{"format": "seesac-model", "version": 1, "events": [{EVENT}, '
        '"panels": [{"format": "session", "event_id": "b"}]}]}',
        "nested",
    ),
    "leap-days": Difference(
        lambda fault: fault.code is FaultCode.INVALID_DATE and expects(fault, "a day from 01 to 28"),
        record("events", dates="2023-02-29"),
    ),
    "order": Difference(
        lambda fault: (
            fault.code is FaultCode.INVALID_DATE
            and expects(fault, "the earlier date first", "ascending order", "ranges in a set")
        ),
        record("events", dates="2023/2022"),
    ),
    "shares": Difference(
        lambda fault: fault.code is FaultCode.CONTRADICTION and expects(fault, "greater than value", "at most"),
        record("attendances", headcount={"value": 3, "women": 4}),
    ),
    "phrases": Difference(
        lambda fault: (
            is_at(fault, "headcount", "amount", "amount_equivalent")
            and fault.path[-1] in {"headcount", "amount", "amount_equivalent"}
            and fault.code in {FaultCode.INVALID_VALUE, FaultCode.INVALID_NUMBER}
        ),
        record("attendances", headcount="several"),
        "nested",
    ),
    "currencies": Difference(
        lambda fault: fault.code is FaultCode.UNKNOWN_TERM and fault.path[-1] == "currency",
        record("fundings", amount={"amount": "3", "currency": "ABC"}),
    ),
    "identifiers": Difference(
        lambda fault: fault.code is FaultCode.INVALID_VALUE and is_at(fault, "identifiers"),
        record("topics", identifiers=[{"scheme": "isni", "value": "0000 0001 2146 4381"}]),
    ),
    "footnotes": Difference(
        lambda fault: fault.code is FaultCode.CONTRADICTION and fault.path[-1] == "footnotes",
        record("places", footnotes=[{"style": "un", "text": "One."}, {"style": "un", "text": "Two."}]),
    ),
    "numbers": Difference(
        lambda fault: (
            (fault.code is FaultCode.INVALID_NUMBER and isinstance(fault.value, str | Decimal))
            or (fault.code is FaultCode.WRONG_TYPE and isinstance(fault.value, float) and fault.value.is_integer())
        ),
        record("events", series_id="s", series_number=24.0),
    ),
    "text": Difference(
        lambda fault: fault.code is FaultCode.INVALID_TEXT and "combining marks" in fault.found,
        record("topics", label="a" + "\u0301" * 31),
    ),
    "x-keys": Difference(
        lambda fault: any(str(step).startswith("x-") for step in fault.path),
        record("topics", **{"x-much": 10**30}),
    ),
    "size": Difference(
        lambda fault: (
            fault.code is FaultCode.TOO_DEEP or (fault.code is FaultCode.TOO_LARGE and not expects(fault, "entries"))
        ),
        record("topics", **{"x-deep": json.loads("[" * 70 + "]" * 70)}),
    ),
    "spelling": Difference(
        lambda fault: (
            fault.code is FaultCode.WRONG_TYPE
            and isinstance(fault.value, int | float)
            and expects(fault, "text", "a decimal number as text")
        ),
        record("topics", label=1914),
        "nested",
    ),
    "white-space": Difference(None, record("events", dates=" 2023 ")),
    "length": Difference(None, record("topics", label="e\u0301" * 1001)),
    "capitals": Difference(None, record("topics", identifiers=["CELEX:32019D2111"]), "nested"),
    "flat": Difference(None, record("topics", citations=["page"])),
    "truths": Difference(
        None,
        "format: seesac-model\nversion: 1\ntopics:\n  - {id: a, label: true}\n",
        "nested",
        "yaml",
    ),
    "versions": Difference(None, json.dumps({"format": "seesac-model", "version": 0})),
}
ONLY_THE_SCHEMA: Final = {limit.name for limit in SCHEMA_LIMITS if limit.refused_by == "schema"}


def unexplained(faults: tuple[Fault, ...]) -> list[Fault]:
    """Return the faults that are none of the differences that are known."""
    known = [difference.explains for difference in DIFFERENCES.values() if difference.explains is not None]
    return [fault for fault in faults if not any(explains(fault) for explains in known)]


_SCHEMES: Final = re.compile(rf"({'|'.join(IdentifierScheme)}):", re.IGNORECASE)


def tidied(content: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    """Return a document without what the schema alone refuses: white space around text, and schemes in capitals."""
    match content:
        case str():
            text = unicodedata.normalize("NFC", content.strip())
            return _SCHEMES.sub(lambda found: found[0].lower(), text, count=1)
        case list():
            return [tidied(entry) for entry in content]
        case dict():
            return {key: entry if key.startswith("x-") else tidied(entry) for key, entry in content.items()}
        case _:
            return content


AWKWARD: Final[tuple[Any, ...]] = (  # of every type there is
    *(None, True, False, 0, 1, -1, 24, 24.0, 1.5, 91, 2023, 10**10, 10**30, 1e300),
    *("", " ", "a", "A", "Ć", "x-y", "two\nlines", "two\n", " a ", "a\u202eb", "a\tb", "a" * 129, "\ufeff", "1", "8.1"),
    *("2023", "2023-02-14", "2023-02-30", "2023-02-29", "2023/2022", "../2023", "{2023,2024}", "2023-13", "XXXX-02-29"),
    *("12.50", "1.300", "-1", "1e3", "9" * 19, "9" * 28, "0." + "3" * 28, "4000000 EUR", "EUR", "about 24", "several"),
    *("celex:32019D2111", "CELEX:32019D2111", "isni:1", "wikidata:Q458", "url:https://example.org", "celex"),
    *("https://example.org", "ftp://example.org", "https://a@example.org", "12:30", "24:00", "P2W", "sr-Latn", "en_GB"),
    *("exactly", "between", "under", "workshop", "jurisdiction", "region", "un", "stated", "dates", "place_ids.tirana"),
    *([], [None], ["a"], ["a", "a"], ["a", "b", "c"], ["A"], [1], [[]], [{}], {}, {"a": "b"}, {"x-a": "b"}),
    *({"value": 24}, {"value": 24, "women": 25}, {"text": "a"}, {"scheme": "url", "value": "a"}, {"source_id": "a"}),
    *([{"source_id": "a", "says_instead": "b"}], [{"style": "un", "text": "a"}], {"amount": 1, "currency": "EUR"}),
    *({"amount": "1.50", "currency": "ABC"}, {"amount": -1, "currency": "EUR"}, {"value": 0, "qualifier": "under"}),
    *({"value": 3, "qualifier": "between"}, {"value": 3, "upper_value": 4}, ["a"] * 1001, "e\u0301" * 1001, "n" * 2001),
)
KEYS: Final = (
    "titel",
    "extra",
    "origin",
    "x-ok",
    "x-",
    "X-no",
    "panels",
    "note",
    "id",
    "text",
    "women",
    "series_number",
)


def places(content: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # keys and positions
    """Yield the path to everything in a document."""
    yield path
    pairs = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for step, entry in pairs:
        yield from places(entry, (*path, step))


@st.composite
def changed(draw: st.DrawFn, document: Document) -> Document:
    """Draw a copy of a document that says something else in one place."""
    found = copy.deepcopy(document)
    *path, last = draw(st.sampled_from([path for path in places(found) if path]))
    inner: Any = found
    for step in path:
        inner = inner[step]
    match draw(st.sampled_from(("replace", "replace", "replace", "remove", "add", "repeat"))):
        case "replace":
            inner[last] = draw(st.sampled_from(AWKWARD))
        case "remove":
            del inner[last]
        case "add" if isinstance(inner[last], dict):
            inner[last][draw(st.sampled_from(KEYS))] = draw(st.sampled_from(AWKWARD))
        case _ if isinstance(inner[last], list):
            inner[last] *= 2
        case _:
            inner[last] = [inner[last]]
    return found


def documents(layout: Literal["flat", "nested"]) -> st.SearchStrategy[Document]:
    """Draw a document that was written in a layout: small ones, and such in which every field says something."""
    full = st.sampled_from(KINDS).flatmap(maximal_records).map(lambda record: Dataset([record]))
    kept = st.lists(suppressions(), min_size=1, max_size=1).map(lambda kept: Dataset([], suppressions=kept))
    written = st.one_of(full, full, datasets(most=4), kept)
    return written.map(lambda dataset: json.loads(dumps(dataset, format="json", layout=layout)))


def agree(document: Document, layout: SchemaLayout) -> None:
    """Hold the verdicts of schema and reader against each other."""
    faults = faults_of(json.dumps(document))
    if is_valid(document, layout):
        assert unexplained(faults) == []
    elif layout == "nested":
        assert faults or is_valid(tidied(document), layout)
    else:
        # What the flat schema alone refuses because it is not flat, the nested one takes.
        assert faults or is_valid(tidied(document), "nested")


def test_the_differences_are_those_that_are_listed() -> None:
    """This file knows the differences that the documentation shows, and no others."""
    assert list(DIFFERENCES) == [limit.name for limit in SCHEMA_LIMITS]
    assert {name for name, known in DIFFERENCES.items() if known.explains is None} == ONLY_THE_SCHEMA


@pytest.mark.parametrize("layout", ["flat", "nested", "lines"])
def test_the_schema_is_one(layout: SchemaLayout) -> None:
    """Every schema is valid by the schema of schemas."""
    Draft202012Validator.check_schema(json_schema(layout))


@given(datasets())
def test_whatever_is_written_is_valid(dataset: Dataset) -> None:
    """Each file that the library writes is valid by the schema of its layout, and flat ones by the nested schema."""
    flat = json.loads(dumps(dataset, format="json", layout="flat"))
    assert is_valid(flat, "flat")
    assert is_valid(flat, "nested")
    assert is_valid(json.loads(dumps(dataset, format="json", layout="nested")), "nested")
    assert all(is_valid(json.loads(line), "lines") for line in dumps(dataset, format="jsonl").splitlines())


@given(documents("flat").flatmap(changed))
def test_flat_documents_are_judged_alike(document: Document) -> None:
    """A flat document with one change is good or bad to both, but for the differences that are listed."""
    agree(document, "flat")


@given(documents("nested").flatmap(changed))
def test_nested_documents_are_judged_alike(document: Document) -> None:
    """A nested document with one change is good or bad to both, but for the differences that are listed."""
    agree(document, "nested")


# There is no older version of the format yet, so that nothing can show that difference.
@pytest.mark.parametrize("name", sorted(DIFFERENCES.keys() - {"versions"}))
def test_differences_are_real(name: str) -> None:
    """Each difference that is listed exists: one takes the example, and the other refuses it for that reason."""
    difference = DIFFERENCES[name]
    faults = faults_of(difference.example, difference.format)
    plain = {"topics": [{"id": "a", "label": True}]} | HEADER
    document = plain if difference.format == "yaml" else json.loads(difference.example)
    assert is_valid(document, difference.layout) == (difference.explains is not None)
    if difference.explains is None:
        assert faults == ()
    else:
        assert faults
        assert all(difference.explains(fault) for fault in faults)
