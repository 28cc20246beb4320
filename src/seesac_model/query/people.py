"""Questions about people: who held which post, who spoke, who represented whom."""

from __future__ import annotations

from typing import Final, cast

import attrs

from seesac_model.dataset import Dataset, fold
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import (
    Affiliation,
    Answer,
    Gender,
    Organisation,
    Participation,
    Person,
    Record,
    Role,
    Statement,
)
from seesac_model.query._asked import Certainty, When, record_of, term_of
from seesac_model.query._roles import AS_OPENER, SomeEvents, at_events, body_ids, in_roles, person_took_part
from seesac_model.query.condition import AllOf, Condition
from seesac_model.query.fields import FieldIs, Referred, Refers, Unsaid
from seesac_model.query.lasting import HoldsPost, period_asked
from seesac_model.query.organisations import OrganisationSelection
from seesac_model.query.selection import Among, Selection

__all__ = ["SPEAKING_ROLES", "PeopleSelection", "Titled", "people"]

SPEAKING_ROLES: Final = (
    Role.CHAIR,
    Role.CO_CHAIR,
    Role.MODERATOR,
    Role.OPENER,
    Role.WELCOME,
    Role.KEYNOTE,
    Role.LEAD,
    Role.PANELLIST,
    Role.SPEAKER,
    Role.PRESENTER,
    Role.TRAINER,
    Role.FACILITATOR,
    Role.RAPPORTEUR,
    Role.CLOSER,
)
"""The roles that nobody has without speaking."""


@attrs.frozen
class Titled(Condition):
    """
    The title of a post is a text, or has it in it; case, diacritics, punctuation and script aside.

    Attributes:
        title: The text.
        whole: Whether it is the whole title. If not, its words stand in the title one after the other.

    >>> print(Titled("Head of SEESAC"))
    title is like 'Head of SEESAC'
    """

    title: str
    whole: bool = True

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer YES if the titles are alike, and NO otherwise."""
        asked, said = fold(self.title), fold(cast("Affiliation", record).title)
        is_so = asked == said if self.whole else f" {asked} " in f" {said} "
        return Answer.YES if is_so else Answer.NO

    def check(self, kind: type[Record]) -> None:
        """
        Make sure that it is asked of affiliations, and that there is anything to look for.

        Raises:
            SelectionError: It is asked of another kind, or the title has no letters or digits.
        """
        if kind is not Affiliation:
            raise SelectionError(f"found {kind.collection()}, expected {Affiliation.collection()}")
        _require_title(self.title)

    def __str__(self) -> str:
        return f"title {'is like' if self.whole else 'has'} {quoted(self.title)}"


def _require_title(title: object) -> None:
    if not isinstance(title, str) or not fold(title):
        raise SelectionError(f"found {described(title)}, expected the title of a post")


@attrs.frozen(eq=False, repr=False, slots=False)
class PeopleSelection(Selection[Person]):
    """
    People of whom all is so that was asked for; each method asks for one thing more. Their order makes no difference.

    What a verb takes for a record, what it raises, and how it reads what is not fully known (`certainty`), is said at
    :class:`~seesac_model.query.EventSelection`. Where a verb takes events it takes one event, a series or a selection;
    events that were planned or cancelled are events too.

    >>> from seesac_model.model import DateSpan
    >>> ana = Person(id="ana", name="Ana Petrović")
    >>> post = Affiliation(
    ...     id="a", person_id="ana", title="Minister of the Interior", held=DateSpan("2019-05/2021-12")
    ... )
    >>> everybody = people(Dataset([ana, post]))
    >>> everybody.holding("minister of the interior", at="2020").ids
    ('ana',)
    >>> everybody.holding("minister", whole=False, at="2022").ids
    ()
    """

    def only(self, *these: Person | str) -> PeopleSelection:
        """Return those of the people who are named."""
        return self.where(FieldIs("id", [record_of(self.dataset, one, Person).id for one in these]))

    def holding(
        self,
        title: str | None = None,
        organisation: Organisation | str | None = None,
        at: When | None = None,
        *,
        whole: bool = True,
        parts: bool = False,
        certainty: Certainty = "definitely",
    ) -> PeopleSelection:
        """
        Return the people with a post of which all this is so; acting and deputising holders are holders.

        What is asked is the affiliations that are recorded, not the titles that sources print in lists of participants.
        An affiliation whose organisation no source names may be in any. A term (`2019-05/2021-12`) decides; a date
        alone (`2023-02`) says when the post was seen to be held, so that any other time is unknown. Who is recorded as
        a former or designate holder did not hold the post on the day they were seen; other days are unknown. Without
        `at`, former holders count, and of designate ones it is unknown whether they ever held it.

        Args:
            title: The title of the post, in English as it is recorded; case, diacritics, punctuation and script aside.
                None for any.
            organisation: The body in which it is held; None for any or none.
            at: A date of any precision: the post was held on a day in it. None for any time.
            whole: Whether `title` is the whole title. If not, its words stand in it one after the other, and
                `"minister"` finds deputy ministers too.
            parts: Whether the parts of the body count as the body.
            certainty: How times and organisations that are not fully known are read.

        Raises:
            InvalidValueError: The text is no date.
            SelectionError: The title has no letters or digits, or the date no known day.
        """
        asked: list[Condition] = [HoldsPost(None if at is None else period_asked(at))]
        if title is not None:
            asked.append(Titled(title, whole))
        if organisation is not None:
            ids = body_ids(self.dataset, organisation, parts=parts)
            asked.append(FieldIs("organisation_id", ids) | Unsaid("organisation_id"))
        return self.where(Referred(Affiliation, "person_id", AllOf(tuple(asked))), certainty=certainty)

    def speaking_at(self, these: SomeEvents) -> PeopleSelection:
        """
        Return the people who spoke at one of the events: in one of the :data:`SPEAKING_ROLES`, or quoted from there.

        Args:
            these: The events.
        """
        here = at_events(self.dataset, these)
        quoted_there = Referred(Statement, "person_id", AllOf(here))
        return self.where(person_took_part(*in_roles(*SPEAKING_ROLES), *here) | quoted_there)

    def who_opened(self, these: SomeEvents) -> PeopleSelection:
        """
        Return the people who opened one of the events or gave opening remarks.

        Those are the openers of the event as a whole, and of a part of its programme that is its opening. Who opened
        another part of the programme, or welcomed the participants, is not among them. Nor are those of whom only the
        post or the body is named: :meth:`EventSelection.openings` has these too.

        Args:
            these: The events.
        """
        return self.where(person_took_part(*AS_OPENER, *at_events(self.dataset, these)))

    def with_role(self, *roles: Role | str, at: SomeEvents | None = None) -> PeopleSelection:
        """
        Return the people who took part in one of these roles.

        Args:
            roles: The roles; none for any.
            at: The events; None for any.

        Raises:
            InvalidValueError: There is no such role.
        """
        return self.where(person_took_part(*in_roles(*roles), *at_events(self.dataset, at)))

    def representing(
        self, organisation: Organisation | str, *, at: SomeEvents | None = None, parts: bool = False
    ) -> PeopleSelection:
        """
        Return the people who represented a body at an event, or acted on its behalf there.

        Args:
            organisation: The body.
            at: The events; None for any.
            parts: Whether the parts of the body count as the body.
        """
        ids = body_ids(self.dataset, organisation, parts=parts)
        named = FieldIs("organisation_id", ids) | FieldIs("on_behalf_of_id", ids)
        return self.where(person_took_part(named, *at_events(self.dataset, at)))

    def of_gender(self, *genders: Gender | str, certainty: Certainty = "definitely") -> PeopleSelection:
        """
        Return the people with one of these genders; where no source states it, it may be any.

        Raises:
            InvalidValueError: There is no such gender.
        """
        asked = FieldIs("gender", [term_of(Gender, gender) for gender in genders])
        return self.where(asked | Unsaid("gender"), certainty=certainty)

    def participations(self) -> Selection[Participation]:
        """Return the participations of these people."""
        return Selection(self.dataset, Participation, (self._theirs(),))

    def affiliations(self) -> Selection[Affiliation]:
        """Return the posts of these people."""
        return Selection(self.dataset, Affiliation, (self._theirs(),))

    def organisations(self) -> OrganisationSelection:
        """Return the bodies that these people represented or acted for at an event, or in which they have a post."""
        theirs = self._theirs()
        bodies = (
            Referred(Participation, "organisation_id", theirs)
            | Referred(Participation, "on_behalf_of_id", theirs)
            | Referred(Affiliation, "organisation_id", theirs)
        )
        return OrganisationSelection(self.dataset, Organisation, (bodies,))

    def _theirs(self) -> Condition:
        return Refers("person_id", Among(self))


def people(dataset: Dataset) -> PeopleSelection:
    """
    Return the selection of all people of a dataset, to ask for fewer.

    >>> people(Dataset([Person(id="ana", name="Ana"), Person(id="bo", name="Bo", gender=Gender.MAN)])).of_gender("man")
    <1 of 2 people: (gender is 'man' or unknown gender)>
    """
    return PeopleSelection(dataset, Person)
