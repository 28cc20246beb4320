from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model import errors
from seesac_model.errors import (
    DifferenceError,
    DuplicateRecordError,
    EditError,
    Fault,
    FaultCode,
    FaultsError,
    InvalidRecordError,
    InvalidRuleError,
    InvalidValueError,
    LoadError,
    MergeConflictError,
    MissingExtraError,
    NoSingleMatchError,
    RuleFailedError,
    SaveError,
    SeesacModelError,
    SelectionError,
    SettingsError,
    UnknownFormatError,
    UnknownRecordError,
    UnknownRuleError,
    described,
    quoted,
)

_FAULT = Fault(
    code=FaultCode.UNKNOWN_TERM,
    found="'organizer'",
    expected="a role",
    suggestion="did you mean 'organiser'?",
    path=("events", 3, "role"),
    kind="participations",
    record_id="c.x",
    file="a.yaml",
    line=4,
    column=7,
    value="organizer",
)
_BARE = Fault(code=FaultCode.MISSING, found="nothing", expected="text")

_EVERY_ERROR = [
    (FaultsError([_FAULT]), ValueError),
    (InvalidValueError([_FAULT]), ValueError),
    (InvalidRecordError([_FAULT, _BARE]), ValueError),
    (LoadError([_FAULT]), ValueError),
    (UnknownRecordError("events", "a", ["b"]), KeyError),
    (UnknownRecordError("places", "mk", is_referred_to=True), KeyError),
    (NoSingleMatchError("people", ["a", "b"]), LookupError),
    (NoSingleMatchError("places", missing_id="mk"), LookupError),
    (DuplicateRecordError("events", "a"), ValueError),
    (MergeConflictError([("events", "a", ("title",))]), ValueError),
    (DifferenceError("it does not fit"), ValueError),
    (SelectionError("ask otherwise"), ValueError),
    (UnknownRuleError("PAN999", ["PAN001"]), ValueError),
    (InvalidRuleError("TST001: a rule takes more"), ValueError),
    (RuleFailedError("TST001", "events", "e"), RuntimeError),
    (SettingsError("a.toml: no setting"), ValueError),
    (EditError("it has changed", file="a.yaml", kind="events", record_id="e"), ValueError),
    (UnknownFormatError("a.txt", [".json"]), ValueError),
    (SaveError("a.json", "disk full"), OSError),
    (MissingExtraError("yaml", "reading YAML"), ImportError),
]


@pytest.mark.parametrize(("error", "builtin"), _EVERY_ERROR)
def test_every_error_is_ours_and_the_builtin_that_fits(error: SeesacModelError, builtin: type[Exception]) -> None:
    """Code that knows only builtins catches our errors too."""
    assert isinstance(error, SeesacModelError)
    assert isinstance(error, builtin)


def test_every_error_class_is_tested_here() -> None:
    """No error of the module is left out of the tests of this file."""
    public = {getattr(errors, name) for name in errors.__all__}
    classes = {thing for thing in public if isinstance(thing, type) and issubclass(thing, SeesacModelError)}
    assert {type(error) for error, _ in _EVERY_ERROR} | {SeesacModelError} == classes


@pytest.mark.parametrize("error", [error for error, _ in _EVERY_ERROR])
def test_errors_survive_pickling_and_copying(error: SeesacModelError) -> None:
    """An error that comes from another process says and holds the same."""
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301 - our own bytes
        assert type(error) is type(again)
        assert str(error) == str(again)
        assert vars(error) == vars(again)


@pytest.mark.parametrize("error", [error for error, _ in _EVERY_ERROR])
def test_messages_are_one_sentence_for_each_thing(error: SeesacModelError) -> None:
    """Every error has a message, and it is not the representation of its arguments."""
    assert str(error)
    assert not str(error).startswith("(")


def test_a_fault_says_where_what_and_what_to_do() -> None:
    """The sentence has position, record, path, what was found and expected, advice and code, and not the value."""
    assert str(_FAULT) == (
        "a.yaml:4:7: participations 'c.x', $.events[3].role: found 'organizer', expected a role; "
        "did you mean 'organiser'? [unknown-term]"
    )


def test_a_fault_without_a_place_says_what_alone() -> None:
    """What is not known leaves no trace in the sentence."""
    assert str(_BARE) == "found nothing, expected text [missing]"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), "$"),
        (("events", 0), "$.events[0]"),
        (("x-checked-by",), "$.x-checked-by"),
        (("a b",), "$[a key of 3 characters]"),
        (("",), "$['']"),
        (("1",), "$['1']"),
        (("a\u202eb",), "$['a\\u202eb']"),
        (("n" * 61,), f"$['{'n' * 60}'… (61 characters)]"),
    ],
)
def test_paths_are_written_as_jsonpath(path: tuple[str | int, ...], expected: str) -> None:
    """Plain keys follow a point, positions and all other keys stand in brackets, escaped and cut."""
    assert Fault(code=FaultCode.MISSING, found="", expected="", path=path).json_path == expected


@pytest.mark.parametrize(
    ("file", "line", "column", "expected"),
    [
        (None, None, None, ""),
        ("a", None, None, "a"),
        (None, 2, 3, "2:3"),
        ("a", 2, 3, "a:2:3"),
        ("č\n\x1b\udce9", 2, 3, "č\\n\\x1b\\udce9:2:3"),
    ],
)
def test_location_is_as_long_as_what_is_known(
    file: str | None, line: int | None, column: int | None, expected: str
) -> None:
    """The location is file, line and column, as far as there are any; it can be printed, on one line."""
    assert Fault(code=FaultCode.SYNTAX, found="", expected="", file=file, line=line, column=column).location == expected


def test_within_puts_steps_before_the_path() -> None:
    """A fault seen from further out has a longer path and is otherwise the same."""
    fault = _BARE.within("events", 0).within("x")
    assert fault.path == ("x", "events", 0)
    assert fault.code is _BARE.code


def test_the_value_is_no_part_of_equality_or_representation() -> None:
    """What was refused may be personal data: it is there for who asks and shows up nowhere by itself."""
    secret = Fault(code=FaultCode.INVALID_TEXT, found="text", expected="less", value="Gunnar Strömmer")
    assert secret == Fault(code=FaultCode.INVALID_TEXT, found="text", expected="less")
    assert "Gunnar" not in repr(secret)
    assert "Gunnar" not in str(secret)


def test_a_load_error_counts_its_faults() -> None:
    """The message begins with how many faults there are and has a line for each."""
    assert str(LoadError([_BARE])).splitlines() == ["1 fault", str(_BARE)]
    assert str(LoadError([_BARE, _FAULT])).splitlines() == ["2 faults", str(_BARE), str(_FAULT)]


def test_the_error_of_one_fault_can_be_made_in_words() -> None:
    """`InvalidValueError.of` makes the error of the fault that it describes."""
    error = InvalidValueError.of(FaultCode.MISSING, found="nothing", expected="text", value=3, path=("a",))
    assert error.faults == (_BARE.within("a"),)
    assert error.faults[0].value == 3


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (UnknownRecordError("events", "a"), "no record 'a' in events"),
        (UnknownRecordError("events", "a", ["b", "c"]), "no record 'a' in events; did you mean 'b' or 'c'?"),
        (
            UnknownRecordError("places", "mk", is_referred_to=True),
            (
                "no record 'mk' in places; records refer to it; "
                "reference.complete(dataset) adds it if it is one of the ready-made records"
            ),
        ),
        (
            NoSingleMatchError("places", missing_id="mk"),
            (
                "the name fits no record in places for certain; records refer to 'mk'; "
                "reference.complete(dataset) adds it if it is one of the ready-made records"
            ),
        ),
        (
            DuplicateRecordError("events", "a"),
            (
                "events has two different records 'a'; expected one; give one of them another id, "
                "or pass replace=True where replacing is what you want"
            ),
        ),
        (
            MergeConflictError([("events", "a", ("title", "dates"))]),
            "the datasets disagree; change one of them, then merge again\nevents 'a': title, dates",
        ),
        (UnknownRuleError("PAN9"), "no rule has the code 'PAN9'"),
        (UnknownRuleError("PAN9", ["PAN001"]), "no rule has the code 'PAN9'; did you mean 'PAN001'?"),
        (UnknownFormatError("a.txt", [".json", ".yml"]), "no format for 'a.txt'; expected one of .json, .yml"),
        (
            UnknownFormatError("nested", ["flat"], layout_of="xlsx"),
            "xlsx has no layout 'nested'; expected one of flat",
        ),
        (SaveError("a.json", "disk full"), "'a.json' was not written: disk full; nothing was changed"),
        (
            MissingExtraError("yaml", "reading YAML"),
            'reading YAML needs an extra; install it with: python -m pip install "seesac-model[yaml]"',
        ),
    ],
)
def test_messages_say_what_was_found_and_what_to_do(error: SeesacModelError, expected: str) -> None:
    """Each message is built from the facts of the error."""
    assert str(error) == expected


@given(st.text())
def test_quoted_shows_sixty_characters_at_most_and_escapes_what_is_hidden(text: str) -> None:
    """A quotation is printable, holds the beginning of the text and says how long the text is where it was cut."""
    shown = quoted(text)
    assert shown.isprintable()
    assert shown == repr(text[:60]) + (f"… ({len(text)} characters)" if len(text) > 60 else "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (24, "24"),
        (4.5, "4.5"),
        (10**70, "1" + "0" * 59 + "… (71 characters)"),
        pytest.param(10**5000, "a number of 16,610 bits", id="more digits than Python writes"),
    ],
)
def test_quoted_shows_numbers_without_quotation_marks(value: object, expected: str) -> None:
    """Numbers of any size can be shown, also those that Python refuses to write out."""
    assert quoted(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        ("", "empty text"),
        ("a", "text of 1 character"),
        ("ab", "text of 2 characters"),
        (7, "the number 7"),
        (0.5, "the number 0.5"),
        ({"a": 1}, "a mapping of 1"),
        ([1, 2], "a list of 2"),
        ((1,), "a list of 1"),
        (b"a", "a bytes"),
    ],
)
def test_described_says_the_kind_of_thing_and_not_what_it_says(value: object, expected: str) -> None:
    """Free text and names are described by their length alone."""
    assert described(value) == expected


def test_fault_codes_are_words_that_stay() -> None:
    """The codes are those of the first release; a change here breaks who relies on them."""
    assert sorted(FaultCode) == [
        "contradiction",
        "duplicate-id",
        "duplicate-key",
        "encoding",
        "invalid-date",
        "invalid-id",
        "invalid-number",
        "invalid-text",
        "invalid-value",
        "missing",
        "newer-version",
        "not-a-dataset",
        "syntax",
        "too-deep",
        "too-large",
        "torn",
        "unknown-key",
        "unknown-term",
        "unreadable",
        "unsupported",
        "wrong-type",
    ]
