"""
Ask two articles what a reader of news cannot: who, how many, under which act, and how sure we are of it.

Run it with `python examples/quickstart.py`; reading YAML needs the extra `yaml`.
"""

from pathlib import Path

import seesac_model as sm
from seesac_model.query import events, in_force, inferred_facts, organisations_in_common

IN_FORCE = {
    sm.Answer.YES: "it was in force then",
    sm.Answer.NO: "it was not in force then",
    sm.Answer.UNKNOWN: "no source says whether it was in force then",
}


def usual_title(framework: sm.PolicyFramework) -> str:
    """Return the short title of a framework or, where it has none, the full one."""
    return next((name.text for name in framework.other_titles if name.kind == "short"), framework.title)


seesac = sm.load(Path(__file__).parent / "seesac")
conference = events(seesac).only("customs-conference-2023")
workshop = events(seesac).only("wb-border-workshop-2021")
both = conference | workshop

print("Who opened the conference?")
for part in conference.participations().where(lambda part: part.role == "opener"):
    person = seesac.people[str(part.person_id)]
    print(f"  {person.honorific} {person.name}, {part.title_as_printed}.")

print("\nWhich bodies took part in both events?")
print(f"  {' and '.join(body.name for body in organisations_in_common(seesac, both))}.")

print("\nWhich framework did each event serve, and was it in force then?")
for event in sorted(both, key=lambda event: str(event.dates)):
    print(f"  {event.title}, {event.dates}")
    served = [(one.relation, one.framework_id) for one in seesac.referring(sm.Mandate, to=event)]
    shown = [(one.treatment, one.framework_id) for one in seesac.referring(sm.Subject, to=event) if one.framework_id]
    if not served:
        print("    No source says that it served one.")
    for verb, framework_id in served + shown:
        framework = seesac.frameworks[framework_id]
        print(f"    It {verb} the {usual_title(framework)}; {IN_FORCE[in_force(framework, event)]}.")

print("\nHow many people took part?")
attendance = both.total_attendance()
print(f"  {attendance.total}, in {attendance.counted} of {len(both.attendances())} groups.")
print("  Whether those who are named are among them, no source says.")
for left in attendance.left_out:
    print(f"  Not counted: {left.attendance.description}. {left.reason.meaning}")

print("\nWhere do sources disagree?")
for record in seesac:
    for citation in record.citations:
        if citation.says_instead is not None:
            said = ", ".join(f"{field} {getattr(record, field)}" for field in citation.fields)
            print(f"  {record.id}: {said}; but {citation.source_id} has {citation.says_instead}.")

print("\nWhat does no source state, and what was it concluded from?")
reasons: dict[str | None, dict[str, None]] = {}
for fact in inferred_facts(seesac):
    what = f"{' and '.join(fact.fields) or 'all'} of {fact.record.id}"
    reasons.setdefault(fact.citation.note, {})[what] = None
for reason, facts in reasons.items():
    print(f"  {', '.join(facts)}:\n    {reason}.")
