"""What English calls jurisdictions and what is theirs, by ISO 3166-1, for telling names of bodies apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

__all__ = ["place_words"]

# Code: nouns; adjectives, and the nouns as the languages of the region decline and shorten them. All folded, without
# small words such as "of" and "and". Subdivisions have codes of their own.
_TABLE: Final = """
AL: albania, shqiperi, shqiperia, albanija; albanian, shqiperise, shqiptare, albanije, albaniji
AM: armenia; armenian
AT: austria; austrian
AU: australia; australian
AZ: azerbaijan; azerbaijani
BA: bosnia herzegovina, bosnia hercegovina, bosna hercegovina, bosna i hercegovina, bosnja dhe hercegovina, bosnia, \
herzegovina, bih, b h; bosnian, herzegovinian, bosne i hercegovine, bosni i hercegovini, bosnes dhe hercegovines, \
bosnjes dhe hercegovines
BA-BRC: brcko district, brcko; -
BA-SRP: republika srpska; republike srpske, republici srpskoj
BE: belgium; belgian
BG: bulgaria; bulgarian
BY: belarus; belarusian, belarussian
CA: canada; canadian
CH: switzerland, swiss confederation; swiss
CY: cyprus; cypriot
CZ: czechia, czech republic; czech
DE: germany, federal republic germany; german
DK: denmark; danish
EE: estonia; estonian
ES: spain; spanish
FI: finland; finnish
FR: france; french
GB: united kingdom, united kingdom great britain northern ireland, great britain, uk; british
GE: georgia; georgian
GR: greece, hellenic republic; greek, hellenic
HR: croatia, hrvatska; croatian, hrvatske, hrvatskoj, rh
HU: hungary; hungarian
IE: ireland; irish
IL: israel; israeli
IS: iceland; icelandic
IT: italy; italian
JP: japan; japanese
KH: cambodia; cambodian
KZ: kazakhstan; kazakh
LI: liechtenstein; -
LT: lithuania; lithuanian
LU: luxembourg; luxembourgish
LV: latvia; latvian
MD: moldova; moldovan, moldovei
ME: montenegro, crna gora, mali i zi; montenegrin, crne gore, crnoj gori, crnogorska, malit te zi, cg
MK: north macedonia, macedonia, former yugoslav republic macedonia, yugoslav republic macedonia, fyrom, fyr macedonia, \
n macedonia, severna makedonija, sjeverna makedonija, makedonija, maqedonia e veriut, maqedonia; north macedonian, \
macedonian, severne makedonije, sjeverne makedonije, severnoj makedoniji, makedonije, makedonska, \
maqedonise se veriut, maqedonise, rsm
MT: malta; maltese
NL: netherlands, kingdom netherlands; dutch
NO: norway; norwegian
PL: poland; polish
PT: portugal; portuguese
RO: romania; romanian, romaniei
RS: serbia, srbija; serbian, srbije, srbiji, serbise
RU: russia, russian federation; russian
SE: sweden; swedish
SI: slovenia; slovenian, slovene
SK: slovakia, slovak republic; slovak
TN: tunisia; tunisian
TR: turkey, turkiye; turkish
UA: ukraine; ukrainian
US: united states america, united states, usa, us; american
XK: kosovo, kosova, kosovo unscr 1244, kosovo un scr 1244, kosovo unscr 1244 99, kosove; kosovar, \
kosovan, kosoves, kosovu, kosovska, kosovske
"""


def place_words() -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """
    Yield every name of a jurisdiction, as folded words, with its code and whether it is an adjective.

    >>> [code for words, code, is_adjective in place_words() if words == ("montenegrin",) and is_adjective]
    ['ME']
    """
    for line in _TABLE.strip().splitlines():
        code, _, rest = line.partition(": ")
        nouns, _, adjectives = rest.partition("; ")
        for listed, is_adjective in ((nouns, False), (adjectives, True)):
            yield from ((tuple(entry.split()), code, is_adjective) for entry in listed.split(", ") if entry != "-")
