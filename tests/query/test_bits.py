from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seesac_model.query._bits import (
    SlicedNumbers,
    all_of,
    bits_of,
    bits_where,
    chosen,
    first_of,
    flags_of,
    positions_of,
)

# Some hundred places, of which few or many are in: the two ways to go through them are both taken.
sizes = st.integers(0, 600)
places = st.sets(st.integers(0, 599)) | st.sets(st.integers(0, 599), max_size=3)
numbers = st.lists(st.integers(0, 2**40) | st.integers(0, 20), max_size=40)


@given(sizes, places)
def test_sets_give_back_their_places(size: int, drawn: set[int]) -> None:
    """Law of sets: the places that are put in come out, in order."""
    inside = sorted(place for place in drawn if place < size)
    bits = bits_of(inside, size)
    assert bits == sum(1 << place for place in inside)
    assert list(positions_of(bits, size)) == inside
    assert list(chosen(range(size), bits)) == inside
    assert not inside or first_of(bits) == inside[0]


@given(sizes, places)
def test_flags_are_sets_by_another_name(size: int, drawn: set[int]) -> None:
    """Law of flags: there is one for each record, and they make the set again."""
    bits = bits_of(sorted(place for place in drawn if place < size), size)
    assert flags_of(bits, size) == bytes(place in drawn for place in range(size))
    assert bits_where(flags_of(bits, size)) == bits


@given(numbers, st.integers(-1, 25) | st.integers(0, 2**41))
def test_ranked_numbers_compare_as_they_are(given_numbers: list[int], bound: int) -> None:
    """Law of slices: which numbers are at most and at least a bound is what looking at each says."""
    sliced = SlicedNumbers.ranked(given_numbers)
    assert sliced.at_most(bound) == bits_where(bytes(number <= bound for number in given_numbers))
    assert sliced.at_least(bound) == bits_where(bytes(number >= bound for number in given_numbers))


@given(st.data(), numbers)
def test_slices_know_ends_and_sums(data: st.DataObject, given_numbers: list[int]) -> None:
    """Law of slices: the least, the greatest and the sum of some numbers are those of a list of them."""
    flags = data.draw(st.lists(st.booleans(), min_size=len(given_numbers), max_size=len(given_numbers)))
    bits = bits_where(bytes(flags))
    some = [number for number, is_in in zip(given_numbers, flags, strict=True) if is_in]
    assert SlicedNumbers.plain(given_numbers).total(bits) == sum(some)
    if some:
        ranked = SlicedNumbers.ranked(given_numbers)
        assert (ranked.least(bits), ranked.greatest(bits)) == (min(some), max(some))


def test_all_is_everybody() -> None:
    """The set of all has each place, and no more."""
    assert list(positions_of(all_of(70), 70)) == list(range(70))
    assert all_of(0) == 0
