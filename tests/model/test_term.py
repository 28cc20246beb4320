from __future__ import annotations

import copy
import pickle

import pytest

from seesac_model.model import Term, fields_of
from tests.strategies.records import KINDS

_VOCABULARIES = {field.base: None for kind in KINDS for field in fields_of(kind) if issubclass(field.base, Term)}
_WORDS = [word for vocabulary in _VOCABULARIES for word in vocabulary]


@pytest.mark.parametrize("word", _WORDS, ids=repr)
def test_a_word_is_its_text(word: Term) -> None:
    """A member is found by its word, equals it, prints as it and survives pickling as the same object."""
    vocabulary = type(word)
    assert vocabulary(str(word)) is word
    assert word == str(word) == f"{word}"
    assert pickle.loads(pickle.dumps(word)) is word  # noqa: S301 - our own bytes
    assert copy.deepcopy(word) is word


@pytest.mark.parametrize("word", _WORDS, ids=repr)
def test_a_word_says_what_it_means(word: Term) -> None:
    """Every member has a sentence, and a source that is an address or a name where it was taken from somewhere."""
    assert word.meaning.endswith(".")
    assert word.source is None or word.source


@pytest.mark.parametrize("word", _WORDS, ids=repr)
def test_a_word_is_a_plain_key(word: Term) -> None:
    """Words are small letters and hyphens, and the member is named after its word."""
    assert str(word) == word.name.lower().replace("_", "-")


def test_a_word_without_a_meaning_is_no_word() -> None:
    """A vocabulary whose words are not explained cannot be declared."""
    with pytest.raises(TypeError, match="has no meaning"):

        class Weather(Term):
            SUNNY = "sunny"
