from __future__ import annotations

import pytest

from seesac_model.rules._scripts import (
    Script,
    in_one_script,
    is_all_of_others,
    mixed_words,
    mixture,
    script_of_language,
)

KNOWN = [Script.LATIN, Script.CYRILLIC, Script.GREEK]


def test_scripts_have_the_codes_of_the_standard() -> None:
    """The codes are those of ISO 15924."""
    assert [script.value for script in Script] == ["Latn", "Cyrl", "Grek", "Zzzz"]


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("cs", Script.LATIN),
        ("tr", Script.LATIN),
        ("uk", Script.CYRILLIC),
        ("el", Script.GREEK),
        ("mk-MK", Script.CYRILLIC),
        ("sr", None),
        ("sr-RS", None),
        ("sr-Latn-RS", Script.LATIN),
        ("sr-Cyrl", Script.CYRILLIC),
        ("sr-Latn-1994", Script.LATIN),
        ("en-Grek", Script.GREEK),
        ("en-Arab", None),
        ("ar-aao-Latn", Script.LATIN),
        ("sl-1994", Script.LATIN),
        ("es-419", Script.LATIN),
    ],
)
def test_languages_demand_scripts(tag: str, script: Script | None) -> None:
    """A tag says the script itself, or its language is written in one; region, variant and dialect say nothing."""
    assert script_of_language(tag) is script


@pytest.mark.parametrize("script", KNOWN)
@pytest.mark.parametrize("letter", ["\u05d0", "\u10d0"], ids=["Hebrew", "Georgian"])
def test_letters_of_other_scripts_are_letters(letter: str, script: Script) -> None:
    """A text in a script that is not known here has letters, and none of a known one."""
    assert is_all_of_others(f"{letter}~", script)


@pytest.mark.parametrize("script", [Script.CYRILLIC, Script.GREEK])
def test_two_letters_in_one_are_a_letter(script: Script) -> None:
    """A letter in the case of titles is one."""
    assert is_all_of_others("\u01c5", script)


@pytest.mark.parametrize("text", ["", "SEESAC 2023", "Gr\u00e4berfeld", "\u05d0"])
def test_words_of_one_script_are_not_mixed(text: str) -> None:
    """Latin alone, with diacritics or without, and what is in a script that is not known here mixes nothing."""
    assert mixed_words(text) == ()


def test_a_mixture_is_told_by_code_points() -> None:
    """The letters of the rarer scripts are named, three of them at most, in the order of their code points."""
    assert mixture("ABCDE\u0410\u0392\u0415") == (
        "Latin and Cyrillic and Greek: U+0392 is Greek, U+0410 is Cyrillic, U+0415 is Cyrillic"
    )
    assert mixture("ABCDE\u0410\u0412\u0415\u041a").endswith(
        ": U+0410 is Cyrillic, U+0412 is Cyrillic, U+0415 is Cyrillic"
    )


@pytest.mark.parametrize("around", ["Tirana", "1 2 3 4 5 6 7 8 9 (Tirana)"])
def test_the_script_of_the_text_decides_where_the_word_does_not(around: str) -> None:
    """A word of letters that look alike in both scripts is of that of the text; digits and marks are of none."""
    assert in_one_script(f"{around} AAB\u0410") == f"{around} AABA"


def test_a_word_that_may_be_of_another_script_is_left() -> None:
    """Where the text is in the other script, a word of letters that look alike in both is not mended."""
    assert in_one_script("\u0411\u0438\u0441\u0442\u0440\u0438\u0446\u0430 AAB\u0410") is None


def test_a_word_of_three_scripts_must_be_told_from_both() -> None:
    """A letter that Greek does not have shows that a word is not Greek, and not that it is not Cyrillic."""
    assert in_one_script("\u0411\u0438\u0441\u0442\u0440\u0438\u0446\u0430 SSS\u0410\u039f") is None


def test_equally_many_letters_of_two_scripts_decide_nothing() -> None:
    """Where two scripts have as many letters of a word, it is not mended."""
    assert in_one_script("Tirana S\u0416") is None
