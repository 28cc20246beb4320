"""What a dataset says of a published piece, in the words of facts.yaml."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, TypeAlias, TypeVar

from seesac_model import (
    Affiliation,
    Attendance,
    Basis,
    Dataset,
    Document,
    DocumentStage,
    Event,
    Funding,
    JsonValue,
    Mandate,
    Money,
    Name,
    Observation,
    Organisation,
    Outcome,
    Panel,
    Participation,
    Person,
    Place,
    PolicyFramework,
    Qualifier,
    Record,
    Source,
    Statement,
    Subject,
    Topic,
    to_plain,
)

__all__ = ["HEADINGS", "Piece", "Said"]

R = TypeVar("R", bound=Record)

Said: TypeAlias = Mapping[str, frozenset[str]]
"""What one record, or several on the same thing, say: under each key all that they say of it, as texts."""


class Piece:
    """A published piece: the records that cite it, or another page on the same matter."""

    def __init__(self, dataset: Dataset, source_id: str, further_pages: Iterable[str]) -> None:
        pages = frozenset(further_pages)
        self.dataset = dataset
        self.source_ids = {source_id} | {source.id for source in dataset.sources if source.url in pages}
        self.records = tuple(record for record in dataset if self.cites(record))
        self._said: dict[str, tuple[Said, ...]] = {}
        self.links = tuple(link for record in self.records for link in dataset.links_from(record))

    def cites(self, record: Record) -> bool:
        """Return whether the record is the piece itself or cites it."""
        return (isinstance(record, Source) and record.id in self.source_ids) or any(
            citation.source_id in self.source_ids for citation in record.citations
        )

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a kind that cite the piece."""
        return tuple(record for record in self.records if isinstance(record, kind))

    def named(self, *kinds: type[R]) -> tuple[R, ...]:
        """Return the records of the kinds that the piece's records refer to, or that cite it."""
        found = [record for record in (*self.records, *(link.target for link in self.links)) if record is not None]
        return tuple({(type(record), record.id): record for record in found if isinstance(record, kinds)}.values())

    def called(self, kind: type[Record], *ids: str | None) -> frozenset[str]:
        """Return everything by which the records with these ids are known."""
        records = (self.dataset.of(kind).get(record_id) for record_id in ids if record_id is not None)
        return frozenset(name for record in records if record is not None for name in names(record))

    def says(self, heading: str) -> tuple[Said, ...]:
        """Return what the dataset says under a heading of facts.yaml."""
        if heading not in self._said:
            self._said[heading] = tuple(HEADINGS[heading](self))
        return self._said[heading]


def names(record: Record) -> frozenset[str]:
    """Return the id of a record, its name or title, and its other names."""
    plain = (getattr(record, field, None) for field in ("name", "title", "label"))
    others: tuple[Name, ...] = (*getattr(record, "other_names", ()), *getattr(record, "other_titles", ()))
    return texts(record.id, *plain, *(other.text for other in others))


def texts(*values: object) -> frozenset[str]:
    """Return as text what is there at all."""
    return frozenset(_plain(value) for value in values if value is not None)


def words(*values: str | None) -> frozenset[str]:
    """Return the words of texts in small letters."""
    return frozenset(word for value in values if value for word in re.findall(r"\w+", value.casefold()))


def _plain(value: object) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _with_doubts(record: Record) -> Said:
    """Return in which fields a record rests on an inference, and for which ones a source says something else."""
    return {
        "inferred": frozenset(
            field for citation in record.citations if citation.basis is not Basis.STATED for field in citation.fields
        ),
        "disputed": frozenset(
            field for citation in record.citations if citation.says_instead is not None for field in citation.fields
        ),
    }


def _by_role(piece: Piece, participations: Iterable[Participation]) -> Said:
    """Return which bodies took part in which role."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for taken in participations:
        found[taken.role] |= piece.called(Organisation, taken.organisation_id)
    return found


def _places(piece: Piece, ids: Iterable[str]) -> frozenset[str]:
    """Return what the places are called, and those that they are a part of or lie between."""
    found: set[str] = set()
    ahead = list(ids)
    while ahead:
        place = piece.dataset.places.get(ahead.pop())
        if place is not None:
            found |= names(place)
            ahead += [*place.between_ids, *([place.part_of_id] if place.part_of_id is not None else [])]
    return frozenset(found)


def _sources(piece: Piece) -> Iterator[Said]:
    for source in piece.of(Source):
        yield {
            "id": texts(source.id),
            "title": texts(source.title),
            "publisher": piece.called(Organisation, source.publisher_id),
            "language": texts(source.language),
            "published": texts(source.published),
            "url": texts(source.url),
        }


def _events(piece: Piece) -> Iterator[Said]:
    for event in piece.of(Event):
        yield {
            "kind": texts(event.kind),
            "status": texts(event.status),
            "title": texts(event.title, *(title.text for title in event.other_titles)),
            "dates": texts(event.dates),
            "duration": texts(event.duration),
            "mode": texts(event.mode),
            "places": _places(piece, event.place_ids),
            "part_of": texts(event.part_of_id),
            "series": texts(event.series_id),
            "number": texts(event.series_number),
            **_by_role(piece, (taken for taken in piece.of(Participation) if taken.event_id == event.id)),
            **_with_doubts(event),
        }


def _bodies(piece: Piece) -> Iterator[Said]:
    for taken in piece.of(Participation):
        for organisation_id in (taken.organisation_id, taken.on_behalf_of_id):
            yield {"who": piece.called(Organisation, organisation_id), "role": texts(taken.role)}


def _people(piece: Piece) -> Iterator[Said]:
    for person in piece.named(Person):
        posts = [post for post in piece.of(Affiliation) if post.person_id == person.id]
        # A role counts where they took part for a body in which the piece shows them to hold a post.
        bodies = {post.organisation_id for post in posts}
        took_part = [
            taken
            for taken in piece.of(Participation)
            if taken.person_id == person.id and taken.organisation_id in bodies
        ]
        spoke = any(statement.person_id == person.id for statement in piece.of(Statement))
        quoted = spoke or any("was quoted" in (taken.wording or "") for taken in took_part)
        yield {
            "name": names(person),
            "also": names(person),
            "honorific": texts(person.honorific),
            "title": texts(*(taken.title_as_printed for taken in took_part)) or texts(*(post.title for post in posts)),
            "body": piece.called(Organisation, *bodies),
            "capacity": texts(*(post.capacity for post in posts)),
            "roles": texts(*(taken.role for taken in took_part), "quoted" if quoted else None),
        }


def _groups(piece: Piece) -> Iterator[Said]:
    for group in piece.of(Attendance):
        count = group.headcount
        yield {
            "who": words(group.description),
            "value": texts(count and count.value),
            "qualifier": texts(count and count.qualifier),
            "role": texts(group.role),
            "from": _places(piece, group.place_ids) | piece.called(Organisation, *group.organisation_ids),
        }


def _quantities(piece: Piece) -> Iterator[Said]:
    for measured in piece.of(Observation):
        whole = piece.dataset.observations.get(measured.part_of_id) if measured.part_of_id else None
        said_in = piece.dataset.statements.get(measured.statement_id) if measured.statement_id else None
        yield {
            "measure": words(measured.measure),
            "value": texts(measured.value),
            "qualifier": texts(measured.qualifier),
            "unit": texts(measured.unit),
            "status": texts(measured.status),
            "place": piece.called(Place, measured.place_id),
            "share_of": texts(whole and whole.value),
            "said_by": piece.called(Person, said_in.person_id if said_in else None),
            **_with_doubts(measured),
        }
    for funding in piece.of(Funding):
        further = {
            "measure": words(funding.purpose, funding.note),
            "donors": piece.called(Organisation, *funding.donor_ids),
            "recipient": piece.called(Organisation, funding.recipient_id),
            "status": texts(funding.status),
            "during": texts(funding.during),
            **_with_doubts(funding),
        }
        sums = [money for money in (funding.amount, funding.amount_equivalent) if money is not None]
        yield from ({**_money(money, funding.qualifier), **further} for money in sums)
        if not sums:
            yield further


def _money(money: Money, qualifier: Qualifier) -> Said:
    meant = Qualifier.ABOUT if money.is_approximate else qualifier
    return {"value": texts(money.amount), "unit": texts(money.currency), "qualifier": texts(meant)}


def _acts(piece: Piece) -> Iterator[Said]:
    for framework in _rests_on_or_deals_with(piece):
        if isinstance(framework, PolicyFramework):
            yield {"said": texts(*(identifier.short_form() for identifier in framework.identifiers))}


def _frameworks(piece: Piece) -> Iterator[Said]:
    for framework in _rests_on_or_deals_with(piece):
        yield {"said": names(framework)}


def _rests_on_or_deals_with(piece: Piece) -> Iterator[Record]:
    """Yield the frameworks and goals that the piece names beside an event or money; not those of other frameworks."""
    for link in piece.links:
        if (
            isinstance(link.record, Mandate | Subject | Funding)
            and link.kind in {"frameworks", "goals"}
            and link.target
        ):
            yield link.target


def _dealt_with(piece: Piece) -> Iterator[Said]:
    for subject in piece.of(Subject):
        yield {
            "what": _target_of(piece, subject),
            "treatment": texts(subject.treatment),
            "event": texts(subject.event_id),
        }


def _target_of(piece: Piece, subject: Subject) -> frozenset[str]:
    fields = {"framework_id", "organisation_id", "document_id", "place_id", "topic_id"}
    targets = (link.target for link in piece.dataset.links_from(subject) if link.field in fields)
    return frozenset(name for target in targets if target is not None for name in names(target))


def _documents(piece: Piece) -> Iterator[Said]:
    for document in piece.named(Document):
        yield {
            "title": names(document),
            "stages": texts(*(stage.stage for stage in piece.of(DocumentStage) if stage.document_id == document.id)),
            "treatments": texts(*(on.treatment for on in piece.of(Subject) if on.document_id == document.id)),
            "authors": piece.called(Organisation, *document.author_ids),
            "supporters": piece.called(Organisation, *document.supported_by_ids),
            "covers": texts(document.covers),
        }


def _panels(piece: Piece) -> Iterator[Said]:
    alike = Counter(panel.format for panel in piece.of(Panel))
    for panel in piece.of(Panel):
        subjects = [subject for subject in piece.of(Subject) if subject.panel_id == panel.id]
        yield {
            "format": texts(panel.format),
            "number": texts(panel.number),
            "dates": texts(panel.dates),
            "topics": piece.called(Topic, *panel.topic_ids),
            "words": words(panel.title, panel.description, *(subject.wording for subject in subjects)),
            "about": frozenset(name for subject in subjects for name in _target_of(piece, subject)),
            "count": texts(alike[panel.format]),
            **_by_role(piece, (taken for taken in piece.of(Participation) if taken.panel_id == panel.id)),
        }


def _outcomes(piece: Piece) -> Iterator[Said]:
    for outcome in piece.of(Outcome):
        yield {
            "kind": texts(outcome.kind),
            "topics": piece.called(Topic, *outcome.topic_ids),
            "due": texts(outcome.due),
        }


def _statements(piece: Piece) -> Iterator[Said]:
    for statement in piece.of(Statement):
        yield {
            "who": piece.called(Person, statement.person_id) | piece.called(Organisation, statement.organisation_id),
            "words": words(statement.gist),
            "topics": piece.called(Topic, *statement.topic_ids),
        }


def _topics(piece: Piece) -> Iterator[Said]:
    for link in piece.links:
        if isinstance(link.record, Event | Panel | Subject | Outcome | Statement) and isinstance(link.target, Topic):
            yield {"said": names(link.target)}


def _relations(piece: Piece) -> Iterator[Said]:
    for event in piece.of(Event):
        yield {"event": texts(event.id), "follows": texts(*event.follows_ids), "part_of": texts(event.part_of_id)}
    for framework in piece.named(PolicyFramework):
        yield {
            "framework": texts(framework.id),
            "adopted": texts(framework.adopted),
            "adopted_by": piece.called(Organisation, *framework.adopted_by_ids),
            "amends": texts(*framework.amends_ids),
            "succeeds": texts(*framework.succeeds_ids),
        }

    for organisation in piece.named(Organisation):
        yield {
            "organisation": texts(organisation.id),
            "secretariat": piece.called(Organisation, *organisation.secretariat_ids),
        }


def _further_pages(piece: Piece) -> Iterator[Said]:
    for source in piece.of(Source):
        yield {"said": texts(source.url)}


def _mentions(piece: Piece) -> Iterator[Said]:
    for record in piece.records:
        yield {"said": frozenset(_strings(to_plain(record)))}


def _strings(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _strings(entry)
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))


HEADINGS: Final[Mapping[str, Callable[[Piece], Iterator[Said]]]] = {
    "source": _sources,
    "events": _events,
    "bodies": _bodies,
    "people": _people,
    "groups": _groups,
    "quantities": _quantities,
    "acts": _acts,
    "frameworks": _frameworks,
    "dealt_with": _dealt_with,
    "documents": _documents,
    "panels": _panels,
    "outcomes": _outcomes,
    "statements": _statements,
    "topics": _topics,
    "relations": _relations,
    "further_pages": _further_pages,
    "mentions": _mentions,
}
