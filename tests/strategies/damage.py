"""Texts that were damaged on the way."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st


def damaged(text: str, pieces: Sequence[str], draw: st.DrawFn) -> str:
    """Cut a text off, or drop, repeat, move or overwrite a few of its characters, perhaps with one of the pieces."""
    position = draw(st.integers(0, len(text)))
    end = min(len(text), position + draw(st.integers(0, 12)))
    other = draw(st.integers(0, len(text)))
    return draw(
        st.sampled_from(
            (
                text[:position],
                text[:position] + text[end:],
                text[:position] + text[position:end] * 3 + text[end:],
                text[:position] + text[other : other + 12] + text[end:],
                text[:position] + draw(st.sampled_from(pieces)) + text[end:],
                text[:position] + draw(st.sampled_from(pieces)) + text[position:],
            )
        )
    )
