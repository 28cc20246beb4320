"""
Words in names of authorities in the languages of South-East Europe, and what they mean in English.

Records seldom hold every name in every language, and texts decline and shorten them: "MUP Srbije", "Policia e Kosovës".
Such a text is read as English only where it names a place too. Without one, a name in one of these languages is what
tells the ministry of one jurisdiction from those of others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from seesac_model.dataset._folding import sound

__all__ = ["in_english"]

# Folded words in Albanian, Bosnian, Croatian, Macedonian, Montenegrin, Romanian and Serbian, in the forms of names.
_NATIVE: Final[Mapping[str, str]] = {
    "ministry interior": "mup mvr mpb mai",
    "ministry": "ministarstvo ministarstva ministerstvo ministria ministrise ministerul ministerului",
    "interior": "unutrasnjih unutarnjih vnatresni brendshme brendeshme interne",
    "affairs": "poslova raboti puneve afacerilor",
    "foreign": "vanjskih spoljnih inostranih nadvoresni jashtme externe",
    "defence": "odbrane obrane odbrana mbrojtjes apararii",
    "justice": "pravde pravda drejtesise justitiei",
    "finance": "finansija financija finansii financave finantelor",
    "security": "sigurnosti bezbednosti bezbjednosti bezbednost sigurise securitatii",
    "police": "policija policije policia policise politia politiei",
    "border": "granicna granicne kufitare frontiera frontierei",
    "customs": "carina carine carinska carinske dogana doganes vama",
    "state": "shtetit",
    "government": "vlada vlade qeveria qeverise guvernul guvernului",
    "administration": "uprava",
    "commission": "komisija komisije komisioni comisia",
}
_MEANINGS: Final = {
    sound(word): tuple(meaning.split()) for meaning, native in _NATIVE.items() for word in native.split()
}
_SMALL: Final = frozenset({"al", "e", "i", "se", "te", "u"})


def in_english(words: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the sorted words of a name with those in English that are known here; as they are where none is.

    >>> in_english(("mup",)), in_english(("ministarstvo", "poslova", "unutrasnjih"))
    (('interior', 'ministry'), ('interior', 'ministry'))
    >>> in_english(("affairs", "foreign", "ministry"))
    ('affairs', 'foreign', 'ministry')
    """
    if not any(sound(word) in _MEANINGS for word in words):
        return words
    english = [meant for word in words if word not in _SMALL for meant in _MEANINGS.get(sound(word), (word,))]
    if "interior" in english:
        # English names leave "affairs" out of "internal affairs", as the words of names are kept here.
        english = [word for word in english if word != "affairs"]
    return tuple(sorted(english))
