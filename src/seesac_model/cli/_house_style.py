"""Output in a publisher's house style: marked names, and the footnotes below."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TypeAlias

from seesac_model.cli._output import say
from seesac_model.dataset import Dataset, FootnotedNames, display_texts, in_house_style
from seesac_model.model import HouseStyle
from seesac_model.reference import complete

__all__ = ["Line", "add_style_option", "published", "say_lines"]

Line: TypeAlias = tuple[str, int]
"""A line of output, and how far it is indented."""


def add_style_option(parser: argparse.ArgumentParser, says: str) -> None:
    """Let a command be told in which house style it writes."""
    parser.add_argument("--style", choices=[style.value for style in HouseStyle], help=says)


def published(dataset: Dataset, style: str) -> Dataset:
    """Return a dataset in a house style, with all of the reference data that it refers to or names with a footnote."""
    everything = complete(dataset)
    names = FootnotedNames(everything, style)
    texts = (text for record in dataset for _, text in display_texts(record))
    named = {mention.place_id for text in texts for mention in names.mentions(text)}
    places = (everything.places[place_id] for place_id in named if place_id not in dataset.places)
    return in_house_style(complete(dataset.with_records(*places), only_needed=True), style)


def say_lines(lines: Iterable[Line], names: FootnotedNames | None) -> None:
    """
    Print lines and, below them, the footnotes to which marks in them lead.

    Args:
        lines: The lines.
        names: The names that may be marked; None where no style was asked for.
    """
    marked: list[str] = []
    text = ""
    for text, indent in lines:
        say(text, indent=indent)
        if names is not None and any(mention.mark for mention in names.mentions(text)):
            marked.append(text)
    if names is not None and marked:
        if text:
            say()
        for footnote in names.footnotes(marked):
            say(str(footnote))
