"""How many records of a selection say what: counts, groups, cross tables and time lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, overload

from seesac_model.model import Record
from seesac_model.query import _counting
from seesac_model.query._cell import Cell
from seesac_model.query._counting import UNKNOWN, By, Countable, Named, Said
from seesac_model.query._periods import Period
from seesac_model.query.table import Table

__all__ = ["UNKNOWN", "By", "Countable", "Counted", "Named", "Period", "Said", "in_periods"]

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Countable[Any])


class Counted(Generic[R]):
    """
    What every selection can be asked about the number of its records.

    **What is counted by.** A field by its name, a reference to it (:func:`~seesac_model.query.field`) or a function of
    the record; or a tuple of them, to count by each combination. What :data:`By` says of functions holds for fields:
    words of vocabularies, texts, numbers, dates and other values are told apart as their texts are.

    **Several at once.** A record whose field has several entries, such as an event in two places, is counted under each
    of them, but once in every total; the numbers then come to more than the total.

    **Unknown.** A record that says nothing is counted under the word `unknown`, which comes last. Nothing is guessed.
    A word of a vocabulary that means the same, such as `unstated`, stays as it is.

    **Order.** Words of a vocabulary stand as in the vocabulary, numbers and dates by size, ids and texts by code point.
    """

    __slots__ = ()

    def to_table(self: Countable[R], *columns: By[R]) -> Table:
        """
        Return the records as a table, to be written as CSV or handed on to Arrow, polars or pandas.

        A row for each record in the order of iteration; several entries of a field stand in one cell, with semicolons
        between. What is not said is None.

        Args:
            columns: What stands in the columns, each as in the class; with none, all fields but citations and `extra`.

        Raises:
            SelectionError: The kind of record has no such field, or it is nothing that can stand in a column.
            InvalidValueError: A function returned something that no cell of a :class:`Table` can hold.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import Topic
        >>> from seesac_model.query import topics
        >>> war = Topic(id="war", label="War", related_ids=("arms", "aid"))
        >>> print(topics(Dataset([war])).to_table("id", "related_ids", lambda topic: len(topic.label)))
        id   related_ids  key
        ---  -----------  ---
        war  arms; aid      3
        """
        return _counting.to_table(self, columns)

    def count_by(self: Countable[R], by: By[R] | tuple[By[R], ...]) -> Table:
        """
        Return how many records say what: a column for each thing asked for and the column `count`.

        The total is the number of records in the selection.

        Args:
            by: What to count by; see the class.

        Raises:
            SelectionError: The kind of record has no such field, or `by` is nothing that can be counted by.
            InvalidValueError: A function returned something that no cell of a :class:`Table` can hold.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import Place, PlaceKind
        >>> from seesac_model.query import select
        >>> places = [
        ...     Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, part_of_id="al"),
        ...     Place(id="durres", name="Durrës", kind=PlaceKind.CITY, part_of_id="al"),
        ...     Place(id="al", name="Albania", kind=PlaceKind.JURISDICTION),
        ... ]
        >>> print(select(Dataset(places), Place).count_by("part_of_id"))
        part_of_id  count
        ----------  -----
        al              2
        unknown         1
        ----------  -----
        total           3
        """
        return _counting.count_by(self, by)

    @overload
    def group_by(self: S, by: tuple[By[R], ...]) -> Mapping[tuple[Cell, ...], S]: ...
    @overload
    def group_by(self: S, by: By[R]) -> Mapping[Cell, S]: ...
    # `Self` would not say that it can be counted.
    def group_by(self: S, by: By[R] | tuple[By[R], ...]) -> Mapping[Any, S]:  # noqa: PYI019
        """
        Return a selection for each thing that is said, in an immutable mapping in the order of the class.

        The keys are what :meth:`count_by` counts under: for one `by` text, a number, True or False; for a tuple of them
        a tuple. Words of vocabularies find themselves: `groups[EventKind.WORKSHOP]`.

        Args:
            by: What to group by; see the class.

        Raises:
            SelectionError: As for :meth:`count_by`.
            InvalidValueError: As for :meth:`count_by`.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import Topic
        >>> from seesac_model.query import select
        >>> topics = select(Dataset([Topic(id="war", label="war"), Topic(id="arms", label="arms")]), Topic)
        >>> {length: group.ids for length, group in topics.group_by(lambda topic: len(topic.label)).items()}
        {3: ('war',), 4: ('arms',)}
        """
        return _counting.group_by(self, by)

    def pivot(self: Countable[R], rows: By[R] | tuple[By[R], ...], columns: By[R] | tuple[By[R], ...]) -> Table:
        """
        Return how many records say what of two things: one downwards, the other across, with totals for both.

        The totals are the counts of :meth:`count_by`.

        Args:
            rows: What to count by downwards; see the class.
            columns: What to count by across; see the class. The columns are named after what is said.

        Raises:
            SelectionError: As for :meth:`count_by`.
            InvalidValueError: As for :meth:`count_by`.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import Place, PlaceKind
        >>> from seesac_model.query import select
        >>> places = [
        ...     Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, part_of_id="al"),
        ...     Place(id="airport", name="Airport", kind=PlaceKind.BORDER_CROSSING, part_of_id="al"),
        ...     Place(id="al", name="Albania", kind=PlaceKind.JURISDICTION),
        ... ]
        >>> print(select(Dataset(places), Place).pivot("kind", "part_of_id"))
        kind             al  unknown  total
        ---------------  --  -------  -----
        city              1        0      1
        border-crossing   1        0      1
        jurisdiction      0        1      1
        ---------------  --  -------  -----
        total             2        1      3
        """
        return _counting.pivot(self, rows, columns)

    def timeline(self: Countable[R], by: Period = "year", *, field: str | Named = "dates") -> Table:
        """
        Return how many records there are in each period of time, without gaps: where there are none, it says 0.

        A record counts in every period that its dates certainly touch: in those for which
        :meth:`EventSelection.between` selects it with the certainty `"definitely"`. So `2023` counts in the year 2023
        and, as nobody knows in which quarter it was, not in any quarter; `2023-01/2023-05` counts in the first and in
        the second quarter. What certainly touches no period, and what has no dates, counts under `unknown` at the end.
        Dates without end (`2019/..`) count up to the last period that any record of the selection names.

        Args:
            by: How long a period is: `"year"` (`2023`), `"half-year"` (`2023-H1`), `"quarter"` (`2023-Q1`) or
                `"month"` (`2023-01`).
            field: The field with the dates.

        Raises:
            SelectionError: There is no such period, or no such field, or it holds no dates.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import DateSpan, Source
        >>> from seesac_model.query import select
        >>> dates = ("2021-11-23", "2022-04", "2022", "2022-05-02")
        >>> sources = [
        ...     Source(id=f"page-{number}", title="Page", url="https://example.org", published=DateSpan(text))
        ...     for number, text in enumerate(dates)
        ... ]
        >>> print(select(Dataset(sources), Source).timeline("quarter", field="published"))
        quarter  count
        -------  -----
        2021-Q4      1
        2022-Q1      0
        2022-Q2      2
        unknown      1
        -------  -----
        total        4
        """
        return _counting.timeline(self, by, field=field)


def in_periods(by: Period, *, field: str | Named = "dates") -> Callable[[Record], object]:
    """
    Return what to count by for years, half-years, quarters or months, alone or together with something else.

    A record counts in each period that its dates certainly touch, as in :meth:`Counted.timeline`, and under `unknown`
    where there is none. An interval without start or end counts in the one period that it names.

    Args:
        by: How long the periods are.
        field: The field that holds the dates.

    Raises:
        SelectionError: There are no such periods or, when records are counted, the field holds no dates.

    >>> from seesac_model.dataset import Dataset
    >>> from seesac_model.model import DateSpan, Document, DocumentKind
    >>> from seesac_model.query import documents
    >>> handbook = Document(id="h", title="H", kind=DocumentKind.HANDBOOK, published=DateSpan("2021-03"))
    >>> print(documents(Dataset([handbook])).count_by((in_periods("half-year", field="published"), "kind")))
    half_year  kind      count
    ---------  --------  -----
    2021-H1    handbook      1
    ---------  --------  -----
    total                    1
    """
    return _counting.in_periods(by, field=field)
