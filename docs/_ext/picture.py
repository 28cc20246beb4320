"""The picture of the records and how they refer to each other, drawn from their annotations; always the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import Record, fields_of

_WIDTH: Final = 292
_LINE: Final = 17
_HEAD: Final = 28
_GAP: Final = 16
_BETWEEN: Final = 112
_MARGIN: Final = 24
_TOP: Final = 76
_LANE: Final = 13
_COLOURS: Final = ("#c2410c", "#0f766e", "#6d28d9", "#b45309", "#1d4ed8", "#be185d")
_SECOND_HINT: Final = (
    "In a box stand the fields that refer to other records, and to which. Every record can also cite sources."
)
_STYLE: Final = """
text { font-family: "DejaVu Sans", Verdana, Arial, sans-serif; font-size: 12px; fill: #1f2933; }
.kind { font-weight: bold; font-size: 13.5px; fill: #ffffff; }
.target { fill: #52606d; }
.hint { fill: #52606d; font-size: 12.5px; }
.box { fill: #ffffff; stroke: #334e68; stroke-width: 1.2; }
.head { fill: #334e68; }
.part { fill: none; stroke-width: 1.8; }
"""


@attrs.frozen
class Box:
    """
    A kind of record in the picture.

    Attributes:
        kind: The class.
        lines: Its fields that refer to others, each with the collection referred to.
        x: The left edge, in pixels.
        y: The upper edge, in pixels.
    """

    kind: type[Record]
    lines: tuple[tuple[str, str], ...]
    x: int
    y: int

    @property
    def height(self) -> int:
        """The height, in pixels."""
        return _height(self.lines)


def svg() -> str:
    """Return the picture as SVG."""
    boxes = _boxes()
    width = max(box.x for box in boxes.values()) + _WIDTH + _MARGIN
    height = max(box.y + box.height for box in boxes.values()) + _MARGIN
    body = [*map(_drawn, boxes.values()), *_lines(boxes)]
    size = f'width="{width}" height="{height}"'
    hint = f'<text class="hint" x="{_MARGIN}"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size} role="img">',
        "<title>The kinds of records and how they refer to each other</title>",
        f"<style>{_STYLE}</style>",
        f'<rect {size} rx="10" fill="#f5f7fa"/>',
        f'{hint} y="{_MARGIN + 6}">A line leads from a record to those that stand under it.</text>',
        f'{hint} y="{_MARGIN + 24}">{_SECOND_HINT}</text>',
    ]
    return "\n".join([*head, *body, "</svg>", ""])


def _lines_of(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, field.refers_to) for field in fields_of(kind) if field.refers_to)


def _owners(kind: type[Record]) -> tuple[str, ...]:
    return tuple(field.refers_to for field in fields_of(kind) if field.note.nested_as and field.refers_to)


def _depth(kind: type[Record], kinds: Mapping[str, type[Record]]) -> int:
    return max((1 + _depth(kinds[owner], kinds) for owner in _owners(kind)), default=0)


def _height(lines: tuple[tuple[str, str], ...]) -> int:
    return _HEAD + _LINE * len(lines) + (8 if lines else 0)


def _boxes() -> dict[str, Box]:
    kinds = {kind.collection(): kind for kind in Dataset.kinds()}
    columns: dict[int, list[type[Record]]] = {}
    for kind in kinds.values():
        columns.setdefault(_depth(kind, kinds), []).append(kind)
    owned = {owner for kind in kinds.values() for owner in _owners(kind)}
    boxes: dict[str, Box] = {}
    for depth, column in sorted(columns.items()):
        # Owners stand first, so that their lines are short; otherwise the order is that of the dataset.
        ordered = sorted(column, key=lambda kind: (kind.collection() not in owned, kind is not kinds["events"]))
        y = _TOP
        for kind in ordered:
            lines = _lines_of(kind)
            boxes[kind.collection()] = Box(kind, lines, _MARGIN + depth * (_WIDTH + _BETWEEN), y)
            y += _height(lines) + _GAP
    return boxes


def _lines(boxes: Mapping[str, Box]) -> Iterator[str]:
    """Yield the lines from each owner to its parts, along a lane of its own in each gap between columns."""
    owners = [name for name in boxes if any(name in _owners(box.kind) for box in boxes.values())]
    for number, name in enumerate(owners):
        colour = _COLOURS[number % len(_COLOURS)]
        for box in boxes.values():
            if name in _owners(box.kind):
                yield f'<path class="part" stroke="{colour}" d="{_route(boxes[name], box, number)}"/>'
                # Where several owners' lines end at one box, each has a dot of its own.
                y = _end(box, name)
                yield f'<circle cx="{box.x}" cy="{y}" r="3.5" fill="{colour}"/>'


def _end(box: Box, owner: str) -> int:
    owners = _owners(box.kind)
    return box.y + _HEAD // 2 + 9 * owners.index(owner) - 9 * (len(owners) - 1) // 2


def _route(start: Box, end: Box, number: int) -> str:
    first_lane = start.x + _WIDTH + 16 + _LANE * number
    last_lane = end.x - _BETWEEN + 16 + _LANE * number
    over = "" if first_lane == last_lane else f"V{_TOP - 14} H{last_lane} "
    height = _end(end, start.kind.collection())
    return f"M{start.x + _WIDTH} {start.y + _HEAD // 2} H{first_lane} {over}V{height} H{end.x}"


def _drawn(box: Box) -> str:
    head = f"M{box.x} {box.y + _HEAD} v-{_HEAD - 5} q0 -5 5 -5 h{_WIDTH - 10} q5 0 5 5 v{_HEAD - 5} z"
    parts = [
        f'<rect class="box" x="{box.x}" y="{box.y}" width="{_WIDTH}" height="{box.height}" rx="5"/>',
        f'<path class="head" d="{head}"/>',
        f'<text class="kind" x="{box.x + 10}" y="{box.y + 19}">{escape(box.kind.__name__)}</text>',
    ]
    for position, (name, target) in enumerate(box.lines):
        y = box.y + _HEAD + _LINE * (position + 1)
        parts.append(
            f'<text x="{box.x + 10}" y="{y}">{escape(name)}<tspan class="target"> → {escape(target)}</tspan></text>'
        )
    return "\n".join(parts)
