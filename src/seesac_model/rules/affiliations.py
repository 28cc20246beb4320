"""AFF: the posts that people hold, and whom they represent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeGuard

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Answer, DateSpan, Statement
from seesac_model.rules._apart import with_larger_bodies
from seesac_model.rules._listing import listed
from seesac_model.rules._posts import NOT_IN_POST, Appearance, posts_of
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = ["appearance_outside_term", "appearance_without_post"]

_MOST_TERMS: Final = 5


@declare("AFF001", Severity.WARNING)
def appearance_outside_term(record: Appearance, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag somebody who represents a body at a time for which their posts there certainly were not held.

    What it does:
        For a participation or statement of a person for a body, takes the person's posts in that body and asks for each
        whether the time for which it is recorded and the event have a day in common.
        It reports where the answer is a certain no for all of them.
        Of a statement that was made at no event its own date counts.
        It says nothing where one of the posts is without time, has a date alone, which says when the post was seen to
        be held and nothing of before and after, or is held as former or designate.

    Why is this bad?
        The records contradict one another: the date of the event, the body or the post is wrong, or the person is
        another one of that name.
        Or the post is recorded for too short a time, and this event shows that it was held longer.

    Example::

        organisations:
          - {id: customs, name: Customs Administration, kind: customs}
        people:
          - id: person-1
            name: A. B.
            affiliations:
              - {organisation_id: customs, title: Director, held: 2019-05/2021-12}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            participations:
              - {person_id: person-1, organisation_id: customs, role: speaker}

    Use instead::

        organisations:
          - {id: customs, name: Customs Administration, kind: customs}
        people:
          - id: person-1
            name: A. B.
            affiliations:
              - {organisation_id: customs, title: Director, held: 2019-05/2023-02}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            participations:
              - {person_id: person-1, organisation_id: customs, role: speaker}

    References:
        - W3C Organization Ontology, `org:memberDuring`: https://www.w3.org/TR/vocab-org/
    """
    if record.organisation_id is None:
        return
    posts = [post for post in posts_of(record, dataset) if post.organisation_id == record.organisation_id]
    if not posts or any(post.capacity in NOT_IN_POST for post in posts):
        return
    event = dataset.events.get(record.event_id) if record.event_id is not None else None
    dates = event.dates if event is not None else _date_elsewhere(record)
    if dates is None:
        return
    terms = [post.held for post in posts if _is_term(post.held) and post.held.overlaps(dates) is Answer.NO]
    if len(terms) == len(posts):
        shown = listed(map(str, sorted(set(terms))), _MOST_TERMS)
        yield Problem(
            message=f"the {'statement' if event is None else 'event'} was on {dates}, the posts at "
            f"{quoted(record.organisation_id)} are recorded for {shown}",
            path=("organisation_id",),
            hint="correct what is wrong, or extend the time of the post by what this shows",
            related=tuple(posts) if event is None else (event, *posts),
        )


@declare("AFF002", Severity.INFO)
def appearance_without_post(record: Appearance, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag somebody who represents a body in which no post of theirs is recorded, though other posts are.

    What it does:
        For a participation or statement of a person for a body, looks for a post of that person there, in a body that
        it is a part of, or in a part of it.
        It says nothing of people of whom no post at all is recorded, or of whom a post without a body is.

    Why is this bad?
        The body may be wrong, or the post was not recorded when the event was.

    Example::

        organisations:
          - {id: customs, name: Customs Administration, kind: customs}
          - {id: police, name: Police, kind: police}
        people:
          - id: person-1
            name: A. B.
            affiliations:
              - {organisation_id: customs, title: Director}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            participations:
              - {person_id: person-1, organisation_id: police, role: speaker}

    Use instead::

        organisations:
          - {id: customs, name: Customs Administration, kind: customs}
        people:
          - id: person-1
            name: A. B.
            affiliations:
              - {organisation_id: customs, title: Director}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            participations:
              - {person_id: person-1, organisation_id: customs, role: speaker}

    References:
        - W3C Organization Ontology, `org:Post`: https://www.w3.org/TR/vocab-org/
    """
    posts = posts_of(record, dataset)
    bodies = {post.organisation_id for post in posts if post.organisation_id is not None}
    if record.organisation_id is None or record.organisation_id in bodies:
        return
    if not posts or any(post.organisation_id is None for post in posts):
        return
    is_whole = record.organisation_id in with_larger_bodies(bodies, dataset)
    if not is_whole and not with_larger_bodies({record.organisation_id}, dataset) & bodies:
        yield Problem(
            message=f"no post of {quoted(record.person_id)} at {quoted(record.organisation_id)} is recorded",
            path=("organisation_id",),
            hint="add the post, or correct the body",
            related=posts,
        )


def _is_term(held: DateSpan | None) -> TypeGuard[DateSpan]:
    """Tell whether the time of a post is a term with a start or an end, and not a day or month on which it was seen."""
    return held is not None and "/" in held.text


def _date_elsewhere(record: Appearance) -> DateSpan | None:
    """Return the date of what was said at no event."""
    return record.date if isinstance(record, Statement) and record.event_id is None else None
