from __future__ import annotations

from pathlib import Path

import pytest

from seesac_model.errors import FaultCode, LoadError
from seesac_model.formats import Input


@pytest.mark.parametrize("given", ["čaj", "čaj".encode()])
def test_text_and_bytes_are_the_same_text(given: str | bytes) -> None:
    """What is in memory is read as text whether it is text or UTF-8."""
    assert Input(data=given).text(10) == "čaj"


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    """The bytes of a file come as they are, under the name that the caller gave it."""
    path = tmp_path / "a"
    path.write_bytes(b"\x00\xff")
    assert (Input(path).bytes(2), Input(path).file) == (b"\x00\xff", str(path))


@pytest.mark.parametrize("given", ["abc", b"abc"])
def test_what_is_too_large_is_refused(given: str | bytes) -> None:
    """Text and bytes in memory have the limits of files."""
    with pytest.raises(LoadError) as caught:
        Input(data=given).text(2)
    assert [fault.code for fault in caught.value.faults] == [FaultCode.TOO_LARGE]


def test_text_is_no_bytes() -> None:
    """A format that reads bytes is given none where somebody passes text."""
    with pytest.raises(LoadError) as caught:
        Input(data="abc").bytes(10)
    assert [fault.code for fault in caught.value.faults] == [FaultCode.WRONG_TYPE]
