from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

SCRIPT: Final = Path(__file__).parents[2] / "examples" / "quickstart.py"

ANSWERS: Final = {
    "Who opened the conference in Stockholm?": ["Mr. Gunnar Strömmer, Swedish Minister for Justice."],
    "Which bodies took part in both the conference and the online workshop of 2021?": ["Frontex and SEESAC."],
    "Which framework did each of the two serve, and was it in force then?": [
        "Regional Workshop for Border Officials of Western Balkans, 2021-11-23/2021-11-24",
        "It implements the Council Decision (CFSP) 2019/2111; it was in force then.",
        "It presented the Common Integrated Risk Analysis Model; no source says whether it was in force then.",
        (
            "Conference to Prevent and Combat Smuggling of Firearms in the Context of Russia’s Aggression against "
            "Ukraine, 2023-02-14/2023-02-15"
        ),
        "No source says that it served one.",
        "It presented the SALW Control Roadmap; no source says whether it was in force then.",
    ],
    "Whom did Frontex meet most often, and where was it?": [
        (
            "In 6 events: border-police-customs-2023, customs-conference-2023, detection-course-bih-serbia-2023, "
            "detection-course-montenegro-2023, seefen-19, wb-border-workshop-2021."
        ),
        "SEESAC (6), Border Police of Montenegro (2), OSCE (2), United Nations Office on Drugs and Crime (2).",
    ],
    "Which of those meetings left no trace?": ["5."],
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Run the script from another folder, with output in UTF-8 whatever the platform's usual encoding is."""
    command = [sys.executable, "-X", "utf8", "-W", "error", str(SCRIPT)]
    folder = tmp_path_factory.mktemp("elsewhere")
    # This interpreter, on a script of the project.
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=True)  # noqa: S603
    return done.stdout


def paragraphs(output: str) -> dict[str, list[str]]:
    """Return the answers under each question."""
    blocks = [block.splitlines() for block in output.strip().split("\n\n")]
    return {question: [line.strip() for line in answers] for question, *answers in blocks}


@pytest.mark.parametrize("question", ANSWERS)
def test_quickstart_answers(output: str, question: str) -> None:
    """The script answers its question with what the articles say."""
    assert paragraphs(output)[question] == ANSWERS[question]


def test_quickstart_adds_what_can_be_added(output: str) -> None:
    """The meetings of the Roadmap that somebody counted had over a thousand participants, and the rest is told."""
    total, *left_out = paragraphs(output)["How many people came to the Regional Roadmap Coordination Meetings?"]
    assert total.startswith("12 meetings are on record: at least 1")
    assert left_out == ["Not counted: 3 of the groups. The sources give no number."]


def test_quickstart_shows_where_sources_disagree(output: str) -> None:
    """Both sides are printed."""
    lines = paragraphs(output)["Where do the pieces disagree with other sources, or with themselves?"]
    assert (
        "eu-wb-jha-forum-2024.endorsed.wb-roadmap-2030: treatment endorsed, date 2024-10-28; "
        "but lexaris-2024-3006 has: noted, on 29 October 2024."
    ) in lines


def test_quickstart_says_what_was_inferred(output: str) -> None:
    """The script says that the year of the conference was inferred, and from what."""
    lines = paragraphs(output)["What does no source state of the two events, and what was it concluded from?"]
    reason = "the year is not printed: Sweden held the Council Presidency from January to June 2023."
    assert "dates of customs-conference-2023" in lines[lines.index(reason) - 1]
