"""Texts as the words that remain when case, diacritics, script and punctuation are put aside."""

from __future__ import annotations

from typing import Final

from seesac_model.dataset import fold

__all__ = ["folded_words"]

_LONGEST: Final = 2_000


def folded_words(text: str) -> str:
    """
    Return the words of a text, folded, with a space before each; so that a text is looked for from word to word.

    >>> folded_words("Бујаковић, D.")
    ' bujakovic d'
    """
    # Word by word: where a letter stands for other sounds in another language, the words around it shall not decide.
    # No word is that long; of a longer one the pieces are folded, for nothing may be lost.
    pieces = [text] if text.isascii() and len(text) <= _LONGEST else text.split()
    folded = (fold(piece[start : start + _LONGEST]) for piece in pieces for start in range(0, len(piece), _LONGEST))
    return " " + " ".join(word for word in folded if word)
