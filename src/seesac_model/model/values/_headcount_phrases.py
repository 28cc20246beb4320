"""
What English says when it counts people: a qualifier, one or two numbers, and who was counted.

A phrase is read whole or not at all. The grammar, in the order of the text::

    phrase    = [total] [qualifier] [total] number ["or more" …] [who]
              | ["between" | "from"] number ("and" | "to" | "-") number [who]
    total     = "a total of" | "total of"
    number    = digits or words, once more in brackets if the source does so: forty (40)
    who       = {attribute} people …: border and customs officials from the region

Between the number and the noun for people only words of a closed list may stand. So nothing is read of which the number
may count something else: a day of training, a decade, a date, an event, a body, a weapon, a sum of money.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple, NoReturn

from seesac_model._regex import Regex
from seesac_model.errors import FaultCode, InvalidValueError, described, quoted
from seesac_model.model.values._line import words_of
from seesac_model.model.values._numerals import HYPHEN, NUMBER_WORDS, Numeral, numerals
from seesac_model.model.values.terms import Qualifier


class Count(NamedTuple):
    """What a phrase says: the number, how it is meant, and the second number of a range."""

    value: int
    qualifier: Qualifier
    upper: int | None = None


_EXPECTED: Final = "a number of people, such as '24 experts', 'about 100', 'over forty' or 'between 20 and 30'"
_ADVICE: Final = "state value and qualifier in their own fields, and the words as printed in wording"

_SPOKEN: Final[Mapping[Qualifier, str]] = {
    Qualifier.EXACTLY: "exactly, precisely",
    Qualifier.ABOUT: "about, around, approximately, approx, circa, ca, c, roughly, some, close to, an estimated, "
    "estimated at, in the region of, ~, ≈",
    Qualifier.OVER: "over, more than, exceeding, in excess of, above, upwards of, greater than, well over, just over, "
    "slightly over, slightly more than, >",
    Qualifier.AT_LEAST: "at least, no fewer than, not fewer than, no less than, not less than, a minimum of, minimum, "
    "≥",
    Qualifier.ALMOST: "almost, nearly, just under, not quite, slightly under, slightly less than, slightly fewer than",
    Qualifier.UP_TO: "up to, at most, no more than, not more than, not exceeding, a maximum of, maximum, as many as, ≤",
    Qualifier.UNDER: "under, fewer than, less than, below, <",
}
_BEHIND: Final[Mapping[Qualifier, str]] = {
    Qualifier.ABOUT: "or so, or thereabouts",
    Qualifier.AT_LEAST: "or more, +",
    Qualifier.UP_TO: "or fewer, or less",
}

_VAGUE: Final = words_of("several many numerous few couple dozens scores hundreds thousands millions various multiple")
_PEOPLE: Final = words_of(
    """
    academics activists adults advisers advisors agents ambassadors analysts applicants armourers attendees boys cadets
    candidates chairpersons chiefs children citizens civilians colleagues commanders consultants
    coordinators counsellors counterparts delegates deputies detectives diplomats directors dignitaries
    editors educators employees engineers examiners experts facilitators fellows firefighters girls graduates guards
    guests heads hunters individuals inspectors instructors interpreters interviewees investigators journalists judges
    lawyers leaders learners lecturers legislators managers mayors members men ministers moderators mps
    negotiators observers officers officials operators owners panelists panellists paramedics parents parliamentarians
    participants peacekeepers people perpetrators personnel persons physicians police policemen policewomen
    politicians practitioners presenters professionals professors prosecutors psychologists pupils rapporteurs
    recruits reporters representatives researchers residents respondents scholars scientists servicemen servicewomen
    soldiers speakers specialists staff staffers students supervisors survivors suspects teachers technicians
    trainees trainers troops veterans victims visitors volunteers winners witnesses women workers writers
    youths
    """
)
_PERSON: Final = words_of(
    """
    adult adviser advisor agent ambassador analyst attendee boy child citizen consultant coordinator delegate director
    employee engineer expert facilitator girl guest individual inspector instructor interpreter investigator journalist
    judge lawyer man manager member minister moderator observer officer official panelist panellist participant person
    policeman policewoman presenter professional professor prosecutor reporter representative researcher scientist
    soldier speaker specialist student teacher technician trainee trainer victim visitor volunteer witness woman worker
    """
)
# What may stand between the number and the noun for people, besides other such nouns. None of them can be counted where
# it stands in the singular or is an adjective, so that the number must belong to the people.
_ATTRIBUTES: Final = words_of(
    """
    academic administrative adult anti armed ballistic border central certified civil civilian community control
    counter crime criminal customs defence defense deputy diplomatic distinguished eminent enforcement experienced
    external federal female financial fiscal forensic foreign former governmental high independent intelligence
    interior internal international intergovernmental investigative judicial junior key law leading legal level local
    male matter media military ministerial municipal national non operational parliamentary policy political
    professional prosecution prosecutorial public qualified regional registered relevant retired scene security senior
    skilled social society special specialised specialized subject technical trafficking uniformed university visiting
    young youth
    expert guest officer woman
    albanian american austrian balkan belgian bosnian british bulgarian croatian czech danish dutch eastern english
    european finnish french georgian german greek herzegovinian hungarian irish italian kosovan kosovar kosovo latvian
    lithuanian macedonian moldovan montenegrin norwegian polish portuguese romanian serbian slovak slovene slovenian
    southeast southeastern spanish swedish swiss turkish ukrainian western
    eu europol eurojust frontex interpol nato osce seefen seesac un undp unodc
    """
)
# These name things as well: "firearms experts" are people, "300 firearms and experts" are not 300 people.
_THINGS: Final = words_of("ammunition arms explosive explosives firearm firearms munitions salw weapon weapons")
_JOINTS: Final = frozenset({"and", "/", "&"})
_NEVER_FIRST: Final = _JOINTS | {HYPHEN, "level"}
_YEAR: Final = Regex("(?:19|20)[0-9]{2}")
# Where the noun for who was counted ends: prepositions, relatives, participles and adverbs that follow it.
_NOUN_ENDS: Final = words_of(
    """
    of from in at for with to by on who whom whose which that among across within throughout through between under over
    around during attended attending attend took take taking taken joined joining joined participated participating were
    was are is have has had representing coming including working serving dealing engaged involved responsible present
    online overall altogether total gathered trained met both as into via ( , ; : .
    """
)
# Behind the number these could change what it says: a headcount with one of them is not understood.
_CHANGES_THE_NUMBER: Final = (
    NUMBER_WORDS
    | _VAGUE
    | words_of("""
    or more most less least fewer approximately approx roughly circa almost nearly maximum minimum max min plus so minus
    not no except excluding without half quarter third each per every times percent cent estimated about ca twice double
    """)
)
_PLAIN_PUNCTUATION: Final = frozenset(",;:.()/&'\u2019\"“”-\u2013\u2014") | {HYPHEN}
_DASHES: Final = frozenset("-\u2012\u2013\u2014")

_TOKEN: Final = Regex(
    r"[0-9]+(?:[.,'\u2019\u00a0\u202f\u2009][0-9]+)*"
    r"|\b(?:approx|ca|c)\.(?=\s*\w)"
    r"|[^\W\d_]+(?:['\u2019][^\W\d_]+)*"
    r"|(?P<hyphen>(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_]))"
    r"|\S"
)


def _tokens(text: str) -> list[str]:
    return [HYPHEN if match["hyphen"] else match[0] for match in _TOKEN.finditer(text.casefold())]


def _split(spoken: Mapping[Qualifier, str]) -> dict[tuple[str, ...], Qualifier]:
    return {tuple(_tokens(phrase)): term for term, phrases in spoken.items() for phrase in phrases.split(", ")}


_QUALIFIERS: Final = {
    **_split(_SPOKEN),
    ("approx.",): Qualifier.ABOUT,
    ("ca.",): Qualifier.ABOUT,
    ("c.",): Qualifier.ABOUT,
}
_SUFFIXES: Final = _split(_BEHIND)
_TOTALS: Final = {("a", "total", "of"): None, ("total", "of"): None}
_LONGEST: Final = 4


def read_count(text: str) -> Count:
    """
    Return what a phrase says.

    Args:
        text: The phrase, without white space around it.

    Raises:
        InvalidValueError: The phrase is not understood with certainty; the text itself is not part of the message.
    """
    tokens = _tokens(text)
    start = _skip(tokens, 0, _TOTALS)
    if tokens[start : start + 1] in (["between"], ["from"]):
        return _one(list(_ranges(tokens, start + 1, "and" if tokens[start] == "between" else "to")), tokens, text)
    behind, qualifier = _take(tokens, start, _QUALIFIERS)
    start = _skip(tokens, behind, _TOTALS) if behind > start else behind
    counts = list(_singles(tokens, start, qualifier, text))
    if qualifier is None:
        counts += [*_ranges(tokens, start, "to"), *_ranges(tokens, start, "-")]
    return _one(counts, tokens, text)


def _take(tokens: list[str], start: int, table: Mapping[tuple[str, ...], Qualifier]) -> tuple[int, Qualifier | None]:
    for length in range(_LONGEST, 0, -1):
        words = tuple(tokens[start : start + length])
        if len(words) == length and words in table:
            return start + length, table[words]
    return start, None


def _skip(tokens: list[str], start: int, table: Mapping[tuple[str, ...], None]) -> int:
    return next((start + len(words) for words in table if tuple(tokens[start : start + len(words)]) == words), start)


def _singles(tokens: list[str], start: int, qualifier: Qualifier | None, text: str) -> Iterator[Count]:
    for number in _numbers(tokens, start, text):
        end, suffix = _take(tokens, number.end, _SUFFIXES)
        if (qualifier is None or suffix is None) and _names_people(tokens, end, number.value):
            yield Count(number.value, qualifier or suffix or Qualifier.EXACTLY)


def _ranges(tokens: list[str], start: int, joint: str) -> Iterator[Count]:
    for lower in _numbers(tokens, start):
        token = tokens[lower.end] if lower.end < len(tokens) else ""
        if not (token == joint or (joint == "-" and token in _DASHES)):
            continue
        for upper in _numbers(tokens, lower.end + 1):
            # "two to three hundred" can mean 2 to 300 and 200 to 300; "ninety to one hundred" can only mean one thing.
            shares_scale = lower.scale == 1 < upper.scale and lower.value * upper.scale < upper.value
            # "2021-2023" and "from 2019 to 2021" are years; only "between … and …" with a number like that counts.
            is_period = joint != "and" and bool(_YEAR.fullmatch(tokens[upper.end - 1]))
            if lower.value >= upper.value or shares_scale or is_period:
                continue
            if _names_people(tokens, upper.end, upper.value):
                yield Count(lower.value, Qualifier.BETWEEN, upper.value)


def _numbers(tokens: list[str], start: int, text: str | None = None) -> Iterator[Numeral]:
    """Yield the ways to read a number with its repetition in brackets; refuse a repetition that differs."""
    for number in numerals(tokens, start):
        if tokens[number.end : number.end + 1] != ["("]:
            yield number
            continue
        again = [same for same in numerals(tokens, number.end + 1) if tokens[same.end : same.end + 1] == [")"]]
        if not again:
            yield number
        elif number.value in {same.value for same in again}:
            yield number._replace(end=again[-1].end + 1)
        elif text is not None:
            _contradicted(number.value, again[-1].value, text)


def _names_people(tokens: list[str], start: int, value: int) -> bool:
    """Whether the tokens from `start` on are nothing, or words for people that leave the number alone."""
    rest = tokens[start:]
    if not rest or rest == ["."]:
        return True
    if any(not _harmless(token) for token in rest):
        return False
    head = next((position for position, token in enumerate(rest) if token in _NOUN_ENDS), len(rest))
    return _counts_the_head(rest[:head]) and (rest[head - 1] in _PEOPLE or (value == 1 and rest[head - 1] in _PERSON))


def _counts_the_head(words: list[str]) -> bool:
    """Whether nothing that stands before the last word can be what the number counts."""
    if not words or words[0] in _NEVER_FIRST:
        return False
    known = all(word in _ATTRIBUTES | _PEOPLE | _THINGS | _JOINTS | {HYPHEN} for word in words[:-1])
    return known and not any(word in _THINGS and after in _JOINTS for word, after in pairwise(words))


def _harmless(token: str) -> bool:
    if token[0].isalpha():
        return token.rstrip(".") not in _CHANGES_THE_NUMBER
    return token in _PLAIN_PUNCTUATION


def _one(counts: list[Count], tokens: list[str], text: str) -> Count:
    if len(counts) != 1:
        _refuse_vague(tokens, text)
        raise InvalidValueError.of(
            FaultCode.INVALID_VALUE,
            found=f"{described(text)} that is not understood with certainty",
            expected=_EXPECTED,
            suggestion=_ADVICE,
            value=text,
        )
    return counts[0]


def _refuse_vague(tokens: list[str], text: str) -> None:
    vague = next((token for token in tokens if token in _VAGUE), None)
    if vague is not None:
        raise InvalidValueError.of(
            FaultCode.INVALID_VALUE,
            found=f"the word {quoted(vague)}, which names no number",
            expected=_EXPECTED,
            suggestion="leave the headcount out, and keep the words in the description",
            value=text,
        )


def _contradicted(first: int, second: int, text: str) -> NoReturn:
    raise InvalidValueError.of(
        FaultCode.CONTRADICTION,
        found=f"{first} and, in brackets, {second}",
        expected="the same number twice",
        suggestion="look at the source; state the number in value and the words in wording",
        value=text,
    )
