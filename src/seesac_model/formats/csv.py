"""
CSV packages: a folder or a zip with one table for each kind of record, described as Data Package 2.0 has it.

The tables are CSV as RFC 4180 describes it, in UTF-8, with a line feed at the end of each row.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import Final

from seesac_model.errors import LoadError
from seesac_model.formats._datapackage import DESCRIPTOR
from seesac_model.formats._format import Format
from seesac_model.formats._input import Input
from seesac_model.formats._package_files import PACKAGE_MAX_BYTES, FolderFiles, ZipFiles
from seesac_model.formats._package_reading import (
    named_table,
    read_package,
    read_table,
    refuse_file,
    refuse_other_data,
    unknown_table,
)
from seesac_model.formats._package_saving import save_package, zip_package
from seesac_model.formats._read_so_far import Reading

__all__ = ["FORMAT"]

_ZIP: Final = b"PK"


def _read(given: Input, reading: Reading) -> None:
    path = PurePath(given.file or "")
    if path.name == DESCRIPTOR:
        read_package(FolderFiles(str(path.parent)), reading)
        return
    try:
        data = given.bytes(PACKAGE_MAX_BYTES)
        if given.file is None or path.suffix.lower() == ".zip" or data.startswith(_ZIP):
            files = ZipFiles(data, given.file)
            refuse_other_data(files, reading)
            read_package(files, reading)
            return
    except LoadError as error:
        refuse_file(error.faults, given.file, reading)
        return
    table = named_table(path.stem)
    if table is None:
        refuse_file([unknown_table(path.stem)], given.file, reading)
    else:
        read_table(table, BytesIO(data), len(data), given.file, reading)


FORMAT: Final = Format(
    name="csv",
    says="for data teams: one table for each kind of record",
    extensions=(".zip", ".csv"),
    read=_read,
    layouts={"flat": zip_package},
    is_text=False,
    index_file=DESCRIPTOR,
    save_folder=save_package,
)
"""The format of CSV packages."""
