import pickle

import pytest

from seesac_model.model._term import Term
from seesac_model.model.values import terms

EVERY = [term for name in terms.__all__ for term in getattr(terms, name)]


@pytest.mark.parametrize("term", EVERY, ids=repr)
def test_terms_are_their_word(term: Term) -> None:
    """A term is text, is found by its word, survives pickling, and has a meaning of one sentence."""
    assert term == str(term) == f"{term}" == term.value
    assert type(term)(str(term)) is term
    assert pickle.loads(pickle.dumps(term)) is term  # noqa: S301 - our own bytes
    assert term.meaning.endswith(".")
    assert "\n" not in term.meaning


def test_unknown_words_are_no_terms() -> None:
    """Looking up a word that is not declared is an error."""
    with pytest.raises(ValueError, match="nickname"):
        terms.NameKind("nickname")


def test_terms_without_meaning_cannot_be_declared() -> None:
    """Whoever declares a term has to say what it means."""
    with pytest.raises(TypeError, match="'sunny' has no meaning"):

        class Weather(Term):  # pyright: ignore[reportUnusedClass]
            SUNNY = "sunny"
