from __future__ import annotations

import pytest

from seesac_model.dataset import Dataset

pytest.importorskip("benchmarks", reason="the built package is tested without the benchmarks")

from benchmarks.generated import generated


def test_equal_sizes_and_seeds_give_equal_datasets() -> None:
    """What is measured today can be measured again: only the number of events and the seed decide."""
    assert generated(30).digest() == generated(30).digest()
    assert generated(30) != generated(30, seed=2)


def test_every_reference_resolves() -> None:
    """No record refers to one that is not there."""
    dataset = generated(60)
    assert [link for record in dataset for link in dataset.links_from(record) if link.target is None] == []


def test_every_kind_of_record_is_there() -> None:
    """No rule or query is measured over nothing."""
    dataset = generated(60)
    assert [kind for kind in Dataset.kinds() if len(dataset.of(kind)) == 0] == []
