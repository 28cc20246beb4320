"""
Ask forty-four published pieces what a reader of news cannot: who, with whom, how many, under which act, how surely.

Run it with `python examples/quickstart.py`; reading YAML needs the extra `yaml`.
"""

from collections import Counter
from pathlib import Path

import seesac_model as sm
from seesac_model import reference
from seesac_model.query import disagreements, events, in_force, inferred_facts, organisations_in_common

IN_FORCE = {
    sm.Answer.YES: "it was in force then",
    sm.Answer.NO: "it was not in force then",
    sm.Answer.UNKNOWN: "no source says whether it was in force then",
}


def usual_title(framework: sm.PolicyFramework) -> str:
    """Return the short title of a framework or, where it has none, the full one."""
    return next((name.text for name in framework.other_titles if name.kind == "short"), framework.title)


pieces = sm.load(Path(__file__).parent / "seesac")
seesac = reference.complete(pieces)  # Frontex, the Roadmap and the jurisdictions come with the library.
conference = events(seesac).only("customs-conference-2023")
workshop = events(seesac).only("wb-border-workshop-2021")
both = conference | workshop

print("Who opened the conference in Stockholm?")
for part in conference.participations().where(lambda part: part.role == "opener"):
    person = seesac.people[str(part.person_id)]
    print(f"  {person.honorific} {person.name}, {part.title_as_printed}.")

print("\nWhich bodies took part in both the conference and the online workshop of 2021?")
print(f"  {' and '.join(body.name for body in organisations_in_common(seesac, both))}.")

print("\nWhich framework did each of the two serve, and was it in force then?")
for event in sorted(both, key=lambda event: str(event.dates)):
    print(f"  {event.title}, {event.dates}")
    served = [(one.relation, one.framework_id) for one in seesac.referring(sm.Mandate, to=event)]
    shown = [(one.treatment, one.framework_id) for one in seesac.referring(sm.Subject, to=event) if one.framework_id]
    if not served:
        print("    No source says that it served one.")
    for verb, framework_id in served + shown:
        framework = seesac.frameworks[framework_id]
        print(f"    It {verb} the {usual_title(framework)}; {IN_FORCE[in_force(framework, event)]}.")

print("\nWhom did Frontex meet most often, and where was it?")
with_frontex = events(seesac).involving("frontex")
met = Counter(body.name for event in with_frontex for body in events(seesac).only(event.id).organisations())
print(f"  In {len(with_frontex)} events: {', '.join(with_frontex.ids)}.")
print(f"  {', '.join(f'{name} ({times})' for name, times in met.most_common(5) if name != 'Frontex')}.")

print("\nHow many people came to the Regional Roadmap Coordination Meetings?")
meetings = events(seesac).in_series("roadmap-coordination-meetings")
attendance = meetings.total_attendance()
print(f"  {len(meetings)} meetings are on record: {attendance.total}, in {attendance.counted} groups with a number.")
for reason, times in Counter(left.reason for left in attendance.left_out).items():
    print(f"  Not counted: {times} of the groups. {reason.meaning}")

print("\nWhich of those meetings left no trace?")
numbers = {event.series_number for event in meetings}
print(f"  {', '.join(str(number) for number in range(1, max(filter(None, numbers))) if number not in numbers)}.")

print("\nWhere do the pieces disagree with other sources, or with themselves?")
for place in disagreements(pieces):
    said = ", ".join(f"{field} {getattr(place.record, field)}" for field in place.fields)
    print(f"  {place.record.id}: {said}; but {place.citation.source_id} has: {place.citation.says_instead}.")

print("\nWhat does no source state of the two events, and what was it concluded from?")
reasons: dict[str | None, dict[str, None]] = {}
for fact in inferred_facts(pieces):
    if fact.record.id in both.ids:
        what = f"{' and '.join(fact.fields) or 'all'} of {fact.record.id}"
        reasons.setdefault(fact.citation.note, {})[what] = None
for reason, facts in reasons.items():
    print(f"  {', '.join(facts)}:\n    {reason}.")
print(f"  In all pieces {len(inferred_facts(pieces))} citations are for facts that were inferred or estimated.")
