"""Which fundings may be of money that an earlier one brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.model import Funding
from seesac_model.query._indexes import remembered

__all__ = ["first_hand"]

# Money that reached a body; and with True, money that went no further there, as far as the funding says.
_Stop: TypeAlias = tuple[str, bool]


def first_hand(fundings: Sequence[Funding], dataset: Dataset) -> tuple[Funding, ...]:
    """
    Return the fundings of money that none of the others brought, as far as records can tell.

    A funding may be of money that another one brought if a donor of it received or channelled the other, or if it went
    through a body that received the other; also at several removes, through any funding of the dataset.
    """
    ways = remembered(dataset, "ways of money", lambda: _ways(dataset.fundings))
    # Of who brought money to a body two are enough to know that somebody else than a given one did.
    brought: dict[_Stop, set[str]] = {}
    waiting = [(stop, funding.id) for funding in fundings for stop in _stops(funding)]
    while waiting:
        stop, bringer = waiting.pop()
        known = brought.setdefault(stop, set())
        if bringer not in known and len(known) < 2:  # noqa: PLR2004 - as said above
            known.add(bringer)
            waiting.extend((further, bringer) for further in ways.get(stop, ()))
    return tuple(
        funding for funding in fundings if not any(brought.get(stop, set()) - {funding.id} for stop in _starts(funding))
    )


def _ways(fundings: Iterable[Funding]) -> Mapping[_Stop, Iterable[_Stop]]:
    ways: dict[_Stop, dict[_Stop, None]] = {}
    for funding in fundings:
        for start in _starts(funding):
            ways.setdefault(start, {}).update(dict.fromkeys(_stops(funding)))
    return ways


def _starts(funding: Funding) -> Iterator[_Stop]:
    """Yield where money is handed on from: what a donor has had, and what a channel has been given."""
    for donor in funding.donor_ids:
        yield donor, False
    if funding.channel_id is not None:
        yield funding.channel_id, True


def _stops(funding: Funding) -> Iterator[_Stop]:
    """Yield where money comes to."""
    for body in (funding.recipient_id, funding.channel_id):
        if body is not None:
            yield body, False
    end = funding.recipient_id or funding.channel_id
    if end is not None:
        yield end, True
