"""What type checkers must infer of counts and groups. Checked, never run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_type

from seesac_model.dataset import Dataset
from seesac_model.model import Event, EventKind, Panel
from seesac_model.query import EventSelection, Selection, events, select
from seesac_model.query.table import Cell, Table


def kind(event: Event) -> EventKind:
    return event.kind


def count(dataset: Dataset) -> None:
    assert_type(events(dataset).count_by("kind"), Table)
    assert_type(events(dataset).count_by(("kind", kind)), Table)
    assert_type(events(dataset).count_by(lambda event: event.kind), Table)
    assert_type(events(dataset).of_kind("workshop").group_by(kind), Mapping[Cell, EventSelection])
    assert_type(events(dataset).group_by(("kind", kind)), Mapping[tuple[Cell, ...], EventSelection])
    assert_type(select(dataset, Panel).group_by("format"), Mapping[Cell, Selection[Panel]])
    assert_type(events(dataset).group_by("kind")[EventKind.WORKSHOP].timeline("quarter"), Table)
    events(dataset).timeline("week")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    select(dataset, Panel).count_by(kind)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    select(dataset, Panel).count_by(lambda panel: panel.kind)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownLambdaType]
    assert_type(events(dataset).pivot("kind", kind).rows, tuple[tuple[Cell, ...], ...])
