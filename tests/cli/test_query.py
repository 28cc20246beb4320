from __future__ import annotations

import contextlib
import csv
import io
import json
import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.cli import main
from seesac_model.cli._query_verbs import flag_of, selection_of, steps_of, verbs_of
from seesac_model.cli._query_where import condition_of
from seesac_model.dataset import Dataset
from seesac_model.errors import SeesacModelError
from seesac_model.formats import load, save
from seesac_model.formats.json import loads
from seesac_model.model import (
    Attendance,
    Event,
    EventKind,
    EventStatus,
    Extra,
    Observation,
    Organisation,
    Person,
    PolicyFramework,
    Record,
    Topic,
    fields_of,
)
from seesac_model.query import AllOf, Certainty, Selection, events, events_of, people_of
from tests.query.worlds import worlds
from tests.strategies.datasets import datasets
from tests.strategies.records import maximal_records, plain_record

FEW: Final = settings(max_examples=15, deadline=None)
KINDS: Final = {kind.collection(): kind for kind in Dataset.kinds()}
CERTAINTIES: Final[tuple[Certainty, ...]] = get_args(Certainty)
GOOD: Final = """{"format": "seesac-model", "version": 1,
"people": [{"id": "ana", "name": "Ana"}],
"events": [
  {"id": "b", "title": "Border Workshop", "kind": "workshop", "status": "held", "dates": "2021-11-23/2021-11-24"},
  {"id": "a", "title": "=Meeting\\u00e9", "kind": "meeting", "status": "held", "dates": "2022-03", "mode": "online"},
  {"id": "c", "title": "Undated", "kind": "meeting", "status": "planned"}],
"participations": [{"id": "part", "event_id": "b", "person_id": "ana", "role": "speaker"}],
"attendances": [
  {"id": "officials", "event_id": "b", "description": "officials", "headcount": {"value": 20}},
  {"id": "guests", "event_id": "b", "description": "guests"}]}"""


class Ran(NamedTuple):
    """What a command gave and printed."""

    status: int
    out: str
    err: str


def query(*arguments: object) -> Ran:
    """Run the subcommand, without the reference data."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(["query", *map(str, arguments), "--no-reference"])
    return Ran(status, out.getvalue(), err.getvalue())


def ids_of(ran: Ran) -> list[str]:
    """Return the ids in JSON Lines."""
    return [json.loads(line)["id"] for line in ran.out.splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return a file with a few records."""
    path = tmp_path / "all.json"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for files that are written anew for each drawn dataset."""
    return tmp_path_factory.mktemp("query")


@pytest.fixture(scope="module")
def seesac(folder: Path) -> str:
    """Return the example as one file, which is read faster."""
    path = folder / "seesac.json"
    save(load("examples/seesac"), path)
    return str(path)


# ------------------------------------------------------------------------------------------------------------ the verbs

Ask = Callable[[Any, Certainty], Selection[Any]]
EVENT_VERBS: Final[Mapping[str, Ask]] = {
    "--between 2020 2021": lambda these, sure: these.between("2020", "2021", certainty=sure),
    "--between 2021 --end 2022 --wholly": lambda these, sure: these.between(
        "2021", end="2022", wholly=True, certainty=sure
    ),
    "--between .. 2021": lambda these, sure: these.between(None, "2021", certainty=sure),
    "--on 2021-06": lambda these, sure: these.on("2021-06", certainty=sure),
    "--only e1 e2": lambda these, _: these.only("e1", "e2"),
    "--of-kind meeting workshop": lambda these, _: these.of_kind("meeting", "workshop"),
    "--with-status held": lambda these, _: these.with_status("held"),
    "--in-mode online hybrid": lambda these, sure: these.in_mode("online", "hybrid", certainty=sure),
    "--online": lambda these, sure: these.online(certainty=sure),
    "--in-place region --no-within": lambda these, sure: these.in_place("region", within=False, certainty=sure),
    "--organised-by undp": lambda these, _: these.organised_by("undp"),
    "--hosted-by un": lambda these, _: these.hosted_by("un"),
    "--involving un speaker --parts": lambda these, _: these.involving("un", "speaker", parts=True),
    "--involving ana --role opener": lambda these, _: these.involving("ana", role="opener"),
    "--under treaty": lambda these, _: these.under("treaty"),
    "--under treaty --amending": lambda these, _: these.under("treaty", amending=True),
    "--latest": lambda these, _: these.latest(),
    "--latest 2": lambda these, _: these.latest(2),
    "--earliest 1": lambda these, _: these.earliest(1),
    "--about arms --narrower": lambda these, _: these.about("arms", narrower=True),
    "--in-series Meetings": lambda these, _: these.in_series("meetings"),
    "--during-presidency SE": lambda these, sure: these.during_presidency("se", certainty=sure),
    "--with-outcome": lambda these, _: these.with_outcome(),
    "--with-outcome .. arms --no-narrower": lambda these, _: these.with_outcome(None, "arms", narrower=False),
    "--with-outcome --kind decision": lambda these, _: these.with_outcome(kind="decision"),
    "--citing report --stage reviewed": lambda these, _: these.citing("report", stage="reviewed"),
}
PEOPLE_VERBS: Final[Mapping[str, Ask]] = {
    "--only ana bo": lambda these, _: these.only("ana", "bo"),
    "--holding 'Head of SEESAC'": lambda these, sure: these.holding("Head of SEESAC", certainty=sure),
    "--holding --organisation un --at 2021 --parts": lambda these, sure: these.holding(
        organisation="un", at="2021", parts=True, certainty=sure
    ),
    "--holding head --no-whole": lambda these, sure: these.holding("head", whole=False, certainty=sure),
    "--speaking-at e1": lambda these, _: these.speaking_at("e1"),
    "--who-opened meetings": lambda these, _: these.who_opened("meetings"),
    "--with-role speaker opener --at e2": lambda these, _: these.with_role("speaker", "opener", at="e2"),
    "--representing un --parts": lambda these, _: these.representing("un", parts=True),
    "--of-gender woman": lambda these, sure: these.of_gender("woman", certainty=sure),
}
BODY_VERBS: Final[Mapping[str, Ask]] = {
    "--only un undp": lambda these, _: these.only("un", "undp"),
    "--of-kind igo": lambda these, _: these.of_kind("igo"),
    "--taking-part-with ana --at e1": lambda these, _: these.taking_part_with("ana", at="e1"),
    "--part-of un --no-all": lambda these, _: these.part_of("un", all=False),
    "--in-jurisdiction region": lambda these, _: these.in_jurisdiction("region"),
    "--organising": lambda these, _: these.organising(),
    "--organising e1": lambda these, _: these.organising("e1"),
    "--with-role opener": lambda these, _: these.with_role("opener"),
    "--existing 2021-06": lambda these, sure: these.existing("2021-06", certainty=sure),
}
FRAMEWORK_VERBS: Final[Mapping[str, Ask]] = {
    "--only act": lambda these, _: these.only("act"),
    "--of-kind roadmap": lambda these, _: these.of_kind("roadmap"),
    "--in-force 2021 --wholly --as-period": lambda these, sure: these.in_force(
        "2021", wholly=True, as_period=True, certainty=sure
    ),
    "--adopted 2020/2021": lambda these, sure: these.adopted("2020/2021", certainty=sure),
    "--amending treaty": lambda these, _: these.amending("treaty"),
    "--amended-by act": lambda these, _: these.amended_by("act"),
    "--repealing treaty": lambda these, _: these.repealing("treaty"),
    "--repealed-by act": lambda these, _: these.repealed_by("act"),
    "--implementing roadmap --no-all": lambda these, _: these.implementing("roadmap", all=False),
    "--coordinated-by un --parts": lambda these, _: these.coordinated_by("un", parts=True),
}
VERBS: Final[Mapping[type[Record], Mapping[str, Ask]]] = {
    Event: EVENT_VERBS,
    Person: PEOPLE_VERBS,
    Organisation: BODY_VERBS,
    PolicyFramework: FRAMEWORK_VERBS,
}
ANSWERS: Final = {"total_attendance", "in_order"}
"""Methods that neither narrow a selection nor lead to another: --total-attendance, and the order of every list."""


def own_methods(kind: type[Record]) -> set[str]:
    """Return the names of the public methods that selections of a kind have, and others have not."""
    return {name for name in dir(selection_of(Dataset(), kind)) if not name.startswith("_")} - set(
        dir(Selection(Dataset(), kind))
    )


@pytest.mark.parametrize("kind", VERBS)
def test_no_verb_is_forgotten(kind: type[Record]) -> None:
    """Every public method of a selection is a flag, each of its parameters can be given, and each is tried below."""
    verbs, steps = verbs_of(kind), steps_of(kind)
    assert own_methods(kind) - set(steps) - ANSWERS == set(verbs)
    assert {asked.split()[0] for asked in VERBS[kind]} == set(map(flag_of, verbs))
    for name, verb in verbs.items():
        parameters = set(get_type_hints(getattr(selection_of(Dataset(), kind), name))) - {"return"}
        given = {one.name for one in (*verb.values, *verb.options)} | ({"certainty"} if verb.has_certainty else set())
        assert parameters == given


@pytest.mark.parametrize("kind", VERBS)
def test_no_step_is_forgotten(kind: type[Record]) -> None:
    """What leads from one kind to another is a flag too, the functions among it included."""
    selection = type(selection_of(Dataset(), kind))
    further = {
        function.__name__.removesuffix("_of")
        for function in (events_of, people_of)
        for name, taken in get_type_hints(function).items()
        if name != "return" and selection in (taken, *get_args(taken))
    }
    assert own_methods(kind) - set(verbs_of(kind)) - ANSWERS | further == set(steps_of(kind))


@st.composite
def questions(draw: st.DrawFn) -> tuple[type[Record], list[tuple[str, bool]], Certainty]:
    """Draw a kind, what is asked of it and whether the contrary is asked, and a certainty."""
    kind = draw(st.sampled_from(list(VERBS)))
    asked = st.tuples(st.sampled_from(list(VERBS[kind])), st.booleans())
    return kind, draw(st.lists(asked, max_size=3)), draw(st.sampled_from(CERTAINTIES))


def chained(selection: Selection[Any], kind: type[Record], asked: list[tuple[str, bool]], sure: Certainty) -> Any:  # noqa: ANN401
    """Ask the same by methods."""
    everything = selection
    for flags, is_negated in asked:
        if is_negated:
            condition = AllOf(VERBS[kind][flags](everything, "definitely").conditions)
            selection = selection.where(~condition, certainty=sure)
        else:
            selection = VERBS[kind][flags](selection, sure)
    return selection


@FEW
@given(worlds(), st.lists(questions(), min_size=4, max_size=4))
def test_flags_are_verbs(folder: Path, data: Dataset, drawn: list[Any]) -> None:
    """Flags find what the methods find, in any number, negated or not, and the note says how much is possibly so."""
    path = folder / "world.json"
    save(data, path)
    for kind, asked, sure in drawn:
        flags = [word for text, is_negated in asked for word in (["--not"] * is_negated + shlex.split(text))]
        ran = query(path, kind.collection(), *flags, *(["--possibly"] if sure == "possibly" else []), "--format=jsonl")
        expected = chained(selection_of(data, kind), kind, asked, sure)
        possibly = chained(selection_of(data, kind), kind, asked, "possibly")
        assert sorted(ids_of(ran)) == sorted(expected.ids)
        assert ran.status == (0 if expected else 1)
        more = len(set(possibly.ids) - set(expected.ids))
        assert (f"{more} more possibly; see --possibly\n" in ran.err) is (more > 0)


@FEW
@given(worlds(), st.data())
def test_steps_lead_to_other_kinds(folder: Path, data: Dataset, drawn: st.DataObject) -> None:
    """After the verbs, a flag such as `--people` leads to what the method leads to."""
    path = folder / "world.json"
    save(data, path)
    kind = drawn.draw(st.sampled_from(list(VERBS)))
    name, step = drawn.draw(st.sampled_from(list(steps_of(kind).items())))
    asked = drawn.draw(st.sampled_from(list(VERBS[kind])))
    ran = query(path, kind.collection(), *shlex.split(asked), flag_of(name), "--format", "jsonl")
    expected = step(VERBS[kind][asked](selection_of(data, kind), "definitely"))
    assert sorted(ids_of(ran)) == sorted(expected.ids)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("events --about arms", "--about: no record 'arms' in topics"),
        ("events --of-kind workshp", "--of-kind: found 'workshp', expected one of "),
        ("events --between 2021 2022 2023", "--between: found 3 values, expected at most 2"),
        ("events --between 2021x", "--between: found "),
        ("events --latest many", "--latest: found 'many', expected a whole number"),
        ("events --latest 0", "--latest: found the number 0, expected a number of events from 1 on"),
        ("events --parts", "--parts: expected right behind one of --organised-by, --hosted-by, --involving, to which"),
        ("events --online --parts", "--parts: expected right behind one of"),
        ("events --involving ana speaker --role opener", "--role: role is given twice for --involving"),
        ("events --involving ana --role a --role b", "--role: role is given twice for --involving"),
        ("events --not", "--not: found nothing behind it, expected a verb or --where"),
        ("events --not --not --online", "--not: found two of them"),
        ("events --involving ana --not --parts", "--not: found --parts behind it, expected a verb or --where"),
        ("events --where kind=workshp", "--where: found 'workshp', expected one of "),
        ("events --where knd=workshop", "--where: events have no field 'knd'; did you mean 'kind'?"),
        ("participations --where title~head", "--where: participations have no field 'title'; did you mean 'title_as"),
        ("topics --where zzzzzzz=1", "--where: topics have no field 'zzzzzzz'; they have id, label, "),
        ("events --where 'dates in yesterday'", "--where: found "),
        ("events --where dates=2021", "--where: dates holds dates; write 'dates in …'"),
        ("events --where kind", "--where: found text of 4 characters, expected a field, one of = != ~ >= <= and"),
        ("events --where 'website is there'", "--where: found 'is' and text of 5 characters, expected 'is set'"),
        ("events --where 'title>=3'", "--where: title holds no number and no dates"),
        ("events --where 'title in x'", "--where: found text of 1 character, expected two bounds"),
        ("events --where 'series_number in ..'", "--where: found text of 2 characters, expected two bounds"),
        ("events --where 'series_number>=many'", "--where: found 'many', expected a number such as 100"),
        ("attendances --where cumulative=maybe", "--where: found 'maybe', expected yes or no"),
        ("events --fields id,ttle", "--fields: events have no field 'ttle'; did you mean 'title'?"),
        ("events --sort ttle", "--sort: events have no field 'ttle'"),
        ("events --count-by knd", "--count-by: events have no field 'knd'"),
        ("events --count-by extra", "--count-by: Event.extra holds several keys"),
        ("events --count-by kind --sort knd", "--sort: the table has no column 'knd'; did you mean 'kind'?"),
        ("events --count-by kind --descending", "--descending: expected --sort with a column"),
        ("events --count-by kind --fields id", "--fields: found together with a count, expected with a list"),
        ("events --count --limit 3", "--limit: found together with --count, expected with a list"),
        ("events --pivot kind mod", "--pivot: events have no field 'mod'"),
        ("events --timeline decade", "--timeline: found the period 'decade', expected one of year"),
        ("events --timeline year title", "--timeline: Event.title holds no dates"),
        ("events --timeline year dates dates", "--timeline: expected a period and one field at most"),
        ("topics --timeline year", "--timeline: Topic has no field 'dates'"),
        ("people --total-attendance", "--total-attendance: found people, expected events; add --events"),
    ],
)
def test_wrong_question_is_2(file: str, arguments: str, message: str) -> None:
    """What cannot be asked is said in a line that names the flag and what would do, and nothing is printed."""
    ran = query(file, *shlex.split(arguments))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "expected PATH and KIND, in this order and before all flags"),
        ("FILE", "expected PATH and KIND, in this order and before all flags"),
        ("FILE evnts", "found 'evnts' for KIND, which stands behind PATH and before all flags; did you mean 'events'?"),
        ("FILE qqqqqqq", "the kinds are sources, topics, "),
        ("events", "found no PATH; write it before events"),
        ("--online FILE events", "expected PATH and KIND, in this order and before all flags"),
        ("FILE events --organized-by x", "found '--organized-by', which means nothing for events; did you mean '--org"),
        (
            "FILE topics --xyzxyzxyz=1",
            "found '--xyzxyzxyz', which means nothing for topics; `seesac-model query topics",
        ),
        ("FILE topics --online", "found '--online', which means nothing for topics"),
        ("FILE events --limit 0", "argument --limit: found '0', expected a whole number from 1 on"),
        ("FILE events --on", "argument --on: expected at least one argument"),
        ("FILE events --count --count-by kind", "not allowed with argument --count"),
        ("FILE events --onl", "found '--onl', which means nothing for events; did you mean '--only'?"),
    ],
)
def test_wrong_command_is_2(file: str, arguments: str, message: str) -> None:
    """A command that is not understood gives its usage and what is wrong on standard error, and 2."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(["query", *(file if word == "FILE" else word for word in shlex.split(arguments))])
    assert (status, out.getvalue()) == (2, "")
    assert err.getvalue().startswith("usage: seesac-model query ")
    assert message in err.getvalue()


# ------------------------------------------------------------------------------------------------------- the conditions


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (Event, "kind=workshop", "kind is 'workshop'"),
        (Event, " kind = workshop, training ", "kind is 'training' or 'workshop'"),
        (Event, "kind!=workshop", "not kind is 'workshop'"),
        (Event, "title~a >= b", "title says 'a >= b'"),
        (Event, "title=A, b", "title is 'A, b'"),
        (Event, "id=a,b", "id is 'a' or 'b'"),
        (Event, "place_ids=me,rs", "place_ids is 'me' or 'rs'"),
        (Event, "dates in 2021..2023-06", "dates overlap 2021/2023-06"),
        (Event, "dates in 2021..", "dates overlap 2021/.."),
        (Event, "dates in ..2021", "dates overlap ../2021"),
        (Event, "dates in 2021", "dates overlap 2021"),
        (Event, "dates in 2019/..", "dates overlap 2019/.."),
        (Event, "dates within 2021", "dates within 2021"),
        (Event, "dates before 2021", "dates before 2021"),
        (Event, "dates after 2021", "dates after 2021"),
        (Event, "dates>=2021", "dates overlap 2021/.."),
        (Event, "dates<=2021", "dates overlap ../2021"),
        (Event, "website is set", "website is set"),
        (Event, "website is unset", "not website is set"),
        (Event, "series_number=3", "series_number from 3 to 3"),
        (Event, "series_number in 3..5", "series_number from 3 to 5"),
        (Event, "series_number in 3..", "series_number at least 3"),
        (Event, "series_number<=5", "series_number at most 5"),
        (Attendance, "headcount>=100", "headcount at least 100"),
        (Attendance, "headcount=100", "headcount from 100 to 100"),
        (Attendance, "cumulative=yes", "cumulative is 'True'"),
        (Observation, "value>=1.5", "value at least 1.5"),
        (KINDS["fundings"], "amount>=EUR 4 million", "amount at least 4000000 EUR"),
        (KINDS["fundings"], "amount=EUR 4", "amount from 4 to 4 EUR"),
        (Organisation, "identifiers=isni:0000000121032683", "identifiers is 'isni:0000000121032683'"),
    ],
)
def test_conditions_are_those_of_fields(kind: type[Record], text: str, said: str) -> None:
    """What is typed is a condition that `field` makes, and says the same."""
    assert str(condition_of(text, kind)) == said


@settings(max_examples=300)
@given(st.data())
def test_every_condition_is_one_or_an_error(data: st.DataObject) -> None:
    """Whatever is typed about whatever field is a condition that can be asked, or one of our errors."""
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    name = data.draw(st.sampled_from([known.name for known in fields_of(kind)]))
    operator = data.draw(
        st.sampled_from(["=", "!=", "~", ">=", "<=", " in ", " within ", " before ", " is ", " after "])
    )
    values = [
        "2021",
        "2021..2023",
        "../2021",
        "set",
        "unset",
        "yes",
        "workshop",
        "EUR 5",
        "x,y",
        "1e99",
        "nan",
        "..",
        "-",
    ]
    value = data.draw(st.sampled_from(values) | st.text(max_size=8))
    with contextlib.suppress(SeesacModelError):
        condition = condition_of(f"{name}{operator}{value}", kind)
        selection_of(Dataset([plain_record(kind)]), kind).where(condition, ~condition).count_by("id")


def test_conditions_can_be_joined_and_negated(file: str) -> None:
    """Several conditions must all be so; `--not` turns the one behind it."""
    assert ids_of(query(file, "events", "--where", "kind=meeting", "--format", "jsonl")) == ["a", "c"]
    asked = ["--where", "kind=meeting", "--not", "--where", "dates is set"]
    assert ids_of(query(file, "events", *asked, "--format", "jsonl")) == ["c"]


def test_what_is_not_known_is_counted(file: str) -> None:
    """What is possibly so is left out, and standard error says how much; with `--possibly` it is there."""
    ran = query(file, "events", "--where", "dates after 2021", "--format", "jsonl")
    assert (ids_of(ran), ran.err) == (["a"], "1 more possibly; see --possibly\n")
    ran = query(file, "events", "--where", "dates after 2021", "--possibly", "--format", "jsonl")
    assert (ids_of(ran), ran.err) == (["a", "c"], "")


# ---------------------------------------------------------------------------------------------------------- the answers


def test_list_as_text(file: str) -> None:
    """A list has a line for each record, with its id, when it was and what it is called; undated ones come last."""
    assert query(file, "events") == Ran(
        0,
        "id  dates                  title\n"
        "--  ---------------------  ---------------\n"
        "b   2021-11-23/2021-11-24  Border Workshop\n"
        "a   2022-03                =Meetingé\n"
        "c   –                      Undated\n",
        "",
    )


def test_records_without_a_name_are_said_in_words(file: str) -> None:
    """Where records have no name, the last column says what they say."""
    assert query(file, "participations").out.splitlines()[2] == "part  speaker: Ana"


def test_empty_list(file: str) -> None:
    """Where nothing is found the status is 1, and standard error says among how many."""
    assert query(file, "events", "--of-kind", "visit") == Ran(1, "", "found nothing among 3 events\n")
    assert query(file, "events", "--of-kind", "visit", "--format", "csv").out == "id,dates,title\n"
    assert json.loads(query(file, "events", "--of-kind", "visit", "--format", "json").out)["events"] == []
    assert query(file, "events", "--of-kind", "visit", "--count")[:2] == (1, "0\n")


def test_order_and_limit(file: str) -> None:
    """Lists can be put in another order and cut, and standard error says how much was cut."""
    assert ids_of(query(file, "events", "--sort", "kind,title", "--format", "jsonl")) == ["a", "c", "b"]
    ran = query(file, "events", "--descending", "--limit", "1", "--format", "jsonl")
    assert (ids_of(ran), ran.err) == (["a"], "2 more records not shown, because of --limit\n")
    assert query(file, "events", "--limit", "3").err == ""


def test_fields(file: str) -> None:
    """The fields to print can be chosen, in every form; what says nothing is there too."""
    asked = ["events", "--only", "c", "--fields", "id,mode,dates,topic_ids,extra,summary"]
    assert query(file, *asked, "--format", "jsonl").out == (
        '{"id": "c", "mode": "unstated", "dates": null, "topic_ids": [], "extra": {}, "summary": "Undated"}\n'
    )
    assert (
        query(file, *asked, "--format", "csv").out == "id,mode,dates,topic_ids,extra,summary\nc,unstated,,,{},Undated\n"
    )
    assert json.loads(query(file, "events", "--fields", "id", "--format", "json").out) == {
        "events": [{"id": "b"}, {"id": "a"}, {"id": "c"}]
    }


def test_csv_is_safe_to_open(file: str) -> None:
    """No text of a cell is run by a spreadsheet."""
    rows = list(csv.reader(io.StringIO(query(file, "events", "--format", "csv").out)))
    assert rows[2] == ["a", "2022-03", "'=Meetingé"]


def test_counts(file: str) -> None:
    """Records can be counted, by one field or several, across, and along time."""
    assert query(file, "events", "--count") == Ran(0, "3\n", "")
    assert query(file, "events", "--count-by", "kind, status").out == (
        "kind      status   count\n"
        "--------  -------  -----\n"
        "workshop  held         1\n"
        "meeting   planned      1\n"
        "meeting   held         1\n"
        "--------  -------  -----\n"
        "total                  3\n"
    )
    assert query(file, "events", "--pivot", "kind", "status").out.splitlines()[0] == "kind      planned  held  total"
    assert query(file, "events", "--timeline", "half-year", "--format", "csv").out == (
        "half-year,count\n2021-H2,1\n2022-H1,1\nunknown,1\n"
    )
    assert query(file, "events", "--timeline", "year", "dates").out.splitlines()[-1] == "total        3"


def test_counts_can_be_ordered_and_cut(file: str) -> None:
    """The rows of a count are sorted by its columns, and the total stays that of all."""
    ran = query(file, "events", "--count-by", "kind", "--sort", "count", "--descending", "--limit", "1")
    assert ran.out.splitlines()[2:] == ["meeting      2", "-------  -----", "total        3"]
    assert ran.err == "1 more row not shown, because of --limit\n"


def test_counts_for_programs(file: str) -> None:
    """As JSON a count has columns, rows and the total; as JSON Lines a row is an object."""
    assert json.loads(query(file, "events", "--count-by", "kind", "--format", "json").out) == {
        "columns": ["kind", "count"],
        "rows": [["workshop", 1], ["meeting", 2]],
        "total": ["total", 3],
    }
    assert query(file, "events", "--count-by", "kind", "--format", "jsonl").out == (
        '{"kind": "workshop", "count": 1}\n{"kind": "meeting", "count": 2}\n'
    )
    assert json.loads(query(file, "events", "--count", "--format", "json").out) == {"count": 3}
    assert query(file, "events", "--count", "--format", "csv").out == "count\n3\n"


@pytest.mark.parametrize("asked", ["events", "attendances", "people --events"])
def test_total_attendance(file: str, asked: str) -> None:
    """The total of those who took part has bounds, and says which groups are not in it, and why."""
    arguments = [*asked.split(), "--total-attendance"]
    assert query(file, *arguments).out == (
        "exactly 20 in 1 group; left out: 1 no-number\n  guests  The sources give no number.\n"
    )
    assert query(file, *arguments, "--format", "jsonl").out == (
        '{"lower": 20, "upper": 20, "counted": 1, "left_out": [{"id": "guests", "reason": "no-number"}]}\n'
    )
    assert query(file, *arguments, "--format", "csv").out == (
        "lower,upper,counted,left_out\n20,20,1,guests (no-number)\n"
    )


@FEW
@given(datasets(), st.data())
def test_json_is_a_file_like_any_other(folder: Path, data: Dataset, drawn: st.DataObject) -> None:
    """Whole records as JSON are a dataset that is read again, and nothing of them is lost."""
    path = folder / "drawn.json"
    save(data, path)
    kinds: list[type[Record]] = [kind for kind in KINDS.values() if data.of(kind)] or [Topic]
    kind = drawn.draw(st.sampled_from(kinds))
    ran = query(path, kind.collection(), "--format", "json")
    assert list(loads(ran.out)) == list(data.of(kind))
    lines = query(path, kind.collection(), "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(ran.out)[kind.collection()]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_field_can_be_printed_sorted_and_counted(folder: Path, data: st.DataObject) -> None:
    """Whatever fields hold, they can be columns, an order and what is counted by, and CSV has a row for each record."""
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    drawn = {record.id: record for record in data.draw(st.lists(maximal_records(kind), min_size=1, max_size=3))}
    path = folder / "maximal.json"
    save(Dataset(drawn.values()), path)
    fields = [known.name for known in fields_of(kind)]
    ran = query(
        path,
        kind.collection(),
        "--fields",
        ",".join(fields),
        "--sort",
        data.draw(st.sampled_from(fields)),
        "--format",
        "csv",
    )
    header, *rows = csv.reader(io.StringIO(ran.out, newline=""))
    assert (ran.status, header, sorted(row[0] for row in rows)) == (0, fields, sorted(drawn))
    name = data.draw(st.sampled_from([name for name in fields if name != "extra"]))
    assert query(path, kind.collection(), "--count-by", name, "--format", "json").status == 0
    assert query(path, kind.collection(), "--fields", ",".join(fields)).status == 0


def test_extra_keys_are_a_column(tmp_path: Path) -> None:
    """Keys beyond the model are printed as JSON in a table."""
    save(Dataset([Topic(id="a", label="a", extra=Extra({"x-seen": True}))]), tmp_path / "a.json")
    assert query(tmp_path / "a.json", "topics", "--fields", "extra").out.splitlines()[-1] == '{"x-seen":true}'


# -------------------------------------------------------------------------------------------------- files, help, shells


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("events --organised-by seesac --between 2021 2023", "wb-border-workshop-2021"),
        ("events --in-place western-balkans --about customs-cooperation --possibly", "osce-skopje-conference-2024"),
        ("events --involving Frontex --role co-organiser --between 2021", "wb-border-workshop-2021"),
        ("people --holding 'Head of SEESAC'", "bojana-balon"),
        ("people --who-opened seefen-meetings", "ivan-zverzhanovski"),
        ("organisations --taking-part-with Frontex --in-jurisdiction me", "me-border-police"),
        ("frameworks --in-force 2022-06-01", "cfsp-2019-2111"),
        (
            "participations --where role=speaker --where title_as_printed~head",
            "melting-moldova-2023.speaker.viorel-cernauteanu",
        ),
        ("attendances --where headcount>=100", "roadmap-rcm-3.participants"),
    ],
)
def test_questions_of_officers(seesac: str, arguments: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Questions that are asked of the example are answered, with names and places of the reference data."""
    assert main(["query", seesac, *shlex.split(arguments)]) == 0
    assert f"\n{expected} " in capsys.readouterr().out


def test_several_paths(file: str, tmp_path: Path) -> None:
    """Any number of paths stands before the kind."""
    other = tmp_path / "b.json"
    event = Event(id="d", title="D", kind=EventKind.VISIT, status=EventStatus.HELD)
    save(Dataset([event]), other)
    assert query(file, other, "events", "--count").out == "4\n"


def test_malformed_files_are_asked_nevertheless(tmp_path: Path) -> None:
    """What is good is asked; that something is not is said, and the status is 2."""
    path = tmp_path / "a.json"
    path.write_text(GOOD.replace('"people": [', '"people": [{"id": "x"}, '), encoding="utf-8")
    ran = query(path, "people", "--format", "jsonl")
    assert (ran.status, ids_of(ran)) == (2, ["ana"])
    assert "there is 1 fault in what was read" in ran.err
    assert query(tmp_path / "none.json", "people").status == 2


def test_reference_data_are_looked_at(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without being told otherwise, the command knows the bodies of the reference data."""
    assert main(["query", file, "organisations", "--only", "Europol", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("europol,")


@pytest.mark.parametrize("kind", KINDS)
def test_help_of_a_kind_lists_its_flags(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of a kind has each of its verbs, with or without a path, in words without markup."""
    assert main(["query", kind, "--help"]) == 0
    out = capsys.readouterr().out
    assert main(["query", "data/", kind, "-h"]) == 0
    assert capsys.readouterr().out == out
    assert all(f"\n  {verb.synopsis.split('[')[0].strip()}" in out for verb in verbs_of(KINDS[kind]).values())
    assert [verb.says for verb in verbs_of(KINDS[kind]).values() if "`" in verb.says or "the class" in verb.says] == []
    assert "\nconditions, for --where:\n" in out


@pytest.mark.parametrize("arguments", [["--help"], ["data/", "-h"], ["data/", "evnts", "--help"]])
def test_help_says_where_to_begin(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Without a kind, the help lists the kinds, examples and exit statuses."""
    assert main(["query", *arguments]) == 0
    out = capsys.readouterr().out
    assert "usage: seesac-model query PATH KIND [flags]\n" in out
    assert "\nexamples:\n  seesac-model query events --help\n" in out
    assert " ".join(out.split()).count(", ".join(list(KINDS)[:5])) == 1


def test_verbs_without_docstrings_are_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python leaves docstrings away, as with -OO, the help says less and the flags are there."""
    monkeypatch.setattr(type(events(Dataset())).online, "__doc__", None)
    assert verbs_of(Event)["online"].says == ""


def test_text_that_the_locale_cannot_say_is_read_all_the_same(file: str) -> None:
    """In a locale without UTF-8 the bytes of a value arrive as surrogates."""
    typed = "title~Meetingé".encode().decode("ascii", "surrogateescape")
    assert ids_of(query(file, "events", "--where", typed, "--format", "jsonl")) == ["a"]
    assert query(file, "events", "--where", "title~\udcff").status == 2


def test_a_reader_may_go(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the reader of the output closes it, the status is that of shells, and nothing is complained about."""

    class Closed(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["query", file, "events", "--no-reference"]) == 141
