from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Final

import attrs
import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidRuleError, RuleFailedError, SettingsError, UnknownRuleError
from seesac_model.model import Citation, Origin, Suppression, Topic
from seesac_model.rules import (
    Context,
    Evidence,
    Finding,
    Fix,
    Options,
    Problem,
    Rule,
    RuleFunction,
    Severity,
    SuppressedFinding,
    check,
    declare,
    findings_in,
    rules_in,
)

WAR = Topic(id="war", label="war", broader_id="conflict")


@declare("TST001", Severity.INFO)
def label_too_long(
    topic: Topic,
    _dataset: Dataset,
    _context: Context,
    *,
    most: int = 2,
    share: float = 0.5,
    word: str = "",
    on: bool = True,
) -> Iterator[Problem]:
    """Flag a long label."""
    if on and len(topic.label) * share * 2 > most:
        yield Problem(message=f"{len(topic.label)} letters{word}", path=("label",))


@declare("TST002", Severity.INFO)
def rule_that_fails(topic: Topic, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """Fail."""
    yield Problem(message=topic.label[100])


@declare("TST003", Severity.INFO)
def suppression_that_fails(_suppression: Suppression, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """Fail."""
    yield Problem(message=""[0])


def test_a_function_becomes_a_rule() -> None:
    """What is declared is a rule with the name of the function."""
    assert (label_too_long.code, label_too_long.name, label_too_long.kinds) == ("TST001", "label-too-long", (Topic,))


def test_rules_of_a_module_are_in_the_order_of_their_codes() -> None:
    """A module is asked for its rules; what else it has, and a second name for one of them, does not count."""
    module = ModuleType("of_rules")
    vars(module).update(b=rule_that_fails, a=label_too_long, again=label_too_long, other=1)
    assert rules_in(module) == (label_too_long, rule_that_fails)


def test_options_are_the_keyword_only_parameters() -> None:
    """What can be set follows from the signature, with the defaults."""
    assert label_too_long.options == {"most": 2, "share": 0.5, "word": "", "on": True}


@pytest.mark.parametrize("code", ["", "TST1", "tst001", "TST0011", "TSTX01"])
def test_a_code_of_another_form_is_refused(code: str) -> None:
    """A code has three letters and three digits."""
    with pytest.raises(InvalidRuleError, match="is no code of a rule"):
        declare(code, Severity.INFO)(label_too_long.function)


def nothing(*_given: object, **_named: object) -> Iterator[Problem]:
    """Flag nothing."""
    yield from ()


def two(_record: Topic, _dataset: Dataset) -> Iterator[Problem]:
    """Flag nothing."""
    yield from ()


def four(_record: Topic, _dataset: Dataset, _context: Context, _more: int) -> Iterator[Problem]:
    """Flag nothing."""
    yield from ()


def collected(_record: Topic, _dataset: Dataset, *_context: Context) -> Iterator[Problem]:
    """Flag nothing."""
    yield from ()


def without_default(_record: Topic, _dataset: Dataset, _context: Context, *, most: int) -> Iterator[Problem]:
    """Flag nothing."""
    yield from range(most)  # type: ignore[misc]


def odd_default(
    _record: Topic, _dataset: Dataset, _context: Context, *, most: tuple[int, ...] = ()
) -> Iterator[Problem]:
    """Flag nothing."""
    yield from most  # type: ignore[misc]


@pytest.mark.parametrize("function", [nothing, two, four, collected])
def test_a_function_with_other_parameters_is_refused(function: RuleFunction) -> None:
    """A rule takes the record, the dataset and the context."""
    with pytest.raises(InvalidRuleError, match=r"TST009: a rule takes \(record, dataset, context\)"):
        Rule("TST009", Severity.INFO, function)


@pytest.mark.parametrize("function", [without_default, odd_default])
def test_an_option_without_a_plain_default_is_refused(function: RuleFunction) -> None:
    """What can be set has a default that a file of settings can say."""
    with pytest.raises(InvalidRuleError, match="TST009: the option 'most' needs a default"):
        Rule("TST009", Severity.INFO, function)


def test_a_function_that_names_no_kind_is_refused() -> None:
    """Which records a rule looks at follows from the annotation of its first parameter."""

    def unannotated(_record, _dataset: Dataset, _context: Context) -> Iterator[Problem]:  # type: ignore[no-untyped-def] # noqa: ANN001
        yield from ()

    with pytest.raises(InvalidRuleError, match="TST009: '_record' needs an annotation"):
        Rule("TST009", Severity.INFO, unannotated)


def test_two_rules_of_a_module_with_one_code_are_both_there() -> None:
    """Neither is dropped in silence; the check says that they clash."""
    other = Rule("TST001", Severity.INFO, rule_that_fails.function)
    module = ModuleType("of_rules")
    vars(module).update(one=label_too_long, other=other)
    assert len(rules_in(module)) == 2
    with pytest.raises(InvalidRuleError, match="two rules are called 'TST001'"):
        check(Dataset(), more=rules_in(module))


def test_a_name_that_is_no_words_is_refused() -> None:
    """The name of a rule is what people select it by."""
    with pytest.raises(InvalidRuleError, match="'<lambda>' is no name of a rule"):
        Rule("TST009", Severity.INFO, lambda _record, _dataset, _context: iter(()))


def found(**options: object) -> list[str]:
    """Return the messages that the rule on labels gives with these options."""
    given = {"label-too-long": options}
    report = check(Dataset([WAR]), select=["TST001"], options=given, more=[label_too_long])  # type: ignore[arg-type]
    return [finding.message for finding in report]


@pytest.mark.parametrize(
    ("options", "messages"),
    [
        ({}, ["3 letters"]),
        ({"most": 3}, []),
        ({"word": "!"}, ["3 letters!"]),
        ({"on": False}, []),
        ({"share": 0.1}, []),
        ({"share": 1}, ["3 letters"]),
    ],
)
def test_options_are_set(options: dict[str, object], messages: list[str]) -> None:
    """A rule runs with what is set, and with its defaults for the rest."""
    assert found(**options) == messages


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mots": 3}, "TST001 label-too-long has no option 'mots'; did you mean 'most'?"),
        ({"quux": 3}, "has no option 'quux'; it has 'most', 'share', 'word', 'on'"),
        (
            {"most": "3"},
            "the option 'most' of TST001 label-too-long is text of 1 character; expected a whole number, such as 2",
        ),
        ({"most": True}, "is true; expected a whole number"),
        ({"most": 2.5}, "is the number 2.5; expected a whole number"),
        ({"share": "x"}, "expected a number, such as 0.5"),
        ({"share": False}, "is false; expected a number"),
        ({"word": 1}, "expected a text, such as"),
        ({"on": 1}, "expected true or false, such as true"),
    ],
)
def test_options_that_do_not_fit_are_refused(options: dict[str, object], message: str) -> None:
    """An option that is not there, or a value of another type, is refused with what would do."""
    with pytest.raises(SettingsError) as caught:
        found(**options)
    assert message in str(caught.value)


def test_a_rule_without_options_says_so() -> None:
    """Where there is nothing to set, the error says that."""
    with pytest.raises(SettingsError, match=r"PAN001 .* has no option 'most'; it has none$"):
        check(Dataset(), options={"PAN001": {"most": 1}})


def test_options_of_a_rule_that_does_not_exist_are_refused() -> None:
    """A misspelt rule in the options is refused with the nearest."""
    with pytest.raises(UnknownRuleError) as caught:
        check(Dataset(), options={"PAN01": {}})
    assert caught.value.suggestions[0] == "PAN001"


def test_options_by_code_and_by_name_are_joined() -> None:
    """The code and the name lead to the same rule."""
    given: Options = {"TST001": {"most": 9}, "label-too-long": {"word": "!"}}
    assert len(check(Dataset([WAR]), select=["TST"], options=given, more=[label_too_long])) == 0


def test_a_rule_that_fails_is_named() -> None:
    """What a rule raises does not come out as it is: the rule and the record are named."""
    with pytest.raises(RuleFailedError) as caught:
        check(Dataset([WAR]), select=["TST002"], more=[rule_that_fails])
    assert str(caught.value) == (
        "the rule TST002 failed at topics 'war' (IndexError); tell its authors, and leave it out meanwhile"
    )


SOUND: Final = Problem(message="m", path=("other_names", 0), related=(WAR,), fix=Fix(says="s", removals=(WAR,)))


@pytest.mark.parametrize(
    "yielded",
    [
        "text",
        attrs.evolve(SOUND, message=1),  # type: ignore[arg-type]
        attrs.evolve(SOUND, hint=["do"]),  # type: ignore[arg-type]
        attrs.evolve(SOUND, path="label"),  # type: ignore[arg-type]
        attrs.evolve(SOUND, path=(None,)),  # type: ignore[arg-type]
        attrs.evolve(SOUND, related=("war",)),  # type: ignore[arg-type]
        attrs.evolve(SOUND, fix="remove it"),  # type: ignore[arg-type]
        attrs.evolve(SOUND, fix=Fix(says="s", replacements=("war",))),  # type: ignore[arg-type]
        attrs.evolve(SOUND, fix=Fix(says="s", removals=("war",))),  # type: ignore[arg-type]
    ],
)
def test_a_rule_that_yields_something_else_is_named(yielded: object) -> None:
    """What is no problem, or one with parts of other types, is a failure of the rule, and not of what comes after."""

    @declare("TST004", Severity.INFO)
    def something_else(_topic: Topic, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
        yield from (yielded,)  # type: ignore[misc]

    with pytest.raises(RuleFailedError, match=r"the rule TST004 failed at topics 'war' \(TypeError\)"):
        check(Dataset([WAR]), select=["TST004"], more=[something_else])


def test_a_rule_that_leaves_is_named() -> None:
    """A rule cannot end the program, and with a status that says all is well."""

    @declare("TST005", Severity.INFO)
    def leaving(_topic: Topic, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
        raise SystemExit

    with pytest.raises(RuleFailedError, match=r"the rule TST005 failed at topics 'war' \(SystemExit\)"):
        check(Dataset([WAR]), select=["TST005"], more=[leaving])


def test_a_problem_with_every_part_is_a_finding() -> None:
    """Each part of a problem comes to the finding."""

    @declare("TST006", Severity.INFO)
    def with_every_part(_topic: Topic, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
        yield attrs.evolve(SOUND, hint="h")

    (found,) = check(Dataset([WAR]), select=["TST006"], more=[with_every_part])
    assert (found.message, found.hint, found.path, found.fix) == ("m", "h", SOUND.path, SOUND.fix)


def test_a_rule_about_suppressions_that_fails_is_named() -> None:
    """A suppression has no id; its collection is named."""
    dataset = Dataset(suppressions=[Suppression(code="SRC001", reason="x")])
    with pytest.raises(RuleFailedError, match=r"^the rule TST003 failed at suppressions \(IndexError\)"):
        check(dataset, select=["TST003"], more=[suppression_that_fails])


@pytest.mark.parametrize("code", ["PAN001", "TST009"])
def test_two_rules_of_one_code_or_name_are_refused(code: str) -> None:
    """A code or name leads to one rule."""
    other = Rule(code, Severity.INFO, label_too_long.function)
    with pytest.raises(InvalidRuleError, match="two rules are called"):
        check(Dataset(), more=[label_too_long, other])


def test_a_rule_that_is_given_twice_counts_once() -> None:
    """The same rule from two sides is one rule."""
    assert check(Dataset(), select=["TST001"], more=[label_too_long, label_too_long]).rules == ("TST001",)


def test_a_stream_has_the_findings_of_the_report() -> None:
    """One by one or all together: the findings are the same, and suppressed ones say by what."""
    accepted = Suppression(code="REF001", kind="topics", record_id="war", reason="x")
    unused = Suppression(code="PAN001", reason="x")
    other = Topic(id="arms", label="arms", broader_id="trade")
    dataset = Dataset([WAR, other], suppressions=[accepted, unused])
    report = check(dataset)
    streamed = list(findings_in(dataset))
    assert sorted(map(str, (entry for entry in streamed if isinstance(entry, Finding)))) == sorted(map(str, report))
    assert tuple(entry for entry in streamed if isinstance(entry, SuppressedFinding)) == report.suppressed


def test_a_stream_refuses_its_arguments_at_once() -> None:
    """A mistake in the arguments shows before anybody asks for the first finding."""
    with pytest.raises(UnknownRuleError):
        findings_in(Dataset(), select=["PAN01"])


def test_a_stream_is_in_the_order_of_kinds_and_ids() -> None:
    """The order of a stream does not depend on the order in which records were given."""
    topics = [Topic(id=name, label="label", broader_id="gone") for name in "cab"]
    streamed = findings_in(Dataset(topics), select=["REF001", "TST001"], more=[label_too_long])
    assert [(entry.record_id, entry.code) for entry in streamed if isinstance(entry, Finding)] == [
        (name, code) for name in "abc" for code in ("REF001", "TST001")
    ]


WHOLE = Citation(source_id="page", locator="p. 1", quote="of all")
DATED = Citation(source_id="page-2", fields=("broader_id",), quote="of the field")
SILENT = Citation(source_id="page-3")
CITED = Topic(id="war", label="war", broader_id="gone", citations=(WHOLE, DATED, SILENT))


@pytest.mark.parametrize(
    ("path", "quotes"),
    [
        (("broader_id",), ["of all", "of the field"]),
        (("label",), ["of all"]),
        ((), ["of all", "of the field"]),
        (("citations",), ["of all", "of the field"]),
        (("citations", 1, "quote"), ["of the field"]),
        (("citations", 2), []),
        (("citations", 3), ["of all", "of the field"]),
        (("citations", 9), ["of all", "of the field"]),
    ],
)
def test_a_finding_has_the_words_of_the_sources(path: tuple[str | int, ...], quotes: list[str]) -> None:
    """The quotations that support the field stand with the finding; for the whole record all of them do."""
    finding = Finding.of(label_too_long, CITED, Problem(message="m", path=path))
    assert [entry.quote for entry in finding.evidence] == quotes


def test_evidence_as_plain_data_leaves_out_what_is_not_there() -> None:
    """A locator that nobody noted is not written."""
    assert Evidence("page", None, "q").to_plain() == {"source_id": "page", "quote": "q"}
    assert Evidence("page", "p. 1", "q").to_plain() == {"source_id": "page", "locator": "p. 1", "quote": "q"}


def test_a_finding_as_plain_data_has_the_words_of_the_sources() -> None:
    """The quotations are written with the finding."""
    plain = Finding.of(label_too_long, CITED, Problem(message="m", path=("label",))).to_plain()
    assert plain["evidence"] == [{"source_id": "page", "locator": "p. 1", "quote": "of all"}]


def test_a_finding_names_the_related_records() -> None:
    """The records that are part of a problem are named by kind and id."""
    assert Finding.of(label_too_long, WAR, Problem(message="m", related=(CITED,))).related == (("topics", "war"),)


def test_a_finding_says_how_it_is_mended() -> None:
    """The fix of a problem is that of the finding, and its order is in the plain data."""
    fix = Fix(says="remove it", removals=(CITED,))
    finding = Finding.of(label_too_long, CITED, Problem(message="m", fix=fix))
    assert (finding.fix, finding.to_plain()["fix"]) == (fix, "remove it")


def test_a_finding_about_a_suppression_says_where_it_was_read() -> None:
    """A suppression has no id, and remembers its place as a record does."""
    origin = Origin("a.yaml", 3, 5)
    suppression = Suppression(code="SRC001", reason="x", origin=origin)
    finding = Finding.of(label_too_long, suppression, Problem(message="m"))
    assert (finding.kind, finding.record_id, finding.origin) == ("suppressions", None, origin)
