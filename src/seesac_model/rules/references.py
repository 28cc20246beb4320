"""REF: references from record to record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from seesac_model.dataset import NAMED_KINDS, Dataset, Link, MatchReason, ReferenceField, reference_fields
from seesac_model.errors import quoted
from seesac_model.model import (
    Attendance,
    Outcome,
    Participation,
    Record,
    Statement,
    Subject,
    fields_of,
    per_class,
)
from seesac_model.rules._circles import circles
from seesac_model.rules._rule import Context, Problem, Severity, declare
from seesac_model.rules._suggestions import Suggestions

__all__ = [
    "circular_reference",
    "dangling_reference",
    "panel_of_another_event",
    "reference_to_itself",
    "reference_to_wrong_kind",
]

_OfPanel: TypeAlias = Attendance | Outcome | Participation | Statement | Subject
_Key: TypeAlias = tuple[str, str]

_LONGEST_CIRCLE: Final = 10
_MOST_MEANT: Final = 3


@declare("REF001", Severity.ERROR)
def dangling_reference(record: Record, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a reference to a record that is not there.

    What it does:
        Looks up every id that a record refers to, those of citations' sources included, in the collection that the
        field points into.
        An id that another collection has is left to REF002.

    Why is this bad?
        Whoever follows the reference finds nothing.
        The id is misspelt, or the record was left out, as happens when only a part of the data is checked.

    Example::

        organisations:
          - {id: frontex, name: Frontex, kind: eu-agency}
        series:
          - {id: seefen, title: Regional Meeting of SEEFEN, convened_by_ids: [frontx]}

    Use instead::

        organisations:
          - {id: frontex, name: Frontex, kind: eu-agency}
        series:
          - {id: seefen, title: Regional Meeting of SEEFEN, convened_by_ids: [frontex]}

    References:
        - Referential integrity: ISO/IEC 9075 (SQL), foreign keys.
    """
    for link in context.once(_missing).get(_key(record), ()):
        if not _kinds_with(link.target_id, dataset):
            near = [*_named_so(link, dataset), *context.once(_suggestions)[link.kind].for_id(link.target_id)]
            near = list(dict.fromkeys(near))[:_MOST_MEANT]
            meant = " or ".join(map(quoted, near))
            yield Problem(
                message=f"no record {quoted(link.target_id)} in {link.kind}",
                path=link.path,
                hint=f"did you mean {meant}?" if meant else "add the record, or correct the id",
            )


@declare("REF002", Severity.ERROR)
def reference_to_wrong_kind(record: Record, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a reference to a record of another kind than the field is for.

    What it does:
        Looks for ids that the collection that the field points into does not have, and another collection has.

    Why is this bad?
        Whoever follows the reference finds nothing.
        Often the right id stands in the wrong field: a body under `person_id`, a city under `organisation_ids`.

    Example::

        places:
          - {id: tirana, name: Tirana, kind: city}
        organisations:
          - {id: al-customs, name: Albanian Customs, kind: customs, part_of_ids: [tirana]}

    Use instead::

        places:
          - {id: tirana, name: Tirana, kind: city}
        organisations:
          - {id: al-customs, name: Albanian Customs, kind: customs, jurisdiction_id: tirana}

    References:
        - Each field of the model points into one collection; the reference of the model names it.
    """
    for link in context.once(_missing).get(_key(record), ()):
        kinds = _kinds_with(link.target_id, dataset)
        if kinds:
            yield Problem(
                message=f"{quoted(link.target_id)} is not in {link.kind} but in {' and '.join(kinds)}",
                path=link.path,
                hint=f"use the field that is for {kinds[0]}, or the id of a record in {link.kind}",
                related=tuple(dataset.collection(kind)[link.target_id] for kind in kinds),
            )


@declare("REF003", Severity.ERROR)
def reference_to_itself(record: Record, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a record that refers to itself.

    What it does:
        Looks at the fields that refer to records of the same kind: the larger event, the broader topic, the act that
        is amended, and so on.

    Why is this bad?
        Nothing is a part of itself, or comes after itself.

    Example::

        topics:
          - {id: customs-cooperation, label: customs cooperation, broader_id: customs-cooperation}

    Use instead::

        topics:
          - {id: cooperation, label: cooperation}
          - {id: customs-cooperation, label: customs cooperation, broader_id: cooperation}

    References:
        - SKOS Reference, section 8.6, on reflexive `skos:broader`: https://www.w3.org/TR/skos-reference/
    """
    for field in _own_kind_fields(type(record)):
        for path, target_id in field.ids(record):
            if target_id == record.id:
                yield Problem(
                    message=f"{field.name} is the record itself", path=path, hint="remove it, or name the one meant"
                )


@declare("REF004", Severity.ERROR)
def circular_reference(record: Record, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag records that refer to one another in a circle.

    What it does:
        Follows each field that refers to records of the same kind, every field by itself, and reports each circle once,
        at the smallest of its ids.
        Where circles are entangled, the shortest through that id is shown; with that one broken, the next shows.
        A record that refers to itself is left to REF003.

    Why is this bad?
        Nothing is, by way of others, a part of itself, its own successor or broader than itself.
        Programs that climb from part to whole would not come to an end.

    Example::

        events:
          - {id: forum, title: Forum, kind: forum, status: held, part_of_id: side-event}
          - {id: side-event, title: Side event, kind: side-event, status: held, part_of_id: forum}

    Use instead::

        events:
          - {id: forum, title: Forum, kind: forum, status: held}
          - {id: side-event, title: Side event, kind: side-event, status: held, part_of_id: forum}

    References:
        - SKOS Reference, section 8.6, on cycles in `skos:broader`: https://www.w3.org/TR/skos-reference/#L2484
    """
    for name, circle in context.once(_circles).get(_key(record), ()):
        shown = [quoted(record_id) for record_id in circle[:_LONGEST_CIRCLE]]
        left_out = len(circle) - len(shown)
        shown += [f"({left_out} more)"] if left_out else []
        yield Problem(
            message=f"a circle through {name}: {' -> '.join([*shown, quoted(record.id)])}",
            path=(name,),
            hint="remove the reference that is wrong",
            related=dataset.of(type(record)).select(circle[1:]),
        )


@declare("REF005", Severity.ERROR)
def panel_of_another_event(record: _OfPanel, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a record that names a panel and an event which that panel is not a part of.

    What it does:
        Compares `event_id` of a participation, attendance, subject, outcome or statement with the `event_id` of its
        panel.

    Why is this bad?
        The two references contradict one another: totals by event and totals by panel would disagree.

    Example::

        organisations:
          - {id: seesac, name: SEESAC, kind: igo-body}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            panels:
              - {id: conference.panel-1, number: 1, format: panel-discussion}
          - id: workshop
            title: Workshop
            kind: workshop
            status: held
            participations:
              - {organisation_id: seesac, role: panellist, panel_id: conference.panel-1}

    Use instead::

        organisations:
          - {id: seesac, name: SEESAC, kind: igo-body}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            panels:
              - {id: conference.panel-1, number: 1, format: panel-discussion}
            participations:
              - {organisation_id: seesac, role: panellist, panel_id: conference.panel-1}

    References:
        - Each relation is stored once, on the dependent record; these two are the exception that is checked.
    """
    panel = dataset.panels.get(record.panel_id) if record.panel_id is not None else None
    if panel is not None and panel.event_id != record.event_id:
        yield Problem(
            message=f"{quoted(panel.id)} is a panel of {quoted(panel.event_id)}, not of {quoted(record.event_id)}",
            path=("panel_id",),
            hint="correct the event or the panel",
            related=(panel,),
        )


def _key(record: Record) -> _Key:
    return record.collection(), record.id


def _missing(dataset: Dataset) -> Mapping[_Key, list[Link]]:
    missing: dict[_Key, list[Link]] = {}
    for kind in dataset.kinds():
        targets = [(field, dataset.collection(field.target)) for field in reference_fields(kind)]
        for record in dataset.of(kind):
            if any(target_id not in there for field, there in targets for _, target_id in field.ids(record)):
                missing[_key(record)] = [link for link in dataset.links_from(record) if link.target is None]
    return missing


def _kinds_with(record_id: str, dataset: Dataset) -> list[str]:
    return [kind.collection() for kind in dataset.kinds() if record_id in dataset.of(kind)]


def _named_so(link: Link, dataset: Dataset) -> list[str]:
    """Return the record whose name the id spells, as `european-commission` does, by rules alone."""
    kind = next(kind for kind in dataset.kinds() if kind.collection() == link.kind)
    if kind not in NAMED_KINDS:
        return []
    best = dataset.find(kind, link.target_id, at_least=MatchReason.FORMED_ACRONYM.score).best
    return [] if best is None else [best.record.id]


def _suggestions(dataset: Dataset) -> Mapping[str, Suggestions]:
    return {kind.collection(): Suggestions(dataset.of(kind).ids) for kind in dataset.kinds()}


@per_class
def _own_kind_fields(kind: type[Record]) -> tuple[ReferenceField, ...]:
    return tuple(field for field in reference_fields(kind) if field.target == kind.collection())


def _circles(dataset: Dataset) -> Mapping[_Key, list[tuple[str, tuple[str, ...]]]]:
    graphs: dict[tuple[str, str], dict[str, list[str]]] = {}
    for kind in dataset.kinds():
        mutual = {field.name for field in fields_of(kind) if field.note.mutual}
        records = dataset.of(kind)
        for field in _own_kind_fields(kind):
            if field.name not in mutual:
                graphs[kind.collection(), field.name] = {
                    record.id: targets
                    for record in records
                    if (targets := [target_id for _, target_id in field.ids(record)])
                }
    found: dict[_Key, list[tuple[str, tuple[str, ...]]]] = {}
    for (collection, field_name), graph in graphs.items():
        for circle in circles(graph):
            found.setdefault((collection, circle[0]), []).append((field_name, circle))
    return found
