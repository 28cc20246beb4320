from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

SCRIPT: Final = Path(__file__).parents[2] / "examples" / "quickstart.py"

ANSWERS: Final = {
    "Who opened the conference?": ["Mr. Gunnar Strömmer, Swedish Minister for Justice."],
    "Which bodies took part in both events?": ["Frontex and SEESAC."],
    "Which framework did each event serve, and was it in force then?": [
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
    "How many people took part?": [
        "90 to 110, in 1 of 2 groups.",
        "Whether those who are named are among them, no source says.",
        "Not counted: border and customs officials. The sources give no number.",
    ],
    "Where do sources disagree?": ["ciram-first-update: adopted 2007; but wikipedia-ciram has 2006."],
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


def test_quickstart_says_what_was_inferred(output: str) -> None:
    """The script says that the year of the conference was inferred, and from what."""
    lines = paragraphs(output)["What does no source state, and what was it concluded from?"]
    reason = "the year is not printed: Sweden held the Council Presidency from January to June 2023."
    assert "dates of customs-conference-2023" in lines[lines.index(reason) - 1]
