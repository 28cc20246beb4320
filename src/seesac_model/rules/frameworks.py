"""FRM: frameworks, and what was held or paid under them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Goal, Indicator, Mandate, PolicyFramework
from seesac_model.rules._acts import (
    Under,
    begin_of,
    begins_before_adoption,
    is_before_adoption,
    may_be_in_force,
    places_cited_as_amended,
    says_that_it_amends,
    under_framework,
)
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = [
    "amended_framework_without_amender",
    "amending_framework_without_amended",
    "event_before_framework_adoption",
    "event_outside_framework_validity",
    "event_under_repealed_framework",
    "framework_before_what_it_changes",
    "framework_in_force_before_adoption",
    "goal_of_another_framework",
]

_CHANGES: Final = (("amends_ids", "amends"), ("repeals_ids", "repeals"), ("succeeds_ids", "follows"))


@declare("FRM001", Severity.WARNING)
def event_outside_framework_validity(record: Under, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an event, or money, under a framework that certainly was not in force at any time of it.

    What it does:
        For a mandate takes the dates of the event, and for a funding its own `during`.
        Asks whether they and the time in which the framework was in force have a day in common, and reports a certain
        no.
        Money that was only planned, announced or pledged may come before the framework is in force.
        What was before the framework was even adopted is left to FRM002, and a framework that is recorded as in force
        only before its adoption to FRM008.

    Why is this bad?
        An act that is no longer, or not yet, in force gives no mandate and no money.
        Often the act meant is the one that followed or came before.

    Example::

        frameworks:
          - {id: decision-1, title: Decision 1, kind: legal-act, adopted: 2018-10-19, in_force: 2018-10-19/2021-12-31}
        events:
          - id: training
            title: Training
            kind: training
            status: held
            dates: 2022-03-08
            mandates:
              - {framework_id: decision-1, relation: funded-under}

    Use instead::

        frameworks:
          - {id: decision-1, title: Decision 1, kind: legal-act, adopted: 2018-10-19, in_force: 2018-10-19/2021-12-31}
          - {id: decision-2, title: Decision 2, kind: legal-act, in_force: 2022-01-01/.., succeeds_ids: [decision-1]}
        events:
          - id: training
            title: Training
            kind: training
            status: held
            dates: 2022-03-08
            mandates:
              - {framework_id: decision-2, relation: funded-under}

    References:
        - ELI ontology, `eli:first_date_entry_in_force` and `eli:date_no_longer_in_force`:
          https://op.europa.eu/en/web/eu-vocabularies/eli
    """
    held = under_framework(record, dataset)
    if held is None or held.framework.in_force is None or may_be_in_force(held.framework, held.dates):
        return
    dates, framework, in_force = held.dates, held.framework, held.framework.in_force
    if is_before_adoption(dates, framework):
        return
    if is_before_adoption(in_force, framework) or (held.is_promise and dates.before(in_force).possibly):
        return
    yield Problem(
        message=f"{quoted(framework.id)} was in force {in_force}, {held.told}",
        path=("framework_id",),
        hint="name the framework that was in force then, or correct the dates",
        related=held.related,
    )


@declare("FRM002", Severity.WARNING)
def event_before_framework_adoption(record: Under, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an event, or money, under a framework that certainly was adopted only afterwards.

    What it does:
        For a mandate takes the dates of the event, and for a funding its own `during`.
        Asks whether all of it was before the framework was adopted, and reports a certain yes.
        Money that was only planned, announced or pledged may come before.
        Where the framework is recorded as in force before its adoption, and this may be in that time, it is left to
        FRM008.

    Why is this bad?
        Nothing is carried out under a framework that does not exist yet.
        Where the event prepared the framework, it is one of the event's subjects and not its mandate.

    Example::

        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap, adopted: 2018-07-09}
        events:
          - id: drafting
            title: Drafting Meeting
            kind: meeting
            status: held
            dates: 2018-02-01
            mandates:
              - {framework_id: roadmap, relation: implements}

    Use instead::

        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap, adopted: 2018-07-09}
        events:
          - id: drafting
            title: Drafting Meeting
            kind: meeting
            status: held
            dates: 2018-02-01
            subjects:
              - {framework_id: roadmap, treatment: drafted}

    References:
        - ELI ontology, `eli:date_document`: https://op.europa.eu/en/web/eu-vocabularies/eli
    """
    held = under_framework(record, dataset)
    if held is None or held.is_promise or not is_before_adoption(held.dates, held.framework):
        return
    framework = held.framework
    if begins_before_adoption(framework) and may_be_in_force(framework, held.dates):
        return
    yield Problem(
        message=f"{quoted(framework.id)} was adopted {framework.adopted}, {held.told}",
        path=("framework_id",),
        hint="correct one of the dates, or make the framework a subject of the event",
        related=held.related,
    )


@declare("FRM003", Severity.WARNING)
def event_under_repealed_framework(record: Under, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an event, or money, under a framework that another one had repealed by then.

    What it does:
        Takes the frameworks that name this one in `repeals_ids`, and since when each is in force, or else when it was
        adopted.
        Reports an event (or the `during` of a funding) that certainly was wholly after that, once, with the first
        framework that repealed it.
        Where the repealed framework has an end of its own in `in_force`, that end counts: FRM001 asks for it.
        Two acts that repeal one another, or in the wrong order, are left to REF004 and FRM007.

    Why is this bad?
        What is repealed gives no mandate and no money: the act meant is likely the one that took its place.
        If the repeal took effect later, the record of the old act should say until when it was in force.

    Example::

        frameworks:
          - {id: old-act, title: Old Act, kind: legal-act, adopted: 2008-06-18}
          - {id: new-act, title: New Act, kind: legal-act, adopted: 2021-03-24, repeals_ids: [old-act]}
        events:
          - id: training
            title: Training
            kind: training
            status: held
            dates: 2022-03-08
            mandates:
              - {framework_id: old-act, relation: implements}

    Use instead::

        frameworks:
          - {id: old-act, title: Old Act, kind: legal-act, adopted: 2008-06-18}
          - {id: new-act, title: New Act, kind: legal-act, adopted: 2021-03-24, repeals_ids: [old-act]}
        events:
          - id: training
            title: Training
            kind: training
            status: held
            dates: 2022-03-08
            mandates:
              - {framework_id: new-act, relation: implements}

    References:
        - schema.org `legislationRepeals`, from `eli:repeals`: https://schema.org/Legislation
    """
    held = under_framework(record, dataset)
    if held is None:
        return
    framework = held.framework
    if framework.in_force is not None and framework.in_force.latest is not None:
        return
    for other in dataset.referring(PolicyFramework, to=framework, by="repeals_ids"):
        since = other.adopted if other.in_force is None else begin_of(other.in_force)
        if since is None or other.id in framework.repeals_ids or _is_against_order(other, framework):
            continue
        if not held.dates.after(since).definitely:
            continue
        yield Problem(
            message=f"{quoted(other.id)} repealed {quoted(framework.id)} with effect from {since}, {held.told}",
            path=("framework_id",),
            hint="name the framework that was in force then, or write the end of the old one in its in_force",
            related=(*held.related, other),
        )
        return


@declare("FRM004", Severity.ERROR)
def goal_of_another_framework(record: Mandate | Indicator, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a goal or an indicator that belongs to another framework than the one it is named under.

    What it does:
        For a mandate compares its `framework_id` with that of each of its goals and indicators, and for an indicator
        with that of each of its goals.
        Only the framework itself counts, not one that it implements or follows.
        References that lead nowhere are left to REF001.

    Why is this bad?
        Goals are numbered anew in each framework: goal 3 of one roadmap is not goal 3 of the next.
        Work would be counted towards a goal that it did not serve.

    Example::

        frameworks:
          - id: roadmap-2024
            title: Roadmap 2024
            kind: roadmap
            goals:
              - {number: 3, title: Illicit flows are reduced.}
          - {id: roadmap-2030, title: Roadmap 2030, kind: roadmap}
        events:
          - id: training
            title: Training
            kind: training
            status: held
            mandates:
              - {framework_id: roadmap-2030, relation: implements, goal_ids: [roadmap-2024.goal-3]}

    Use instead::

        frameworks:
          - id: roadmap-2024
            title: Roadmap 2024
            kind: roadmap
            goals:
              - {number: 3, title: Illicit flows are reduced.}
        events:
          - id: training
            title: Training
            kind: training
            status: held
            mandates:
              - {framework_id: roadmap-2024, relation: implements, goal_ids: [roadmap-2024.goal-3]}

    References:
        - The model's own reference: the goals of a mandate are "the goals of the framework that the event served".
    """
    entries: list[tuple[str, int, Goal | Indicator | None]] = [
        ("goal_ids", position, dataset.goals.get(goal_id)) for position, goal_id in enumerate(record.goal_ids)
    ]
    if isinstance(record, Mandate):
        entries += [("indicator_ids", at, dataset.indicators.get(key)) for at, key in enumerate(record.indicator_ids)]
    if record.framework_id not in dataset.frameworks:
        return
    for field, position, entry in entries:
        if entry is None or entry.framework_id == record.framework_id or entry.framework_id not in dataset.frameworks:
            continue
        yield Problem(
            message=f"{quoted(entry.id)} belongs to {quoted(entry.framework_id)}; expected one of "
            f"{quoted(record.framework_id)}",
            path=(field, position),
            hint="name an entry of the framework itself, or correct the framework",
            related=(entry,),
        )


@declare("FRM005", Severity.INFO)
def amended_framework_without_amender(
    framework: PolicyFramework, dataset: Dataset, context: Context
) -> Iterator[Problem]:
    """
    Flag a framework that is cited as amended, where nothing is recorded that amends it.

    What it does:
        Looks for "as amended", "as last amended", "consolidated text" or "consolidated version" in the title, the other
        titles and the note of a framework, and in the wording of the mandates under it.
        Reports it where no framework has this one in its `amends_ids`.
        A text that speaks of another act first, as in "amending Decision 1, as amended", may mean that one: nothing is
        said.
        While an act that is there to amend names nothing that it amends, that is left to FRM006.

    Why is this bad?
        The text that was in force then is not the one of the act that is recorded: sums, dates and tasks may be others.

    Example::

        frameworks:
          - {id: decision-1, title: "Decision 1, as last amended", kind: legal-act}

    Use instead::

        frameworks:
          - {id: decision-1, title: "Decision 1, as last amended", kind: legal-act}
          - {id: decision-2, title: Decision 2 amending Decision 1, kind: legal-act, amends_ids: [decision-1]}

    References:
        - Interinstitutional style guide of the European Union, 3.2.4, references to amendments to an act:
          http://publications.europa.eu/code/en/en-130204.htm
    """
    found = next(places_cited_as_amended(framework, dataset), None)
    if found is None or dataset.referring(PolicyFramework, to=framework, by="amends_ids"):
        return
    if context.once(_has_amender_of_nothing):
        return
    path, related = found
    where = f" in {quoted(related[0].id)}" if related else ""
    yield Problem(
        message=f"{quoted(framework.id)} is cited as amended{where}, and no framework is recorded that amends it",
        path=path,
        hint="add the act that amends it, with this one in its amends_ids",
        related=related,
    )


@declare("FRM006", Severity.INFO)
def amending_framework_without_amended(
    framework: PolicyFramework, _dataset: Dataset, _context: Context
) -> Iterator[Problem]:
    """
    Flag an act whose title says that it amends another, where it does not say which record that is.

    What it does:
        Looks for "amending", "amendment to" and "amendment of" in the titles of legal acts, treaties and resolutions,
        and reports those with empty `amends_ids`.
        An act on a matter of its own that amends another by the way, as in "on explosives precursors, amending …", is
        left out.

    Why is this bad?
        Whoever looks at the act that was amended does not learn that it was.

    Example::

        frameworks:
          - {id: decision-2, title: Decision 2 amending Decision 1, kind: legal-act}

    Use instead::

        frameworks:
          - {id: decision-1, title: Decision 1, kind: legal-act}
          - {id: decision-2, title: Decision 2 amending Decision 1, kind: legal-act, amends_ids: [decision-1]}

    References:
        - schema.org `legislationAmends`, from `eli:amends`: https://schema.org/Legislation
    """
    if not framework.amends_ids and says_that_it_amends(framework):
        yield Problem(
            message=f"the title of {quoted(framework.id)} says that it amends another, and amends_ids is empty",
            path=("title",),
            hint="name in amends_ids what it amends, and add that framework if it is not recorded",
        )


@declare("FRM007", Severity.ERROR)
def framework_before_what_it_changes(
    framework: PolicyFramework, dataset: Dataset, _context: Context
) -> Iterator[Problem]:
    """
    Flag a framework that amends, repeals or follows one that certainly was adopted only afterwards.

    What it does:
        Compares the adoption of both, for each framework named in `amends_ids`, `repeals_ids` and `succeeds_ids`.
        Each pair is reported once.
        Two that name each other are left to REF004, and frameworks in force before their adoption to FRM008.

    Why is this bad?
        What does not exist yet cannot be changed: the two are the wrong way round, or one of the dates is wrong.

    Example::

        frameworks:
          - {id: decision-1, title: Decision 1, kind: legal-act, adopted: 2018-11-19, amends_ids: [decision-2]}
          - {id: decision-2, title: Decision 2, kind: legal-act, adopted: 2021-12-06}

    Use instead::

        frameworks:
          - {id: decision-1, title: Decision 1, kind: legal-act, adopted: 2018-11-19}
          - {id: decision-2, title: Decision 2, kind: legal-act, adopted: 2021-12-06, amends_ids: [decision-1]}

    References:
        - schema.org `legislationChanges`, from `eli:changes`: https://schema.org/legislationChanges
    """
    seen: set[str] = set()
    for field, verb in _CHANGES:
        for position, other_id in enumerate(getattr(framework, field)):
            other = dataset.frameworks.get(other_id)
            if other is None or other_id in seen or framework.id in getattr(other, field):
                continue
            if not _is_against_order(framework, other) or any(map(begins_before_adoption, (framework, other))):
                continue
            seen.add(other_id)
            yield Problem(
                message=f"{quoted(framework.id)} was adopted {framework.adopted} and {verb} {quoted(other_id)}, "
                f"which was adopted {other.adopted}",
                path=(field, position),
                hint="turn the reference round, or correct one of the dates",
                related=(other,),
            )


@declare("FRM008", Severity.WARNING)
def framework_in_force_before_adoption(
    framework: PolicyFramework, _dataset: Dataset, _context: Context
) -> Iterator[Problem]:
    """
    Flag a framework that certainly was in force, or to be achieved, before it was adopted.

    What it does:
        Compares the beginning of `in_force`, and then `target`, with `adopted`, and reports the first of them that
        certainly is earlier.

    Why is this bad?
        One of the dates is likely wrong: the year, or the date of the act that came before.
        Some acts do apply from a day before their adoption; then a suppression can say so.

    Example::

        frameworks:
          - {id: decision-1, title: Decision 1, kind: legal-act, adopted: 2019-12-09, in_force: 2010/2024}

    Use instead::

        frameworks:
          - {id: decision-1, title: Decision 1, kind: legal-act, adopted: 2019-12-09, in_force: 2020/2024}

    References:
        - schema.org `legislationDate`, from `eli:date_document`, the date of adoption: https://schema.org/legislationDate
        - schema.org `legislationDateOfApplicability`, which can be another day than that of the entry into force:
          https://schema.org/legislationDateOfApplicability
    """
    adopted, target = framework.adopted, framework.target
    if adopted is None:
        return
    if begins_before_adoption(framework):
        yield Problem(
            message=f"{quoted(framework.id)} was adopted {adopted}, and was in force {framework.in_force}",
            path=("in_force",),
            hint="correct one of the dates, or suppress the finding if it applied before its adoption",
        )
    elif target is not None and target.before(adopted).definitely:
        yield Problem(
            message=f"{quoted(framework.id)} was adopted {adopted}, and was to be achieved by {target}",
            path=("target",),
            hint="correct one of the dates",
        )


def _is_against_order(framework: PolicyFramework, other: PolicyFramework) -> bool:
    """Tell whether a framework certainly was adopted before one that it changes."""
    return framework.adopted is not None and is_before_adoption(framework.adopted, other)


def _has_amender_of_nothing(dataset: Dataset) -> bool:
    return any(not framework.amends_ids and says_that_it_amends(framework) for framework in dataset.frameworks)
