"""Questions about frameworks: which were in force, what changes, ends or carries out which."""

from __future__ import annotations

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import FrameworkKind, Mandate, Organisation, PolicyFramework
from seesac_model.query._asked import Certainty, When, record_of, span_of, term_of, with_all_below
from seesac_model.query._roles import body_ids
from seesac_model.query.condition import Condition
from seesac_model.query.fields import Dated, FieldIs, Refers
from seesac_model.query.lasting import InForce, period_asked
from seesac_model.query.selection import Among, Selection

__all__ = ["FrameworkSelection", "frameworks"]


@attrs.frozen(eq=False, repr=False, slots=False)
class FrameworkSelection(Selection[PolicyFramework]):
    """
    Frameworks of which all is so that was asked for; each method asks for one thing more, in any order.

    What a verb takes for a record, what it raises, and how it reads what is not fully known (`certainty`), is said at
    :class:`~seesac_model.query.EventSelection`.

    >>> from seesac_model.model import DateSpan
    >>> first = PolicyFramework(
    ...     id="cfsp-2013-730", title="2013/730", kind=FrameworkKind.LEGAL_ACT, in_force=DateSpan("2014/2016")
    ... )
    >>> later = PolicyFramework(
    ...     id="cfsp-2015-2051", title="2015/2051", kind=FrameworkKind.LEGAL_ACT, amends_ids=("cfsp-2013-730",)
    ... )
    >>> acts = frameworks(Dataset([first, later]))
    >>> acts.amending("cfsp-2013-730").ids, acts.in_force("2015-06-01").ids
    (('cfsp-2015-2051',), ('cfsp-2013-730',))
    >>> acts.in_force("2014-02-01").ids, acts.in_force("2014-02-01", as_period=True).ids
    ((), ('cfsp-2013-730',))
    """

    def only(self, *these: PolicyFramework | str) -> FrameworkSelection:
        """Return those of the frameworks that are named."""
        return self.where(FieldIs("id", [self._one(one).id for one in these]))

    def of_kind(self, *kinds: FrameworkKind | str) -> FrameworkSelection:
        """
        Return the frameworks of one of these kinds.

        Raises:
            InvalidValueError: There is no such kind.
        """
        return self.where(FieldIs("kind", [term_of(FrameworkKind, kind) for kind in kinds]))

    def in_force(
        self, on: When, *, wholly: bool = False, as_period: bool = False, certainty: Certainty = "definitely"
    ) -> FrameworkSelection:
        """
        Return the frameworks that were in force on a day in a date of any precision.

        What began "in 2014" may have begun on any day of 2014: whether it was in force on the first of February nobody
        knows, and that it was in force on some day of the year is certain.

        Args:
            on: The date.
            wholly: Whether on all days of the date, as :func:`~seesac_model.query.in_force` asks of the days of an
                event.
            as_period: Whether to read years and months at the ends of `in_force` as wholly in it, "2014-2016" as three
                full years.
            certainty: How times that are not fully known are read.

        Raises:
            InvalidValueError: The text is no date.
            SelectionError: The date has no known day.
        """
        asked = InForce(period_asked(on), wholly=wholly, as_period=as_period)
        return self.where(asked, certainty=certainty)

    def adopted(self, during: When, *, certainty: Certainty = "definitely") -> FrameworkSelection:
        """
        Return the frameworks that were adopted in a date or period: `"2015"`, `"2013/2016"`, `"2020/.."`.

        Raises:
            InvalidValueError: The text is no date.
        """
        return self.where(Dated("adopted", "overlaps", span_of(during)), certainty=certainty)

    def amending(self, framework: PolicyFramework | str) -> FrameworkSelection:
        """Return the frameworks that are said to amend a framework; what amends these is not looked at."""
        return self.where(FieldIs("amends_ids", [self._one(framework).id]))

    def amended_by(self, framework: PolicyFramework | str) -> FrameworkSelection:
        """Return the frameworks that a framework is said to amend."""
        return self.where(FieldIs("id", self._one(framework).amends_ids))

    def repealing(self, framework: PolicyFramework | str) -> FrameworkSelection:
        """Return the frameworks that are said to repeal a framework."""
        return self.where(FieldIs("repeals_ids", [self._one(framework).id]))

    def repealed_by(self, framework: PolicyFramework | str) -> FrameworkSelection:
        """Return the frameworks that a framework is said to repeal."""
        return self.where(FieldIs("id", self._one(framework).repeals_ids))

    def implementing(
        self,
        framework: PolicyFramework | str,
        *,
        all: bool = True,  # noqa: A002 - it reads like the question, and the function is not needed here
    ) -> FrameworkSelection:
        """
        Return the frameworks that implement a framework, by `implements_ids`; not the framework itself.

        Args:
            framework: The framework.
            all: Whether what implements one that implements it counts. If not, only what is said to implement the
                framework itself.
        """
        known = self._one(framework)
        below = FieldIs("id", with_all_below(self.dataset, known, by="implements_ids"))
        asked = below if all else FieldIs("implements_ids", [known.id])
        return self.where(asked & ~FieldIs("id", [known.id]))

    def coordinated_by(self, body: Organisation | str, *, parts: bool = False) -> FrameworkSelection:
        """
        Return the frameworks whose implementation a body coordinates.

        Args:
            body: The body.
            parts: Whether the parts of the body count as the body.
        """
        return self.where(FieldIs("coordinator_ids", body_ids(self.dataset, body, parts=parts)))

    def mandates(self) -> Selection[Mandate]:
        """Return the mandates that events had from these frameworks."""
        return Selection(self.dataset, Mandate, (self._theirs(),))

    def _one(self, framework: PolicyFramework | str) -> PolicyFramework:
        return record_of(self.dataset, framework, PolicyFramework)

    def _theirs(self) -> Condition:
        return Refers("framework_id", Among(self))


def frameworks(dataset: Dataset) -> FrameworkSelection:
    """
    Return the selection of all frameworks of a dataset, to ask for fewer.

    >>> roadmap = PolicyFramework(id="wb-roadmap-2024", title="Roadmap", kind=FrameworkKind.ROADMAP)
    >>> frameworks(Dataset([roadmap])).of_kind("roadmap")
    <1 of 1 frameworks: kind is 'roadmap'>
    """
    return FrameworkSelection(dataset, PolicyFramework)
