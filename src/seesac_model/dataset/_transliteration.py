"""Cyrillic and Greek letters in Latin ones."""

from __future__ import annotations

from typing import Final

from seesac_model._regex import Regex

__all__ = ["to_latin"]


def _table(pairs: str) -> dict[str, str]:
    return {letters: latin for letters, _, latin in (pair.partition(":") for pair in pairs.split())}


# Serbian, Macedonian, Bulgarian, Russian and Ukrainian. Letters become what the Serbian Latin alphabet has for them,
# without its diacritics, so that a name in both scripts of a language reads alike.
_CYRILLIC: Final = _table(
    "а:a б:b в:v г:g д:d ђ:dj ѓ:gj е:e ё:jo є:je ж:z з:z ѕ:dz и:i й:j і:i ї:ji ј:j к:k ќ:kj л:l љ:lj м:m н:n њ:nj "
    "о:o п:p р:r с:s т:t ћ:c у:u ў:u ф:f х:h ц:c ч:c џ:dz ш:s щ:st ъ:a ы:y ь: э:e ю:ju я:ja ґ:g ѝ:i ѐ:e"
)
# What Ukrainian writes with the same letters for other sounds.
_UKRAINIAN: Final = {**_CYRILLIC, "г": "h", "и": "y", "щ": "sc"}
_ONLY_UKRAINIAN: Final = Regex("[іїєґ]")
_GREEK: Final = _table(
    "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o "
    # The first vowel alone would be read otherwise before these.
    "ου:ou αυ:av ευ:ev ηυ:iv γγ:ng γκ:gk γχ:nch"
)
_CYRILLIC_LETTER: Final = Regex("[\u0400-\u04ff]")
_GREEK_LETTERS: Final = Regex("[αεηο]υ|γ[γκχ]|[\u0370-\u03ff]")
_ACCENTED_GREEK: Final = str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ")


def to_latin(text: str) -> str:
    """
    Return a text in small letters with its Cyrillic and Greek letters in Latin ones; all others stay.

    >>> to_latin("бујаковић"), to_latin("παπαδοπούλου")
    ('bujakovic', 'papadopoulou')
    """
    letters = _UKRAINIAN if _ONLY_UKRAINIAN.search(text) else _CYRILLIC
    text = _CYRILLIC_LETTER.sub(lambda found: letters.get(found[0], found[0]), text)
    return _GREEK_LETTERS.sub(lambda found: _GREEK.get(found[0], found[0]), text.translate(_ACCENTED_GREEK))
