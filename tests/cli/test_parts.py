from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from seesac_model.cli import main
from seesac_model.cli._parts import _HEADINGS
from seesac_model.cli._words import _LEADS, name_of, said_by
from seesac_model.dataset import Dataset
from seesac_model.model import Observation, fields_of

PARTS: Final = """\
format: seesac-model
version: 1
organisations:
  - {id: body, name: The Body, kind: authority}
  - {id: donor, name: A Donor, kind: government}
people:
  - id: ana
    name: Ana
    affiliations:
      - {organisation_id: body, title: Head of the Body, held: 2023-02}
places: [{id: rs, name: Serbia, kind: jurisdiction}]
topics: [{id: war, label: war}, {id: trade, label: trade}]
documents:
  - {id: book, title: The Book, kind: handbook, stages: [{stage: reviewed, date: 2023-02-14, event_id: e}]}
frameworks:
  - id: act
    title: The Act
    kind: legal-act
    goals: [{number: "1", title: A goal}]
    indicators: [{id: kpi, number: "9", title: Weapons, unit: pieces}]
events:
  - id: e
    title: Event
    kind: meeting
    status: held
    participations:
      - person_id: ana
        organisation_id: body
        role: speaker
        title_as_printed: Head
        on_behalf_of_id: donor
        wording: |
          spoke
          long
      - {id: first-by-id, organisation_id: gone, role: partner}
    attendances:
      - {id: all, description: officials, headcount: {value: 20, women: 8}}
      - {id: some, description: officers, headcount: over 5, part_of_id: all, cumulative: true}
    subjects: [{topic_id: war, treatment: presented}]
    mandates: [{framework_id: act, relation: implements, goal_ids: [act.goal-1]}]
    outcomes: [{kind: conclusion, text: More is to be done., topic_ids: [war, trade]}]
    statements: [{person_id: ana, gist: All is well, quote: well}]
    fundings:
      - {id: sum, amount: about 4000000 EUR, qualifier: about, donor_ids: [donor], recipient_id: body}
      - {id: gift, donor_ids: [donor], amount_equivalent: 1000 USD}
    observations:
      - {id: arms, measure: small arms destroyed, value: 1300, qualifier: over, unit: pieces}
      - {id: none, measure: rifles, unit: t}
      - {id: number, indicator_id: kpi, value: 12.5, status: planned}
    panels:
      - id: day
        format: day
        number: 1
        participations: [{organisation_id: donor, role: host}]
      - {id: talk, title: A Talk, format: session, part_of_id: day, outcomes: [{kind: decision, text: Yes}]}
"""
EXPECTED: Final = """\
  Panels (1)
    day 1  [day]
      Panels (1)
        session: A Talk  [talk]
          What came of it (1)
            decision: Yes  [talk.decision]
      Who took part (1)
        host: A Donor  [day.host.donor]
  Who took part (2)
    speaker: Ana, The Body; title as printed: Head; on behalf of: A Donor; wording: spoke long  [e.speaker.ana]
    partner: gone (not in the data)  [first-by-id]
  Groups (1)
    officials: 20, women 8  [all]
      Groups (1)
        officers: over 5; cumulative: yes  [some]
  What it dealt with (1)
    presented: war  [e.presented.war]
  Under which framework (1)
    implements: The Act; goals: 1: A goal  [e.implements.act]
  What came of it (1)
    conclusion: More is to be done. topics: war, trade  [e.conclusion]
  What was said (1)
    Ana: All is well; quote: well  [e.statement.ana]
  Money (2)
    about 4,000,000 EUR; donors: A Donor; recipient: The Body  [sum]
    donors: A Donor; amount equivalent: 1,000 USD  [gift]
  Numbers (3)
    small arms destroyed: over 1,300 pieces  [arms]
    rifles; unit: t  [none]
    9: Weapons: 12.5 pieces; status: planned  [number]
  Named in document stages, as the event at which it happened (1)
    book.reviewed  reviewed: 2023-02-14; document: The Book
"""
CIRCLE: Final = """\
format: seesac-model
version: 1
events: [{id: e, title: Event, kind: meeting, status: held}]
panels:
  - {id: c, event_id: e, format: session, part_of_id: b}
  - {id: b, event_id: e, format: session, part_of_id: a}
  - {id: a, event_id: e, format: session, part_of_id: b}
  - {id: self, event_id: e, format: session, part_of_id: self}
"""
ELSEWHERE: Final = """\
format: seesac-model
version: 1
events:
  - {id: e, title: Event, kind: meeting, status: held}
  - {id: other, title: Other, kind: meeting, status: held}
panels: [{id: theirs, event_id: other, format: session}]
outcomes:
  - {id: o, event_id: e, panel_id: theirs, kind: decision, text: Yes}
  - {id: p, event_id: e, panel_id: gone, kind: decision, text: No}
"""

OWN: Final = """\
format: seesac-model
version: 1
places: [{id: in-ID, name: ID, kind: city, part_of_id: gone}]
organisations: [{id: ID, name: ID, kind: police, jurisdiction_id: me}]
"""

Output = pytest.CaptureFixture[str]


def shown(text: str, record_id: str, folder: Path, capsys: Output) -> str:
    """Return what is shown below the fields of a record and above its citations."""
    path = folder / "data.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["show", str(path), record_id, "--no-reference"]) == 0
    found = re.search(r"^  [A-Z][^:\n]* \(\d+\)\n(?:  .*\n)*(?=  Read from)", capsys.readouterr().out, re.MULTILINE)
    assert found is not None
    return found[0]


def test_parts_are_a_tree_of_what_they_say(tmp_path: Path, capsys: Output) -> None:
    """Parts stand under headings in the order of the file, those of a panel under it, with all that they say."""
    assert shown(PARTS, "e", tmp_path, capsys) == EXPECTED


def test_parts_of_other_records_have_headings_too(tmp_path: Path, capsys: Output) -> None:
    """A framework has its goals and indicators with their numbers, a document its stages, a person their posts."""
    act = shown(PARTS, "act", tmp_path, capsys)
    assert "  Goals (1)\n    1: A goal  [act.goal-1]\n" in act
    assert (
        "  Indicators (1)\n    9: Weapons; unit: pieces  [kpi]\n"
        "      Numbers (1)\n        12.5 pieces; status: planned; event: Event  [number]\n"
    ) in act
    assert "  Named in mandates, as the framework (1)\n    e.implements.act  implements; event: Event; goals: " in act
    assert "  Stages (1)\n    reviewed: 2023-02-14; event: Event  [" in shown(PARTS, "book", tmp_path, capsys)
    assert "  Posts (1)\n    Head of the Body: The Body; held: 2023-02  [" in shown(PARTS, "ana", tmp_path, capsys)


def test_what_is_in_view_is_not_said_again(tmp_path: Path, capsys: Output) -> None:
    """Of a record that is shown, what refers to it says the rest; a list is said whole."""
    donor = shown(PARTS, "donor", tmp_path, capsys)
    assert "    day.host.donor  host; event: Event; panel: day 1\n" in donor
    assert "    gift  donors: A Donor; amount equivalent: 1,000 USD; event: Event\n" in donor


def test_parts_in_a_circle_are_shown_once(tmp_path: Path, capsys: Output) -> None:
    """Panels that are said to be in one another are shown nevertheless, and end."""
    assert shown(CIRCLE, "e", tmp_path, capsys) == (
        "  Panels (3)\n"
        "    session; part of: session  [b]\n"
        "      Panels (2)\n"
        "        session  [c]\n"
        "        session  [a]\n"
        "          Panels (1)\n"
        "            as above  [b]\n"
        "    as above  [a]\n"
        "    session; part of: session  [self]\n"
        "      Panels (1)\n"
        "        as above  [self]\n"
    )


def test_parts_of_a_panel_from_elsewhere_stay_with_the_event(tmp_path: Path, capsys: Output) -> None:
    """Where the panel is missing or another event's, its part is shown under the event, with the panel."""
    assert shown(ELSEWHERE, "e", tmp_path, capsys) == (
        "  What came of it (2)\n"
        "    decision: Yes; panel: session  [o]\n"
        "    decision: No; panel: gone (not in the data)  [p]\n"
    )


def test_every_part_has_a_heading_and_every_record_words() -> None:
    """No kind of part lacks a heading of its own, and no kind of record both a name and a gist."""
    kinds = Dataset.kinds()
    nested = {kind.collection() for kind in kinds if any(field.note.nested_as for field in fields_of(kind))}
    nameless = {
        kind.collection()
        for kind in kinds
        if not {"name", "title", "label"} & {field.name for field in fields_of(kind)}
    }
    assert nested == set(_HEADINGS)
    assert nameless <= set(_LEADS)


def test_an_indicator_that_is_missing_has_no_unit() -> None:
    """Where the unit is said by a record that is not there, none is said."""
    number = Observation(id="o", indicator_id="kpi", value=Decimal(3))
    assert said_by(number, Dataset()) == name_of(number, Dataset()) == "kpi (not in the data): 3"


def test_what_was_read_elsewhere_comes_last(tmp_path: Path, capsys: Output) -> None:
    """Records keep the order of the files, and those of the reference data stand behind them."""
    (tmp_path / "1.yaml").write_text(OWN.replace("ID", "z"), encoding="utf-8")
    (tmp_path / "2.yaml").write_text(OWN.replace("ID", "a"), encoding="utf-8")
    assert main(["show", str(tmp_path), "me", "--kind", "places"]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  Named in organisations, as "))
    ids = [line.split()[0] for line in lines[start + 1 : start + 5]]
    assert ids[:2] == ["z", "a"]
    assert ids[2:] == sorted(ids[2:])
