"""One restrained look for all sheets: what must be filled in is dark, what may be is light, what helps is grey."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["Look"]

_INK: Final = "#1F2A37"
_NAVY: Final = "#1F3A5F"
_LIGHT: Final = "#DCE6F1"
_PALE: Final = "#F2F2F2"
_GREY: Final = "#7F7F7F"
_LINE: Final = "#B8C4D3"


class Look:
    """
    The formats of one workbook.

    Args:
        workbook: The workbook of XlsxWriter, which ships no types.
    """

    OWNER_TAB: Final = _NAVY
    DEPENDENT_TAB: Final = _LINE

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - as above
        def made(**properties: object) -> Any:  # noqa: ANN401 - as above
            return workbook.add_format({"font_name": "Calibri", "font_size": 11, **properties})

        heading = {"bold": True, "valign": "vcenter", "border": 1, "border_color": _LINE, "num_format": "@"}
        self.required = made(**heading, bg_color=_NAVY, font_color="#FFFFFF")
        self.optional = made(**heading, bg_color=_LIGHT, font_color=_INK)
        self.helping = made(**{**heading, "bold": False}, italic=True, bg_color=_PALE, font_color=_GREY)
        self.text = made(num_format="@", valign="top")
        self.prose = made(num_format="@", valign="top", text_wrap=True)
        self.number = made(valign="top")
        self.first_day = made(num_format="yyyy-mm-dd", valign="top", font_color=_GREY, italic=True, align="left")
        self.title = made(bold=True, font_size=18, font_color=_NAVY)
        self.section = made(bold=True, font_size=12, font_color=_NAVY, bottom=1, bottom_color=_LINE)
        self.plain = made(text_wrap=True, valign="top", font_color=_INK)
        self.key = made(font_color=_GREY, valign="top", num_format="@")
        self.fact = made(bold=True, valign="top", align="left")
        self.link = made(font_color=_NAVY, underline=1, valign="top")
        self.count = made(align="right", indent=2, valign="top")
