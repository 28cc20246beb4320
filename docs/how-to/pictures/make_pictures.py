"""
Make the pictures of the workbook: `python docs/how-to/pictures/make_pictures.py`, where LibreOffice and poppler are.

A sheet is printed by LibreOffice on one page of the size of the picture, with the headings of rows and columns.
"""

from __future__ import annotations

import html
import subprocess
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from seesac_model.formats import load, save

HERE: Final = Path(__file__).parent
EXAMPLES: Final = HERE.parents[2] / "examples" / "seesac"


class Picture(NamedTuple):
    """
    A picture.

    Attributes:
        name: Its file.
        sheet: The sheet that it shows.
        cells: The cells that it shows.
        width: Its width, in hundredths of a millimetre.
        height: Its height.
        resolution: How many dots it has in an inch.
        comment: The column of which the comment shows, counted from 0; -1 for none.
    """

    name: str
    sheet: str
    cells: str
    width: int
    height: int
    resolution: int
    comment: int = -1


PICTURES: Final = (
    Picture("workbook-cover.png", "Read me", "A1:C49", 24_000, 20_000, 72),
    Picture("workbook-events.png", "Events", "A1:G11", 26_000, 3_500, 100),
    Picture("workbook-comment.png", "Participations", "A1:I9", 26_000, 3_300, 100, 5),
)

MODULE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{basic}</script:module>"""
LIBRARY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>"""
BASIC: Final = """
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim pdf(0) As New com.sun.star.beans.PropertyValue
  pdf(0).Name = "FilterName" : pdf(0).Value = "calc_pdf_Export"
  Dim book, sheet, page, note, n, other
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  sheet = book.Sheets.getByName("{sheet}")
  For Each other In book.Sheets.ElementNames
    If other <> "{sheet}" Then book.Sheets.removeByName(other)
  Next other
  Dim areas(0) As New com.sun.star.table.CellRangeAddress
  areas(0) = sheet.getCellRangeByName("{cells}").RangeAddress
  sheet.setPrintAreas(areas())
  sheet.setPrintTitleRows(False)
  page = book.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
  page.IsLandscape = True
  page.Width = {width} : page.Height = {height}
  page.LeftMargin = 100 : page.RightMargin = 100 : page.TopMargin = 100 : page.BottomMargin = 100
  page.HeaderIsOn = False : page.FooterIsOn = False
  page.ScaleToPagesX = 1 : page.ScaleToPagesY = 1
  page.PrintGrid = {grid} : page.PrintHeaders = {grid}
  For n = 0 To sheet.Annotations.Count - 1
    note = sheet.Annotations.getByIndex(n)
    If note.Position.Row = 0 And note.Position.Column = {comment} Then note.IsVisible = True
  Next n
  book.storeToURL("{target}", pdf())
  book.close(True)
  StarDesktop.terminate()
End Sub
"""


def office(folder: Path, *arguments: str) -> None:
    """Run LibreOffice with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", *arguments]
    subprocess.run(command, check=True, timeout=180)  # noqa: S603 - nothing of it comes from elsewhere


def draw(picture: Picture, source: Path, folder: Path) -> None:
    """Print one picture."""
    basic = folder / "profile" / "user" / "basic" / "Standard"
    target = folder / "picture.pdf"
    fields = {"source": source.as_uri(), "target": target.as_uri(), "grid": str(picture.sheet != "Read me")}
    macro = BASIC.format(**picture._asdict(), **fields)
    (basic / "Module1.xba").write_text(MODULE.format(basic=html.escape(macro, quote=False)), encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    office(folder, "macro:///Standard.Module1.Main")
    size = ["-png", "-r", str(picture.resolution), "-singlefile"]
    command = ["pdftoppm", *size, str(target), str((HERE / picture.name).with_suffix(""))]
    subprocess.run(command, check=True)  # noqa: S603 - as above


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "seesac.xlsx"
        save(load(EXAMPLES), source)
        office(folder, "--terminate_after_init")  # It makes the profile, and would replace the macro in a new one.
        for picture in PICTURES:
            draw(picture, source, folder)


if __name__ == "__main__":
    main()
