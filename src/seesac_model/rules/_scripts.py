"""The scripts in which names are written, and the letters of one that look like letters of another."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from typing import Final

from seesac_model._regex import Regex

__all__ = ["Script", "in_one_script", "is_all_of_others", "mixed_words", "mixture", "script_of_language"]


class Script(Enum):
    """A script, by its code in ISO 15924."""

    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    GREEK = "Grek"
    OTHER = "Zzzz"


_RANGES: Final = {
    Script.LATIN: r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    Script.CYRILLIC: r"\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f",
    Script.GREEK: r"\u0370-\u03ff\u1f00-\u1fff",
}
_OF_SCRIPT: Final = {script: Regex(f"[{letters}]") for script, letters in _RANGES.items()}
_BEYOND_LATIN: Final = Regex(f"[{_RANGES[Script.CYRILLIC]}{_RANGES[Script.GREEK]}]")
_WORD: Final = Regex(r"(?:[^\W\d_]|[\u0300-\u036f])+")

# Of the confusable letters of Unicode those that nobody tells apart in print. By code point, since in print nobody can.
_LATIN: Final = "ABEKMHOPCTXYSIJaeopcyxijs"
_AS_CYRILLIC: Final = (
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0405\u0406\u0408"
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455"
)
_LATIN_LIKE_GREEK: Final = "ABEZHIKMNOPTYXov"
_AS_GREEK: Final = (
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd"
)  # fmt: skip


def _look_alikes() -> dict[Script, dict[str, str]]:
    """Return, for each script, the letters of the others with the letter of that script that looks the same."""
    cyrillic = dict(zip(_LATIN, _AS_CYRILLIC, strict=True))
    greek = dict(zip(_LATIN_LIKE_GREEK, _AS_GREEK, strict=True))
    from_cyrillic = {other: latin for latin, other in cyrillic.items()}
    from_greek = {other: latin for latin, other in greek.items()}
    return {
        Script.LATIN: {**from_cyrillic, **from_greek},
        Script.CYRILLIC: {**cyrillic, **{other: cyrillic[it] for other, it in from_greek.items() if it in cyrillic}},
        Script.GREEK: {**greek, **{other: greek[it] for other, it in from_cyrillic.items() if it in greek}},
    }


_LOOK_ALIKES: Final[Mapping[Script, Mapping[str, str]]] = _look_alikes()

# Languages that are written in one script, as `Suppress-Script` of the registry of language subtags has it. Serbian,
# Bosnian and Montenegrin are not: they are written in two.
_ONE_SCRIPT: Final = {
    **dict.fromkeys("be bg mk ru uk".split(), Script.CYRILLIC),
    "el": Script.GREEK,
    **dict.fromkeys(
        "cs da de en es et fi fr ga hr hu is it lb lt lv mt nb nl nn no pl pt ro sk sl sq sv tr".split(), Script.LATIN
    ),
}
_BY_CODE: Final = {script.value.lower(): script for script in (Script.LATIN, Script.CYRILLIC, Script.GREEK)}
_LETTERS: Final = frozenset({"Lu", "Ll", "Lt", "Lo"})
_SCRIPT_SUBTAG: Final = 4
_MOST_ODD: Final = 3
_EXTENDED_SUBTAG: Final = 3


@functools.cache
def script_of_language(tag: str) -> Script | None:
    """
    Return the script that a language tag demands; None where it leaves it open, or demands one that is not known here.

    >>> script_of_language("sr-Latn"), script_of_language("mk-MK"), script_of_language("sr")
    (<Script.LATIN: 'Latn'>, <Script.CYRILLIC: 'Cyrl'>, None)
    """
    language, *rest = tag.lower().split("-")
    while rest and len(rest[0]) == _EXTENDED_SUBTAG:
        del rest[0]
    if rest and len(rest[0]) == _SCRIPT_SUBTAG and rest[0].isalpha():
        return _BY_CODE.get(rest[0])
    return _ONE_SCRIPT.get(language)


def is_all_of_others(text: str, script: Script) -> bool:
    """
    Tell whether a text has letters, and none of a script.

    >>> is_all_of_others("Beograd", Script.CYRILLIC), is_all_of_others("Београд", Script.CYRILLIC)
    (True, False)
    >>> is_all_of_others("2023", Script.CYRILLIC)
    False
    """
    return not _OF_SCRIPT[script].search(text) and any(unicodedata.category(letter) in _LETTERS for letter in text)


def _script(letter: str) -> Script:
    return next((script for script, found in _OF_SCRIPT.items() if found.match(letter)), Script.OTHER)


def mixed_words(text: str) -> tuple[str, ...]:
    """
    Return the words of a text that mix letters of Latin, Cyrillic and Greek, each once; hyphens end words.

    >>> len(mixed_words("S\u0415ESAC")), len(mixed_words("SEESAC-\u0430"))
    (1, 0)
    """
    if text.isascii() or not _BEYOND_LATIN.search(text):
        return ()
    words = dict.fromkeys(match[0] for match in _WORD.finditer(text))
    return tuple(word for word in words if sum(bool(found.search(word)) for found in _OF_SCRIPT.values()) > 1)


def mixture(word: str) -> str:
    """
    Say which scripts a mixed word mixes, and which of its letters are not of the one that most of them are of.

    >>> mixture("S\u0415ESAC")
    'Latin and Cyrillic: U+0415 is Cyrillic'
    """
    scripts = [script for script, _ in _counts(word).most_common()]
    odd = sorted({letter for letter in word if _script(letter) in scripts[1:]})
    shown = ", ".join(f"U+{ord(letter):04X} is {_script(letter).name.title()}" for letter in odd[:_MOST_ODD])
    return f"{' and '.join(script.name.title() for script in scripts)}: {shown}"


def in_one_script(text: str) -> str | None:
    """
    Return a text in which each word is written in one script; None where it is not certain in which.

    Of a mixed word the script of most of its letters counts. It is certain where all others have a look-alike in it,
    and where a letter of the word belongs to that script by its look too, or most of the text is in that script.

    >>> in_one_script("S\u0415ESAC") == "SEESAC"
    True
    """
    counts = _counts(text)
    wrong = mixed_words(text)
    mended = {word: _mended(word, counts) for word in wrong}
    if None in mended.values():
        return None
    return _WORD.sub(lambda match: mended.get(match[0]) or match[0], text)


def _mended(word: str, in_text: Counter[Script]) -> str | None:
    counts = _counts(word)
    script = _most(counts)
    if script is None:
        return None
    scripts = {letter: _script(letter) for letter in word}
    strange = {letter for letter, its in scripts.items() if its not in {script, Script.OTHER}}
    if not strange <= _LOOK_ALIKES[script].keys():
        return None
    own = {letter for letter, its in scripts.items() if its is script}
    is_anchored = all(own - _LOOK_ALIKES[scripts[letter]].keys() for letter in strange)
    if not is_anchored and _most(in_text) is not script:
        return None
    return "".join(_LOOK_ALIKES[script][letter] if letter in strange else letter for letter in word)


def _counts(text: str) -> Counter[Script]:
    scripts = map(_script, text)
    return Counter(script for script in scripts if script is not Script.OTHER)


def _most(counts: Counter[Script]) -> Script | None:
    """Return that of two or more scripts which has most letters; None where two are equally strong."""
    (first, most), (_, others) = counts.most_common(2)
    return None if others == most else first
