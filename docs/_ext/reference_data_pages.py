"""The pages that list the ready-made records, so that whoever types an article finds their ids."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from restructured import document, heading, table

from seesac_model import reference
from seesac_model.dataset import Dataset
from seesac_model.model import (
    Event,
    Goal,
    Name,
    Organisation,
    Participation,
    Place,
    PolicyFramework,
    Record,
    Source,
    Subject,
    Topic,
    TopicScheme,
)

_FOLDER: Final = "reference-data"
_TITLES: Final = {
    "places": "Places",
    "organisations": "Organisations",
    "presidencies": "Presidencies of the Council",
    "series": "Series of meetings",
    "frameworks": "Frameworks",
    "topics": "Topics",
    "sources": "Sources",
}
_SAYS: Final = {
    "places": "Jurisdictions, regions and cities.",
    "organisations": "Bodies, services, networks, funds and governments as donors.",
    "presidencies": "The presidencies of the Council of the European Union, by half-years.",
    "series": "Meetings that recur.",
    "frameworks": "Roadmaps, strategies, legal acts, treaties, models and programmes, with their goals.",
    "topics": "What work is about, what is trafficked, and how.",
    "sources": "The pages that several parts cite. Those that one part cites stand there.",
}
_SCHEMES: Final = {
    TopicScheme.TOPIC: "What work is about",
    TopicScheme.COMMODITY: "What is trafficked",
    TopicScheme.TRAFFICKING_MODE: "How it is trafficked",
}
# Parts of other records, to which nobody needs to refer.
_LEFT_OUT: Final = (Participation, Subject)
_MARKUP: Final = re.compile(r"([\\*`|_])")


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every page."""
    yield f"{_FOLDER}/index", _index()
    for part in reference.PARTS:
        yield f"{_FOLDER}/{part}", _page(part)


def _index() -> str:
    rows = [(f":doc:`{part}`", _SAYS[part], str(len(_listed(part)))) for part in reference.PARTS]
    return document(
        heading("The ready-made records"),
        "Files can refer to these records by their ids without typing them in; "
        ":doc:`how </how-to/use-reference-data>` is a page of its own. "
        "The lists are made from the data that come with the library.",
        table([("part", 25), ("holds", 60), ("records", 15)], rows),
        ".. toctree::\n   :hidden:\n\n" + "\n".join(f"   {part}" for part in reference.PARTS),
    )


def _page(part: str) -> str:
    parts = [heading(_TITLES[part]), _SAYS[part]]
    groups = {name: list(records) for name, records in itertools.groupby(_listed(part), key=_group)}
    for name, records in groups.items():
        if len(groups) > 1:
            parts.append(heading(name, "-"))
        parts.append(_table(records))
    return document(*parts)


def _table(records: list[Record]) -> str:
    rows = [(f"``{record.id}``", _name(record), _others(record), _more(record)) for record in records]
    if any(others for _, _, others, _ in rows):
        return table([("id", 24), ("name", 32), ("other names", 28), ("more", 16)], rows, name="records")
    short = [(record_id, name, more) for record_id, name, _, more in rows]
    return table([("id", 24), ("name", 60), ("more", 16)], short, name="records")


def _group(record: Record) -> str:
    """Return the heading under which a record stands."""
    return _SCHEMES[record.scheme] if isinstance(record, Topic) else record.collection().capitalize()


def _listed(part: str) -> list[Record]:
    records = (record for record in reference.load(part, closed=False) if not isinstance(record, _LEFT_OUT))
    return sorted(records, key=lambda record: _order(record, part))


def _order(record: Record, part: str) -> tuple[bool, bool, int, int]:
    """Return the place of a record's group: what the part is called after first, and the pages that it cites last."""
    scheme = list(_SCHEMES).index(record.scheme) if isinstance(record, Topic) else 0
    kind = list(Dataset.kinds()).index(type(record))
    return isinstance(record, Source), record.collection() != part, kind, scheme


def _name(record: Record) -> str:
    name = next(getattr(record, field) for field in ("name", "title", "label") if hasattr(record, field))
    address = getattr(record, "url", None) if isinstance(record, Source) else None
    shown = f"`{_plain(name)} <{address}>`__" if address else _plain(name)
    return "\n\n".join((shown, *(f"*{_plain(remark)}*" for remark in _remarks(record))))


def _remarks(record: Record) -> Iterator[str]:
    match record:
        case Place():
            yield from (f"{footnote.style}: {footnote.text}" for footnote in record.footnotes)
        case Topic(scope_note=str(scope)):
            yield scope


def _others(record: Record) -> str:
    names: tuple[Name, ...] = getattr(record, "other_names", ()) or getattr(record, "other_titles", ())
    return "; ".join(_plain(f"{name.text} ({name.during})" if name.during else name.text) for name in names)


def _more(record: Record) -> str:
    match record:
        case Place():
            facts = [record.kind, record.iso_code, record.part_of_id and f"in {record.part_of_id}"]
        case Organisation():
            facts = [record.kind, record.jurisdiction_id, record.existed]
        case PolicyFramework():
            numbers = [identifier.value for identifier in record.identifiers if identifier.scheme == "celex"]
            facts = [record.kind, record.adopted, *numbers]
        case Topic():
            facts = [record.broader_id and f"under {record.broader_id}"]
        case Goal():
            facts = [f"goal {record.number}"]
        case Event():
            facts = [record.kind, record.dates]
        case Source():
            facts = [record.publisher_id]
        case _:
            facts = [getattr(record, "frequency", None)]
    return ", ".join(_plain(str(fact)) for fact in facts if fact)


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
