"""Pieces of reStructuredText."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def heading(text: str, mark: str = "=") -> str:
    """Return a heading."""
    return f"{text}\n{mark * len(text)}\n"


def table(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], name: str = "plain") -> str:
    """Return a table of a class for the style sheet; each column has a heading and a relative width."""
    lines = [
        ".. list-table::",
        "   :header-rows: 1",
        f"   :class: {name}",
        f"   :widths: {' '.join(str(width) for _, width in columns)}",
        "",
    ]
    for row in ([name for name, _ in columns], *rows):
        for position, cell in enumerate(row):
            first, *rest = cell.split("\n")
            lines.append(f"   {'* -' if position == 0 else '  -'} {first}".rstrip())
            lines += [f"       {line}".rstrip() for line in rest]
    return "\n".join(lines) + "\n"


def document(*parts: str) -> str:
    """Join the parts of a page, a blank line between two."""
    return "\n".join(part.rstrip("\n") + "\n" for part in parts if part)
