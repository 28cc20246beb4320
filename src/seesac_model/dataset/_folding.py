"""
What is left of a name when script, case, diacritics and punctuation are put aside.

Two depths: :func:`fold` gives Бујаковић, Bujaković and BUJAKOVIC one form, and :func:`sound` gives those spellings one
form that stand for one name in different transliterations: Toshkovski and Toškovski, Djordje and Đorđe, Yulia and Юлія.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

from seesac_model._regex import Regex
from seesac_model.dataset._transliteration import to_latin

__all__ = ["fold", "is_one_script", "sound"]

_LONGEST: Final = 2_000
_REMEMBERED: Final = 4_096  # A name is folded in several ways one after the other, and given names come again.
# Letters that Unicode does not decompose into a plain one and a mark.
_PLAIN: Final = str.maketrans(
    {"đ": "dj", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "n"}
)
# Combining classes of the marks of Latin, Greek and Cyrillic; vowel signs of other scripts are letters to a reader.
_OVERLAY: Final = 1
_FIRST_OF_MARKS: Final = 200
_ACRONYM: Final = Regex(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_APOSTROPHES: Final = frozenset("'’‘ʼ`´ʹʺ")
_NUMBER_POINT: Final = Regex(r"(?<=\d)\.(?=\d)")
_POINT: Final = "\ue000"  # Stands for the point in 2.0 while all others go; in the text itself it separates words.
_SOUNDS: Final = {
    "shch": "sc",
    "dzh": "dz",
    "xh": "dz",
    "dj": "d",
    "gj": "d",
    "kj": "c",
    "ch": "c",
    "sh": "s",
    "zh": "z",
    "kh": "h",
    "ts": "c",
    "ks": "x",
    "ou": "u",
    "oe": "o",
    "ue": "u",
    "y": "i",
    "j": "i",
    "w": "v",
}
_SOUND: Final = Regex("|".join(_SOUNDS))
_DOUBLED: Final = Regex(r"([a-z])\1+")
_CYRILLIC: Final = Regex("[\u0400-\u04ff]")
_GREEK: Final = Regex("[\u0370-\u03ff]")
_LATIN: Final = Regex("[A-Za-z\u00c0-\u024f]", re.ASCII)


@functools.lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """
    Return the words of a name in small Latin letters without diacritics, with one space between them.

    Punctuation separates words; apostrophes, and the points of an acronym, go without a trace; `&` is "and". Letters of
    other scripts than Latin, Cyrillic and Greek stay. A text of more than 2,000 characters is no name: nothing is left.

    >>> fold("Ђорђе Бујаковић-Petrović"), fold("U.N.D.P."), fold("Border & Coast Guard")
    ('djordje bujakovic petrovic', 'undp', 'border and coast guard')
    """
    if len(text) > _LONGEST:
        return ""
    text = text.replace(_POINT, " ").replace("&", " and ")
    if "." in text:
        text = _ACRONYM.sub(lambda found: found[0].replace(".", ""), text)
        text = _NUMBER_POINT.sub(_POINT, text)
    if not text.isascii():
        small = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
        text = unicodedata.normalize("NFKD", to_latin(small).translate(_PLAIN)).casefold()
        if _GREEK.search(text):  # A letter with breathings and accents is Greek like others when these are taken off.
            text = to_latin(text)
    return " ".join(text.lower().translate(_KEPT).replace(_POINT, ".").split())


class _Kept(dict[int, str]):
    """What becomes of a character, by its code point; each is looked at once."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = _kept(chr(code))
        return kept


_KEPT: Final = _Kept()


def _kept(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    if character.isalnum() or character == _POINT:
        return character
    kind = unicodedata.category(character)
    if kind.startswith("M"):
        place = unicodedata.combining(character)
        return "" if place == _OVERLAY or place >= _FIRST_OF_MARKS else character
    return "" if kind == "Cf" else " "


@functools.lru_cache(maxsize=_REMEMBERED)
def sound(folded: str) -> str:
    """
    Return a folded text as those spell it who write every sound with one letter, whatever the transliteration.

    >>> [sound(fold(name)) for name in ("Toshkovski", "Тошковски", "Toškovski")]
    ['toskovski', 'toskovski', 'toskovski']
    >>> sound(fold("Djordje")) == sound(fold("Đorđe")) == sound("dorde")
    True
    """
    return _DOUBLED.sub(lambda found: found[1], _SOUND.sub(lambda found: _SOUNDS[found[0]], folded))


def is_one_script(one: str, two: str) -> bool:
    """
    Tell whether two texts are written in the same script or scripts, as far as Latin, Cyrillic and Greek go.

    >>> is_one_script("Bojana Balon", "Бојана Балон")
    False
    """
    return all(bool(script.search(one)) == bool(script.search(two)) for script in (_CYRILLIC, _GREEK, _LATIN))
