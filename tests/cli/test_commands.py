from __future__ import annotations

import io
import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from seesac_model.cli import _main, main
from seesac_model.cli._output import say
from seesac_model.errors import MissingExtraError
from seesac_model.formats import load

GOOD: Final = """{"format": "seesac-model", "version": 1,
"sources": [{"id": "page", "title": "Page", "url": "https://example.org/page"}],
"topics": [{"id": "war", "label": "war", "note": "one\\ntwo", "x-seen": {"bad\\u001b[31m": true},
  "citations": ["page", {"source_id": "page", "fields": ["note"], "basis": "inferred"}, "gone"]},
  {"id": "ana", "label": "the ana topic", "citations": ["page"]}],
"places": [{"id": "al", "name": "Albania", "kind": "jurisdiction", "latitude": 41.0, "longitude": 20.0,
  "citations": ["page"]}],
"organisations": [{"id": "seesac", "name": "SEESAC", "kind": "igo-body", "citations": ["page"],
  "other_names": [{"text": "Clearinghouse", "language": "en"}]}],
"people": [{"id": "ana", "name": "Ana", "citations": ["page"]}],
"events": [{"id": "workshop", "title": "Workshop", "kind": "workshop", "status": "held",
  "dates": "2021-11-23/2021-11-24", "place_ids": ["al"], "topic_ids": ["war"], "citations": ["page"]},
  {"id": "undated", "title": "Undated", "kind": "meeting", "status": "planned", "citations": ["page"]}],
"panels": [{"id": "panel", "event_id": "workshop", "format": "session", "number": 1, "dates": "2021-11-23",
  "citations": ["page"]}],
"participations": [{"id": "part", "event_id": "workshop", "person_id": "ana", "organisation_id": "nobody",
  "role": "speaker", "citations": ["page"]}],
"attendances": [{"id": "group", "event_id": "workshop", "description": "officials", "cumulative": true,
  "headcount": {"value": 20, "women": 8}, "citations": ["page"]}],
"mandates": []}"""
CLEAN: Final = """{"format": "seesac-model", "version": 1, "topics": [
{"id": "war", "label": "war"}]}"""
BAD: Final = """{"format": "seesac-model", "version": 1, "topics": [
{"id": "war", "label": "war", "broader_id": "talks"}, {"id": "peace"}]}"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], str]:
    """Return a function that writes a file and returns its path."""

    def write_file(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write_file


Write = Callable[[str, str], str]
Output = pytest.CaptureFixture[str]


def test_check_of_clean_files_is_0(write: Write, capsys: Output) -> None:
    """Where nothing is found, `check` prints a summary and gives 0."""
    assert main(["check", write("a.json", CLEAN), "--select", "REF"]) == 0
    assert capsys.readouterr().out == "1 file, 1 record: 0 errors, 0 warnings, 0 infos\n"


def test_check_with_findings_is_1(write: Write, capsys: Output) -> None:
    """Errors and warnings are printed below their file with line and column, and give 1."""
    path = write("a.json", GOOD)
    assert main(["check", path, "--select", "REF001"]) == 1
    first, finding, *_, last = capsys.readouterr().out.splitlines()
    assert first == path
    assert finding.startswith("  4:89  error: REF001 dangling-reference: topics 'war', $.citations[2].source_id: ")
    assert last == "1 file, 11 records: 2 errors, 0 warnings, 0 infos"


def test_check_can_leave_rules_out(write: Write, capsys: Output) -> None:
    """`--ignore` takes codes with commas between them, and may be repeated."""
    arguments = ["--select", "REF,SRC", "--ignore", "REF001, REF002", "--ignore", "SRC"]
    assert main(["check", write("a.json", GOOD), *arguments]) == 0
    assert "0 errors" in capsys.readouterr().out


def test_check_with_infos_alone_is_0(write: Write, capsys: Output) -> None:
    """Infos are printed, and are nothing to mend."""
    event = '"events": [{"id": "e", "title": "E", "kind": "visit", "status": "held"}]'
    uncited = f'{{"format": "seesac-model", "version": 1, {event}}}'
    assert main(["check", write("a.json", uncited)]) == 0
    assert capsys.readouterr().out.endswith("\n1 file, 1 record: 0 errors, 0 warnings, 1 info\n")


def test_check_with_faults_is_2(write: Write, capsys: Output) -> None:
    """What could not be read is printed in its place beside the findings about the rest, and gives 2."""
    path = write("a.json", BAD)
    assert main(["check", path, "--select", "REF"]) == 2
    out = capsys.readouterr().out
    assert "  2:55  fault: topics 'peace'" in out
    assert "REF001" in out
    assert "Part of the files could not be read; findings may come from what is missing." in out
    assert "1 fault (1 of what is there refused)" in out


def test_check_does_not_call_a_refused_record_missing(write: Write, capsys: Output) -> None:
    """A reference to a record that stands in the file and was refused is no finding: the fault is told already."""
    assert main(["check", write("a.json", BAD.replace("talks", "peace")), "--select", "REF"]) == 2
    assert "REF001" not in capsys.readouterr().out


def test_check_of_a_missing_file_is_2(tmp_path: Path, capsys: Output) -> None:
    """A file that is not there is a fault without a line."""
    assert main(["check", str(tmp_path / "none.json")]) == 2
    assert "\n  fault: found no such file or directory" in capsys.readouterr().out


def test_check_reports_as_json(write: Write, capsys: Output) -> None:
    """`--format json` prints one JSON text with files, counts, faults and findings."""
    path = write("a.json", BAD)
    assert main(["check", path, "--select", "REF", "--format", "json", "--today", "2024-06-30"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert report["files"] == [path]
    assert (report["records"], report["refused"]) == (1, 1)
    assert [fault["code"] for fault in report["faults"]] == ["missing"]
    assert [finding["code"] for finding in report["findings"]] == ["REF001"]


def test_check_counts_what_is_suppressed(write: Write, capsys: Output) -> None:
    """Findings that somebody accepted are counted and give 0."""
    suppression = '"version": 1, "suppressions": [{"code": "REF001", "reason": "Known."}],'
    assert main(["check", write("a.json", GOOD.replace('"version": 1,', suppression)), "--select", "REF"]) == 0
    assert capsys.readouterr().out.endswith(", 2 suppressed\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["check"], "the following arguments are required: PATH"),
        (["check", "a.json", "--today", "30.6.2024"], "found '30.6.2024', expected a day such as 2024-06-30"),
        (["show", "a.json", "--kind", "evnts"], "invalid choice: 'evnts'"),
        (["show", "a.json", "b", "c\x1b[31m"], "unrecognized arguments: c\\x1b[31m"),
    ],
)
def test_wrong_command_is_2(arguments: list[str], message: str, capsys: Output) -> None:
    """A command that is not understood gives its usage and what is wrong on standard error, and 2."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("usage: seesac-model")
    assert f"error: {message}" in " ".join(printed.err.split()) or message in printed.err


def test_options_stand_anywhere(write: Write, capsys: Output) -> None:
    """Options may stand between paths; behind two hyphens nothing is an option."""
    one, two = write("a.json", CLEAN), write("b.json", CLEAN.replace("war", "peace"))
    assert main(["check", one, "--select", "REF", two]) == 0
    assert capsys.readouterr().out.startswith("2 files, 2 records: ")
    assert main(["check", "--select", "REF", "--", one]) == 0
    assert capsys.readouterr().out.startswith("1 file, 1 record: ")


def test_unknown_rule_is_2(write: Write, capsys: Output) -> None:
    """A rule that does not exist is answered with one that does."""
    assert main(["check", write("a.json", CLEAN), "--select", "REF01"]) == 2
    assert capsys.readouterr().err.startswith("error: no rule has the code 'REF01'; did you mean 'REF001'")


def test_show_gives_an_overview(write: Write, capsys: Output) -> None:
    """Without an id, `show` counts the records by kind and lists the events by date, those without dates last."""
    assert main(["show", write("a.json", GOOD)]) == 0
    out = capsys.readouterr().out
    assert "Records\n  sources: 1\n  topics: 2\n" in out
    assert "  all together: 11\n" in out
    assert "Time\n  events from 2021-11-23 to 2021-11-24, as far as their dates are known\n" in out
    assert out.endswith("Events\n  2021-11-23/2021-11-24  workshop  Workshop\n  date not known  undated  Undated\n")


def test_show_of_no_events_has_no_dates(write: Write, capsys: Output) -> None:
    """An overview leaves out what there is none of."""
    assert main(["show", write("a.json", CLEAN)]) == 0
    assert capsys.readouterr().out == "Records\n  topics: 1\n  all together: 1\n"


def test_show_lists_a_kind(write: Write, capsys: Output) -> None:
    """With a kind alone, `show` lists its records; those without a name with what they say."""
    path = write("a.json", GOOD)
    assert main(["show", path, "--kind", "participations"]) == 0
    assert capsys.readouterr().out == "part  speaker: Ana, nobody (not in the data); event: Workshop\n"


def test_show_of_undated_events_has_no_time(write: Write, capsys: Output) -> None:
    """An overview of events without any date says nothing of the time."""
    assert main(["show", write("a.json", GOOD.replace('"dates": "2021-11-23/2021-11-24", ', ""))]) == 0
    assert "Time" not in capsys.readouterr().out


def test_show_of_a_record_without_citation(write: Write, capsys: Output) -> None:
    """Where no source is named, none is shown."""
    assert main(["show", write("a.json", CLEAN), "war"]) == 0
    assert "Where it stands" not in capsys.readouterr().out


def test_show_says_everything_about_a_record(write: Write, capsys: Output) -> None:
    """With an id, `show` says each field in words, what is referred to by name, what refers to it, and the sources."""
    path = write("a.json", GOOD)
    assert main(["show", path, "workshop"]) == 0
    assert (
        capsys.readouterr().out
        == f"""\
events workshop
  Its title: Workshop
  What sort of event it is: workshop (A working session of hours or days in which the participants produce or learn \
something together.)
  Whether it took place: held (It took place.)
  When: 2021-11-23/2021-11-24
  How the participants met: unstated (The sources do not say; this is not the same as in person.)
  Where: al (Albania)
  What it was about: war (war)
  Panels (1)
    session 1; dates: 2021-11-23  [panel]
  Who took part (1)
    speaker: Ana, nobody (not in the data)  [part]
  Groups (1)
    officials: 20, women 8; cumulative: yes  [group]
  Where it stands
    page (Page https://example.org/page)
  Read from {path}:11:12

"""
    )


def test_show_finds_an_id_in_every_kind(write: Write, capsys: Output) -> None:
    """An id that records of several kinds have shows all of them; `--kind` chooses."""
    path = write("a.json", GOOD)
    assert main(["show", path, "ana"]) == 0
    assert re.findall("^[a-z]+ ana", capsys.readouterr().out, re.MULTILINE) == ["topics ana", "people ana"]
    assert main(["show", path, "ana", "--kind", "people"]) == 0
    assert re.findall("^[a-z]+ ana", capsys.readouterr().out, re.MULTILINE) == ["people ana"]


def test_show_says_values_in_words(write: Write, capsys: Output) -> None:
    """Values without a short form are said field by field; yes, no and missing records are said as such."""
    path = write("a.json", GOOD)
    for record_id in ("group", "seesac", "part", "al", "war"):
        assert main(["show", path, record_id]) == 0
    out = capsys.readouterr().out
    assert "  How many: 20, women 8\n" in out
    assert "  Whether the number includes earlier events: yes\n" in out
    assert "  Its other names: text Clearinghouse, language en\n" in out
    assert "nobody (not in the data)\n" in out
    assert "  Degrees north: 41.0\n" in out
    assert "    page (Page https://example.org/page): fields note, basis inferred\n    gone (not in the data)\n" in out
    assert "  A remark of the editors: one\n      two\n" in out


def test_show_never_prints_control_characters(write: Write, capsys: Output) -> None:
    """Characters that would steer the terminal are escaped, wherever they come from."""
    assert main(["show", write("a.json", GOOD), "war"]) == 0
    assert '  x-seen: {"bad\\u001b[31m": true}\n' in capsys.readouterr().out
    say("a\u202eb\x9bc\u00a0d")
    assert capsys.readouterr().out == "a\\u202eb\\x9bc\u00a0d\n"


def test_show_of_an_unknown_id_is_2(write: Write, capsys: Output) -> None:
    """An id that no record has is answered with ids that look like it."""
    path = write("a.json", GOOD)
    assert main(["show", path, "workshp"]) == 2
    assert capsys.readouterr().err == "error: no record 'workshp' in any collection; did you mean 'workshop'?\n"
    assert main(["show", path, "workshop", "--kind", "people"]) == 2
    assert capsys.readouterr().err == "error: no record 'workshop' in people\n"


def test_show_of_malformed_files_shows_the_rest(write: Write, capsys: Output) -> None:
    """What is good is shown; that something is not is said first, with what lists it, and the status is 2."""
    path = write("a file.json", BAD)
    assert main(["show", path, "war"]) == 2
    printed = capsys.readouterr()
    assert printed.out.startswith("topics war\n  Its preferred label, in English: war\n")
    assert printed.err == (
        "warning: there is 1 fault in what was read, and what is malformed is left out here; "
        f"`seesac-model check '{path}'` lists it\n"
    )


def test_show_counts_the_faults(write: Write, capsys: Output) -> None:
    """Several faults are said in the plural."""
    assert main(["show", write("a.json", BAD.replace('{"id": "peace"}', '{"id": "a"}, {"id": "b"}'))]) == 2
    printed = capsys.readouterr()
    assert "there are 2 faults" in printed.err
    assert printed.err.endswith(" lists them\n")


def test_show_of_a_refused_record_says_why(write: Write, capsys: Output) -> None:
    """Where the record asked for is malformed its faults are printed, and no ready-made one takes its place."""
    path = write("a.json", BAD.replace("peace", "firearms"))
    assert main(["show", path, "firearms"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert re.search(r"\nerror: 1 fault\n.*a\.json:2:55: topics 'firearms', ", printed.err)
    assert main(["show", path, "firearms", "--kind", "places"]) == 2
    assert capsys.readouterr().err.endswith("error: no record 'firearms' in places\n")


def test_show_of_one_of_two_records_of_an_id(write: Write, capsys: Output) -> None:
    """Where one record with the id is malformed and another is not, the other is shown."""
    people = '"people": [{"id": "war"}], "topics"'
    assert main(["show", write("a.json", CLEAN.replace('"topics"', people)), "war"]) == 2
    assert capsys.readouterr().out.startswith("topics war\n")


def test_show_of_nothing_good_prints_the_faults(write: Write, tmp_path: Path, capsys: Output) -> None:
    """Where nothing could be read there is nothing to show, and every fault is printed at once."""
    assert main(["show", write("a.json", "{"), "war"]) == 2
    assert capsys.readouterr().err.startswith("error: 1 fault\n")
    assert main(["show", str(tmp_path / "none.json")]) == 2
    assert "found no such file or directory" in capsys.readouterr().err


def test_convert_writes_a_file(write: Write, tmp_path: Path, capsys: Output) -> None:
    """`convert` joins files, writes one, and prints how many records it has and their digest."""
    out = str(tmp_path / "out.json")
    other = CLEAN.replace("war", "peace")
    assert main(["convert", write("a.json", GOOD), write("b.json", other), out, "--layout", "nested"]) == 0
    written = load(out)
    assert len(written) == 12
    assert capsys.readouterr().out == (
        f"wrote {out}: 12 records\ndigest {written.digest()} (SHA-256 of the records, whatever the format)\n"
    )


def test_convert_keeps_what_is_there(write: Write, capsys: Output) -> None:
    """`convert` replaces a file with `--force` alone."""
    path, out = write("a.json", GOOD), write("b.json", CLEAN)
    assert main(["convert", path, out]) == 2
    assert Path(out).read_text(encoding="utf-8") == CLEAN
    assert capsys.readouterr().err == f"error: {out} exists; nothing was written; pass --force to replace it\n"
    assert main(["convert", path, out, "--force"]) == 0
    assert load(path) == load(out)


def test_convert_of_malformed_files_writes_nothing(write: Write, tmp_path: Path, capsys: Output) -> None:
    """Where anything is malformed, `convert` prints every fault, gives 2 and writes nothing."""
    out = tmp_path / "out.json"
    assert main(["convert", write("a.json", BAD), str(out)]) == 2
    assert not out.exists()
    assert re.match(r"error: 1 fault\n.*a\.json:2:55: topics 'peace'", capsys.readouterr().err)


def test_convert_into_a_folder_that_was_read_warns(write: Write, tmp_path: Path, capsys: Output) -> None:
    """Where the next reading of the folder will find the output beside its origin, that is said after writing."""
    write("a.json", CLEAN)
    out = str(tmp_path / "sub.json")
    assert main(["convert", str(tmp_path), out]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith(f"wrote {out}: 1 record\n")
    assert printed.err == (
        f"warning: {out} lies in {tmp_path}: reading this folder again finds every record twice; "
        "write elsewhere or remove it\n"
    )


def test_convert_that_repeats_nothing_does_not_warn(tmp_path: Path, capsys: Output) -> None:
    """No warning where the output is elsewhere, is not read with the folder, or replaces all that was read."""
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "a.json"
    path.write_text(CLEAN, encoding="utf-8")
    assert main(["convert", str(folder), str(tmp_path / "out.json")]) == 0
    assert main(["convert", str(path), str(folder / "b.json")]) == 0
    (folder / "b.json").unlink()
    assert main(["convert", str(folder), str(folder / ".out.json")]) == 0
    assert main(["convert", str(folder), str(path), "--force"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", ["out.txt", "none/out.json"])
def test_convert_to_where_nothing_can_be_written_is_2(name: str, write: Write, tmp_path: Path, capsys: Output) -> None:
    """An extension of no format and a folder that is not there are errors in a line."""
    assert main(["convert", write("a.json", GOOD), str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_missing_extra_says_what_to_install(write: Write, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is not installed is answered with the command that installs it."""
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    assert main(["show", write("a.yaml", "format: seesac-model\nversion: 1\n")]) == 2
    assert 'python -m pip install "seesac-model[yaml]"' in capsys.readouterr().err
    assert "seesac-model[yaml]" in str(MissingExtraError("yaml", "reading YAML"))


def test_help_has_examples(capsys: Output) -> None:
    """The help of the command and of each subcommand has examples."""
    for command in ([], ["check"], ["show"], ["convert"]):
        assert main([*command, "--help"]) == 0
        assert "examples:\n  seesac-model " in capsys.readouterr().out


def test_version_is_that_of_the_package(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--version` gives the versions of program and format, and says so where the package is not installed."""
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"1.2.3 of {name}")
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "seesac-model 1.2.3 of seesac-model (format version 1)\n"


def test_version_of_a_package_that_is_not_installed(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from its sources, the program does not know its version, and says so."""
    monkeypatch.setattr(_main, "_PROGRAM", "no-such-distribution")
    assert main(["--version"]) == 0
    assert "of an unknown version, for it is not installed" in capsys.readouterr().out


class Terminal(io.TextIOWrapper):
    """A terminal that can show what its encoding can."""

    def __init__(self, encoding: str) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding)

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_lines_fit_the_terminal(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, lines are wrapped to its width; words longer than that are left whole."""
    terminal = Terminal("utf-8")
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["show", write("a.json", GOOD), "workshop"]) == 0
    lines = terminal.bytes.getvalue().decode().splitlines()
    assert [line for line in lines if len(line) > 60 and "Read from" not in line and "/" not in line] == []
    assert "      hours or days in which the participants produce or" in lines


def test_what_a_terminal_cannot_show_is_escaped(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that the encoding of the terminal does not have is escaped, and stops nothing."""
    terminal = Terminal("ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["show", write("a.json", CLEAN.replace('"label": "war"', '"label": "č"')), "--kind", "topics"]) == 0
    assert terminal.bytes.getvalue() == b"war  \\u010d\n"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (BrokenPipeError(), (141, "")),
        (KeyboardInterrupt(), (130, "")),
        (OSError(28, "disk full"), (2, "error: the output could not be written: disk full\n")),
        (OSError(), (2, "error: the output could not be written: OSError\n")),
    ],
)
def test_output_that_fails_ends_quietly(
    error: BaseException, expected: tuple[int, str], write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    """A reader that has gone, Ctrl-C and a full disk end the program with a status of their own and no traceback."""
    path = write("a.json", CLEAN)

    class Broken(io.StringIO):
        def write(self, _: str) -> int:
            raise error

    monkeypatch.setattr(sys, "stdout", Broken())
    assert expected == (main(["show", path]), capsys.readouterr().err)


def test_module_is_the_program(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    """`python -m seesac_model` is the command, and leaves with its status."""
    monkeypatch.setattr(sys, "argv", ["seesac_model", "show"])
    with pytest.raises(SystemExit) as leaving:
        runpy.run_module("seesac_model", run_name="__main__")
    assert leaving.value.code == 2
    assert "required: PATH" in capsys.readouterr().err


def test_module_can_be_imported() -> None:
    """Importing the module of the program runs nothing."""
    assert "main" in runpy.run_module("seesac_model.__main__", run_name="imported")


def test_program_runs_in_a_process_of_its_own(write: Write) -> None:
    """In a process of its own and with an ASCII locale, the program shows its data and ends with its status."""
    path = write("a.json", CLEAN.replace('"label": "war"', '"label": "č"'))
    command = [sys.executable, "-m", "seesac_model", "show", path, "--kind", "topics"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(  # noqa: S603 - this interpreter
        command, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [b"war", b"\\u010d"], b"")


@pytest.mark.skipif(os.name != "posix", reason="pipes that break are those of POSIX")
def test_reader_that_leaves_is_no_failure_to_tell(write: Write) -> None:
    """Where the reader closes the pipe, the program ends without a word."""
    records = ", ".join(f'{{"id": "t{number}", "label": "{"x" * 200}"}}' for number in range(2_000))
    path = write("a.json", f'{{"format": "seesac-model", "version": 1, "topics": [{records}]}}')
    command = [sys.executable, "-m", "seesac_model", "show", path, "--kind", "topics"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603 - as above
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


def test_a_blank_list_of_codes_is_no_clean_check(write: Write, capsys: Output) -> None:
    """Codes that a script forgot to fill in are refused: no rule at all would find nothing."""
    assert main(["check", write("a.json", GOOD), "--select", ""]) == 2
    assert "no rule has the code ''" in capsys.readouterr().err


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_streams_that_the_shell_has_closed_are_no_traceback(
    stream: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be printed, the exit status says so."""
    monkeypatch.setattr(sys, stream, None)
    assert main(["show", write("a.json", GOOD), "nobody"]) == 2
    assert main(["show", write("a.json", GOOD), "war"]) == (2 if stream == "stdout" else 0)
