"""What a project settles for its checks: settings, baselines, fixes, rules of other packages, places of fields."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import pytest

from seesac_model.cli import _mending, main
from seesac_model.cli._mending import mending_of
from seesac_model.dataset import Dataset
from seesac_model.formats import load
from seesac_model.model import Topic
from seesac_model.rules import Finding, Fix, Report, Severity

Output = pytest.CaptureFixture[str]

DATA: Final = """\
format: seesac-model
version: 1
suppressions:
  - {code: SER001, reason: A gap that was closed.}
topics:
  - id: war
    label: war
    broader_id: conflict # not typed yet
  - id: peace
    label: peace
    broader_id: peace
"""


REPEATED: Final = """\
format: seesac-model
version: 1
topics:
  - id: war
    label: war
    other_names:
      - war
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in the working folder, with two errors and a warning that can be mended."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "data.yaml"
    file.write_text(DATA, encoding="utf-8")
    return file


def lines(captured: Output) -> list[str]:
    """Return the lines on standard output that are not blank."""
    return [line.strip() for line in captured.readouterr().out.splitlines() if line.strip()]


def codes(captured: Output) -> list[tuple[str, int]]:
    """Return the codes and lines of the findings in a report as JSON."""
    return [(entry["code"], entry["line"]) for entry in json.loads(captured.readouterr().out)["findings"]]


def test_a_finding_stands_where_its_field_does(data: Path, capsys: Output) -> None:
    """The line of a finding is that of the field, not of the record."""
    main(["check", data.name, "--format", "json"])
    assert codes(capsys) == [("REF001", 8), ("REF003", 11), ("SUP001", 4)]


def test_a_stream_says_where_fields_stand_too(data: Path, capsys: Output) -> None:
    """So it is with findings that are printed as they are found, suppressed ones included."""
    data.write_text(DATA.replace("SER001", "REF003"), encoding="utf-8")
    main(["check", data.name, "--format", "jsonl"])
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry.get("finding", entry).get("line") for entry in entries] == [11, 8, None]


def test_settings_of_the_folder_count(data: Path, capsys: Output) -> None:
    """What the nearest file of settings says holds without being named."""
    (data.parent / "seesac-model.toml").write_text('ignore = ["REF"]\n', encoding="utf-8")
    assert main(["check", data.name, "--format", "json"]) == 1
    assert codes(capsys) == [("SUP001", 4)]


def test_settings_can_be_left_alone(data: Path, capsys: Output) -> None:
    """On request no file of settings is looked for."""
    (data.parent / "seesac-model.toml").write_text('select = ["SUP"]\n', encoding="utf-8")
    main(["check", data.name, "--no-config", "--format", "json"])
    assert len(codes(capsys)) == 3


def test_settings_can_be_named(data: Path, capsys: Output) -> None:
    """A file of settings elsewhere counts where it is named."""
    (data.parent / "strict.toml").write_text('severity = "error"\n', encoding="utf-8")
    main(["check", data.name, "--config", "strict.toml", "--format", "json"])
    assert codes(capsys) == [("REF001", 8), ("REF003", 11)]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (["--select", "REF001"], ["REF001"]),
        (["--ignore", "REF001"], ["REF003"]),
        (["--severity", "error"], ["REF001"]),
    ],
)
def test_the_command_line_counts_before_settings(
    data: Path, capsys: Output, option: list[str], expected: list[str]
) -> None:
    """What is said on the command line takes the place of the same setting, and leaves the others."""
    settings = 'select = ["REF001", "REF003", "SUP"]\nignore = ["REF003"]\nseverity = "warning"\n'
    (data.parent / "seesac-model.toml").write_text(settings, encoding="utf-8")
    main(["check", data.name, "--format", "json", *option])
    assert [code for code, _ in codes(capsys)] == expected


def test_settings_leave_the_reference_data_alone(data: Path, capsys: Output) -> None:
    """A project that does not want the reference data says so once."""
    data.write_text(DATA.replace("conflict", "3d-printed-weapons"), encoding="utf-8")
    main(["check", data.name, "--format", "json", "--select", "REF001"])
    assert codes(capsys) == []
    (data.parent / "seesac-model.toml").write_text("reference = false\n", encoding="utf-8")
    main(["check", data.name, "--format", "json", "--select", "REF001"])
    assert codes(capsys) == [("REF001", 8)]


def test_malformed_settings_are_an_error(data: Path, capsys: Output) -> None:
    """Settings that cannot be followed end the command with 2 and say where."""
    (data.parent / "seesac-model.toml").write_text("selct = []\n", encoding="utf-8")
    assert main(["check", data.name]) == 2
    assert "seesac-model.toml: 'selct' is no setting; did you mean 'select'?" in capsys.readouterr().err


def test_a_baseline_is_written_and_followed(data: Path, capsys: Output) -> None:
    """What was there when the baseline was written is counted, and what is new is reported."""
    assert main(["check", data.name, "--write-baseline", "accepted.baseline"]) == 0
    assert lines(capsys) == ["3 findings written to accepted.baseline"]
    assert main(["check", data.name, "--baseline", "accepted.baseline"]) == 0
    assert lines(capsys) == ["1 file, 2 records: 0 errors, 0 warnings, 0 infos, 3 in the baseline"]
    data.write_text(DATA + "  - {id: arms, label: arms, broader_id: trade}\n", encoding="utf-8")
    assert main(["check", data.name, "--baseline", "accepted.baseline"]) == 1
    assert "REF001" in lines(capsys)[1]


def test_what_of_a_baseline_is_gone_is_counted(data: Path, capsys: Output) -> None:
    """What was mended since is said, so that the baseline is renewed."""
    main(["check", data.name, "--write-baseline", "accepted.baseline"])
    data.write_text(DATA.replace("    broader_id: peace\n", ""), encoding="utf-8")
    capsys.readouterr()
    main(["check", data.name, "--baseline", "accepted.baseline"])
    assert lines(capsys)[-1] == "1 finding of the baseline no longer there; --write-baseline renews it"


def test_a_baseline_of_the_settings_is_followed_in_a_stream(data: Path, capsys: Output) -> None:
    """The settings can name the baseline, and every format follows it."""
    main(["check", data.name, "--write-baseline", "accepted.baseline"])
    (data.parent / "seesac-model.toml").write_text('baseline = "accepted.baseline"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["check", data.name, "--format", "jsonl"]) == 0
    (summary,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (summary["known"], summary["exit_status"]) == (3, 0)


def test_a_baseline_of_one_finding(data: Path, capsys: Output) -> None:
    """One is one; and a file with faults gives the status that it always gives."""
    data.write_text("format: seesac-model\nversion: 1\ntopics: [{id: a}, {id: b, label: b, broader_id: b}]\n")
    assert main(["check", data.name, "--write-baseline", "accepted.baseline"]) == 2
    assert lines(capsys) == ["1 finding written to accepted.baseline"]


def test_a_baseline_that_cannot_be_written_is_an_error(data: Path, capsys: Output) -> None:
    """A folder that is not there is no place for a baseline."""
    assert main(["check", data.name, "--write-baseline", "missing/accepted.baseline"]) == 2
    assert "missing/accepted.baseline" in capsys.readouterr().err


def test_a_diff_shows_what_would_be_mended(data: Path, capsys: Output) -> None:
    """With --diff the files stay as they are, and the status says that something would change."""
    assert main(["check", data.name, "--diff"]) == 1
    assert lines(capsys) == [
        "--- data.yaml",
        "+++ data.yaml",
        "@@ -1,7 +1,5 @@",
        "format: seesac-model",
        "version: 1",
        "-suppressions:",
        "-  - {code: SER001, reason: A gap that was closed.}",
        "topics:",
        "- id: war",
        "label: war",
        "1 finding would be mended in 1 file",
    ]
    assert data.read_text(encoding="utf-8") == DATA


def test_a_fix_is_shown_written_and_checked_again(data: Path, capsys: Output) -> None:
    """With --fix the file is changed, remarks stay, and what is left is reported."""
    assert main(["check", data.name, "--fix"]) == 1
    printed = capsys.readouterr().out
    assert "1 finding mended in 1 file" in printed
    assert "SUP001" not in printed.partition("mended in")[2]
    assert "conflict # not typed yet\n" in data.read_text(encoding="utf-8")
    assert load(data).suppressions == ()


def test_nothing_to_mend_is_said(data: Path, capsys: Output) -> None:
    """Where nothing is certain, the files stay and the status is that of no change."""
    data.write_text(DATA.replace("SER001", "REF003"), encoding="utf-8")
    assert main(["check", data.name, "--diff"]) == 0
    assert lines(capsys) == ["nothing would be mended"]


def test_a_diff_of_files_with_faults_says_so(data: Path, capsys: Output) -> None:
    """A part that could not be read stays as it is, and the status tells of it."""
    data.write_text(REPEATED + "  - {id: refused}\n", encoding="utf-8")
    assert main(["check", data.name, "--diff"]) == 2
    assert "1 finding would be mended" in capsys.readouterr().out


def test_no_suppression_goes_where_a_part_could_not_be_read(data: Path, capsys: Output) -> None:
    """What it silences may be in that part: the suppression is left, and that is said."""
    text = f"{DATA}  - {{id: refused}}\n"
    data.write_text(text, encoding="utf-8")
    assert main(["check", data.name, "--fix"]) == 2
    assert "not mended: SUP001 unused-suppression: suppressions: part of the files could not be" in (
        capsys.readouterr().out
    )
    assert data.read_text(encoding="utf-8") == text


def test_all_fixes_of_one_record_are_made_at_once(data: Path, capsys: Output) -> None:
    """However many there are, a second mending has nothing to do."""
    names = "".join(f"      - \u0420olice {number}\n" for number in range(12))
    data.write_text(f"{REPEATED.rstrip()}\n{names}", encoding="utf-8")
    main(["check", data.name, "--fix", "--select", "NAM001,NAM004"])
    assert "13 findings mended in 1 file" in capsys.readouterr().out
    main(["check", data.name, "--fix", "--select", "NAM001,NAM004"])
    assert lines(capsys)[0] == "nothing mended"


def test_a_finding_that_its_fix_does_not_mend_is_not_mended_again(data: Path) -> None:
    """A fix that changes nothing of what its rule looks at is made once, and not for ever."""
    data.write_text("format: seesac-model\nversion: 1\ntopics:\n  - {id: t0, label: old}\n", encoding="utf-8")
    mending = mending_of(load(data), lambda _: Report(findings=(finding(0, "new"),)))
    assert len(mending.done) == 1


def test_a_diff_does_not_show_how_lines_end(data: Path, capsys: Output) -> None:
    """Files of Windows are shown as those of others, and their line ends stay."""
    data.write_text(DATA, encoding="utf-8", newline="\r\n")
    main(["check", data.name, "--fix"])
    assert "\n-suppressions:\n" in capsys.readouterr().out
    assert data.read_bytes().count(b"\r\n") == DATA.count("\n") - 2


def test_a_diff_writes_no_baseline(data: Path, capsys: Output) -> None:
    """Whoever asks for a diff and for a baseline is told that only one of them is to be had."""
    assert main(["check", data.name, "--diff", "--write-baseline", "accepted.baseline"]) == 2
    assert "--diff writes nothing" in capsys.readouterr().err
    assert not (data.parent / "accepted.baseline").exists()


def test_a_baseline_takes_the_place_of_no_data(data: Path, capsys: Output) -> None:
    """A file that is checked is not overwritten."""
    assert main(["check", data.name, "--write-baseline", data.name]) == 2
    assert "data.yaml: this is one of the files that are checked" in capsys.readouterr().err
    assert data.read_text(encoding="utf-8") == DATA


def test_a_baseline_of_the_settings_need_not_be_there_to_be_written(data: Path, capsys: Output) -> None:
    """The first baseline of a project is written though the settings name it already; so is one in place of a bad."""
    (data.parent / "seesac-model.toml").write_text('baseline = "accepted.baseline"\n', encoding="utf-8")
    assert main(["check", data.name]) == 2
    assert main(["check", data.name, "--write-baseline", "accepted.baseline"]) == 0
    assert "3 findings written" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--baseline", "--write-baseline", "--config"])
@pytest.mark.parametrize("name", ["", "a\0b"])
def test_a_name_that_no_file_has_is_an_error(data: Path, capsys: Output, option: str, name: str) -> None:
    """An empty name, as of a variable that is not set, is not the same as none."""
    assert main(["check", data.name, option, name]) == 2
    assert capsys.readouterr().err.startswith("error: ")


@pytest.mark.parametrize("text", ['select = ["NOPE"]', 'ignore = ["NOPE"]', "[options.SRC005]\nmost_wrds = 3"])
def test_what_settings_say_of_no_rule_is_said_with_the_file(data: Path, capsys: Output, text: str) -> None:
    """A rule or an option that does not exist is looked for where it stands."""
    (data.parent / "seesac-model.toml").write_text(text, encoding="utf-8")
    assert main(["check", data.name]) == 2
    assert "seesac-model.toml: " in capsys.readouterr().err


def test_what_the_command_line_takes_the_place_of_is_not_looked_at(data: Path, capsys: Output) -> None:
    """Settings for rules that are not installed here do not count where the command line names others."""
    (data.parent / "seesac-model.toml").write_text('select = ["NOP"]\nignore = ["NOP"]\n', encoding="utf-8")
    assert main(["check", data.name, "--select", "SER,SUP", "--ignore", "SUP002"]) == 1
    assert "SUP001" in capsys.readouterr().out


def test_fixing_prints_text_only(data: Path, capsys: Output) -> None:
    """A diff in the midst of JSON would help nobody."""
    assert main(["check", data.name, "--fix", "--format", "json"]) == 2
    assert "--fix and --diff print text" in capsys.readouterr().err
    assert data.read_text(encoding="utf-8") == DATA


def finding(number: int, label: str) -> Finding:
    """Return a finding with the fix that gives a topic another label."""
    topic = Topic(id=f"t{number}", label=label)
    return Finding(
        code="TST001", name="n", severity=Severity.INFO, kind="topics", record_id=topic.id, message="m",
        fix=Fix(says="name it", replacements=(topic,)),
    )  # fmt: skip


def test_a_fix_that_cannot_be_written_is_said_and_the_others_are_done(
    data: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One record whose file does not let itself be edited keeps no other from being mended."""
    topics = "".join(f"  - {{id: t{number}, label: old}}\n" for number in range(5))
    data.write_text(f"format: seesac-model\nversion: 1\ntopics:\n{topics}", encoding="utf-8")
    dataset = load(data)
    made = Topic(id="t9", label="old")
    mixed = Dataset([*dataset, made])

    def check(current: Dataset) -> Report:
        due = [number for number in (0, 1, 2, 3, 4, 9) if current.topics[f"t{number}"].label == "old"]
        fixed = [attrs.evolve(current.topics[f"t{number}"], label="new") for number in due]
        return Report(
            findings=tuple(
                attrs.evolve(finding(number, "new"), fix=Fix(says="name it", replacements=(topic,)))
                for number, topic in zip(due, fixed, strict=True)
            )
        )

    mending = mending_of(mixed, check)
    mending.show(write=True)
    assert (len(mending.done), [entry.record_id for entry, _ in mending.refused]) == (5, ["t9"])
    printed = capsys.readouterr().out
    assert "not mended: TST001 n: topics 't9': it was read from no file" in printed
    assert "5 findings mended in 1 file" in printed
    assert {topic.label for topic in load(data).topics} == {"new"}
    monkeypatch.setattr(_mending, "_MOST_ROUNDS", 0)
    assert mending_of(mixed, check).done == ()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package that offers a rule."""
    folder = tmp_path / "site"
    info = folder / "acme_check-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-check\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[seesac_model.rules]\nacme = acme_check\n", encoding="utf-8")
    (folder / "acme_check.py").write_text(
        "from seesac_model.model import Topic\n"
        "from seesac_model.rules import Problem, Severity, declare\n"
        "@declare('ACM001', Severity.WARNING)\n"
        "def short_label(topic: Topic, dataset, context, *, least: int = 4):\n"
        '    """Flag a short label."""\n'
        "    if len(topic.label) < least:\n"
        "        yield Problem(message='short', path=('label',))\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(folder)
    importlib.invalidate_caches()
    yield
    sys.modules.pop("acme_check", None)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "github", "text"])
def test_rules_of_other_packages_run(data: Path, capsys: Output, form: str) -> None:
    """An installed package's rules run with ours, and every format knows them."""
    assert main(["check", data.name, "--select", "ACM", "--format", form]) == 1
    assert "ACM001" in capsys.readouterr().out


@pytest.mark.usefixtures("installed")
def test_rules_of_other_packages_are_explained(data: Path, capsys: Output) -> None:
    """They are listed, under a heading of their own."""
    assert data.exists()
    assert main(["explain", "ACM001"]) == 0
    assert "Flag a short label." in capsys.readouterr().out
    assert main(["explain"]) == 0
    assert "ACM: Rules of another package" in capsys.readouterr().out


@pytest.mark.usefixtures("installed")
def test_options_of_other_rules_are_set(data: Path, capsys: Output) -> None:
    """The settings set options of any rule."""
    (data.parent / "seesac-model.toml").write_text("[options.ACM001]\nleast = 6\n", encoding="utf-8")
    main(["check", data.name, "--select", "ACM", "--format", "json"])
    assert sorted(codes(capsys)) == [("ACM001", 7), ("ACM001", 10)]
