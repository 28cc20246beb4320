"""Files of earlier releases, which load for ever; they are kept to the byte in `tests/data`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from seesac_model.dataset import Dataset
from seesac_model.formats import load
from seesac_model.model import fields_of

_DATA: Final = Path(__file__).parents[1] / "data"
_DIGESTS: Final = {1: "5f2d5be13fcf9be3e266e5e56ba3ed362029f801394947f260401af31eb1179d"}
_FILES: Final = [
    (version, f"format-{version}.{name}") for version in _DIGESTS for name in ("json", "yaml", "jsonl", "zip", "xlsx")
]


@pytest.mark.parametrize(("version", "name"), _FILES)
def test_old_files_load_for_ever_and_say_what_they_said(version: int, name: str) -> None:
    """Every release reads the files of all releases before it, and their digest has never changed."""
    dataset = load(_DATA / name)
    assert len(dataset) == 55
    assert dataset.digest() == _DIGESTS[version]


def test_the_files_use_whatever_a_file_can_say() -> None:
    """The newest golden file has a record of every kind, and every field of it says something somewhere."""
    dataset = load(_DATA / _FILES[-1][1])
    silent = [
        (kind.collection(), field.name)
        for kind in Dataset.kinds()
        for field in fields_of(kind)
        if all(not field.required and getattr(record, field.name) == field.default for record in dataset.of(kind))
    ]
    assert silent == []
    assert len(dataset.suppressions) == 2
