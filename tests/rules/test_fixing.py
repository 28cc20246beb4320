from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import Record, Suppression, Topic
from seesac_model.rules import Finding, Fix, Severity, mend

ONE = Topic(id="one", label="one")
TWO = Topic(id="two", label="two")
ACCEPTED = Suppression(code="SRC001", reason="x")
DATASET = Dataset([ONE, TWO], suppressions=[ACCEPTED])


def finding(*replacements: Record, removals: tuple[Record | Suppression, ...] = ()) -> Finding:
    """Return a finding that says how it is mended."""
    fix = Fix(says="mend it", replacements=replacements, removals=removals)
    return Finding(
        code="TST001", name="n", severity=Severity.INFO, kind="topics", record_id="one", message="m", fix=fix
    )


def test_records_are_replaced() -> None:
    """A fix puts a record in the place of the one with its id."""
    better = attrs.evolve(ONE, label="One")
    assert mend(DATASET, [finding(better)]).dataset == DATASET.with_records(better, replace=True)


def test_records_and_suppressions_are_removed() -> None:
    """A fix removes what should not be there, and leaves the rest."""
    assert mend(DATASET, [finding(removals=(ONE, ACCEPTED))]).dataset == Dataset([TWO])


def test_what_has_no_fix_is_left_out() -> None:
    """A finding that somebody has to decide on is neither done nor left."""
    mended = mend(DATASET, [attrs.evolve(finding(ONE), fix=None), finding(TWO)])
    assert (mended.dataset, mended.done, mended.left) == (DATASET, (finding(TWO),), ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (finding(attrs.evolve(ONE, label="a")), finding(attrs.evolve(ONE, label="b"))),
        (finding(attrs.evolve(ONE, label="a")), finding(removals=(ONE,))),
        (finding(removals=(ONE,)), finding(attrs.evolve(ONE, label="a"), TWO)),
        (finding(removals=(ACCEPTED,)), finding(removals=(ACCEPTED,))),
    ],
)
def test_the_first_of_two_wins(first: Finding, second: Finding) -> None:
    """A second fix of the same record is left for the next check: it knows nothing of the first."""
    mended = mend(DATASET, [first, second])
    assert (mended.done, mended.left) == ((first,), (second,))


@pytest.mark.parametrize(
    "elsewhere",
    [
        finding(Topic(id="three", label="three")),
        finding(attrs.evolve(ONE, label="1"), Topic(id="three", label="three")),
        finding(removals=(Topic(id="three", label="three"),)),
        finding(removals=(Suppression(code="SRC009", reason="y"),)),
    ],
)
def test_what_is_not_in_the_dataset_is_not_mended(elsewhere: Finding) -> None:
    """A fix of a record that only stands beside the dataset adds nothing to it."""
    mended = mend(DATASET, [elsewhere])
    assert (mended.dataset, mended.left) == (DATASET, (elsewhere,))


@given(st.lists(st.sampled_from([finding(ONE), finding(attrs.evolve(TWO, label="2")), finding(removals=(TWO,))])))
def test_every_fix_is_done_or_left(findings: list[Finding]) -> None:
    """No fix is lost, and what is done never concerns one record twice."""
    mended = mend(DATASET, findings)
    assert len(mended.done) + len(mended.left) == len(findings)
    assert len(mended.done) <= len(DATASET)
