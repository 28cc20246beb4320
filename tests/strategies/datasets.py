"""Whole datasets: linked records, most of whose references lead somewhere."""

from __future__ import annotations

from typing import Final

import attrs
from hypothesis import strategies as st

from seesac_model.dataset import Dataset, reference_fields
from seesac_model.formats._nesting import Ownership, derived_id, inherited_citations, ownerships
from seesac_model.model import Event, EventSeries, Panel, Participation, PolicyFramework, Record, to_plain
from tests.strategies.records import KINDS, ids, plain_record, records, suppressions

_DEPENDENTS: Final = tuple(sorted({way.dependent for way in ownerships()}, key=KINDS.index))
_COMMON: Final = (*KINDS, *_DEPENDENTS, *_DEPENDENTS, Panel, Panel, Participation, Participation)
_DANGLING: Final = "gone"


class _Growing:
    """The records that a dataset has so far, and the ids that further ones can refer to."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], Record] = {}
        self.kinds = {kind.collection(): kind for kind in KINDS}

    def ids_of(self, kind: str) -> st.SearchStrategy[str]:
        known = [record_id for name, record_id in self.records if name == kind]
        return st.sampled_from((*known, *known, *known, "a", _DANGLING))

    def add(self, record: Record) -> None:
        self.records.setdefault((record.collection(), record.id), record)

    def complete(self) -> None:
        """Add a plain record for every reference to an id `a` that leads nowhere yet."""
        waiting = list(self.records.values())
        while waiting:
            record = waiting.pop()
            for field in reference_fields(type(record)):
                for _, target in field.ids(record):
                    if target == "a" and (field.target, target) not in self.records:
                        found = plain_record(self.kinds[field.target], target)
                        self.add(found)
                        waiting.append(found)

    def ownership(self, record: Record) -> tuple[Ownership, Record] | None:
        for way in ownerships():
            if isinstance(record, way.dependent):
                owner = self.records.get((way.owner.collection(), getattr(record, way.field) or ""))
                if owner is not None:
                    return way, owner
        return None

    def settled(self, record: Record, choices: set[str]) -> Record:
        """Return a dependent as most files have it: in the event of its panel, named and cited after its owner."""
        found = self.ownership(record)
        if found is None:
            return record
        way, owner = found
        if "shared" in choices:
            record = attrs.evolve(record, **{name: getattr(owner, name) for name in way.shared})
        if "citations" in choices:
            record = attrs.evolve(record, citations=inherited_citations(owner))
        base = derived_id(type(record), owner.id, to_plain(record)) if "id" in choices else None
        if base is not None and len(base) < 120:
            numbers = ("", "-2", "-3", "-4", "-7")
            free = (base + end for end in numbers if (record.collection(), base + end) not in self.records)
            record = attrs.evolve(record, id=next(free, record.id))
        return record


@st.composite
def datasets(draw: st.DrawFn, *, most: int = 9) -> Dataset:
    """
    Draw a dataset of up to `most` records and the plain ones that they refer to.

    Some are nested twice over, some have the ids and citations that the nested form leaves out, and some references
    lead nowhere.
    """
    growing = _Growing()
    start = draw(st.sampled_from(((), (Event,), (Event, Panel), (PolicyFramework, EventSeries, Event))))
    kinds = (*start, *draw(st.lists(st.sampled_from(_COMMON), max_size=most - len(start))))
    for kind in kinds:
        record = attrs.evolve(draw(records(kind, growing.ids_of, most=3)), id=draw(ids()))
        choices = draw(st.sets(st.sampled_from(("shared", "citations", "id"))))
        growing.add(growing.settled(record, choices))
    growing.complete()
    kept = draw(st.just([]) | st.lists(suppressions(growing.ids_of), max_size=2))
    return Dataset(growing.records.values(), suppressions=kept)
