from __future__ import annotations

import pytest

from seesac_model.dataset import Dataset
from seesac_model.rules import check
from tests.rules.records import event, framework, mandate


def found(dates: str | None, *, adopted: str | None = None, in_force: str | None = None) -> list[str]:
    """Return the codes that are found for an event under an act."""
    dataset = Dataset([event(dates=dates), framework(adopted=adopted, in_force=in_force), mandate()])
    return [finding.code for finding in check(dataset, select=["FRM"])]


@pytest.mark.parametrize(
    "dates", ["2018-10-19", "2018-10-18/2018-10-19", "2020", "2021-12-31/2022-02-01", "2022-01?", None]
)
def test_event_that_may_be_within_the_validity_is_silent(dates: str | None) -> None:
    """An event of which a day may be one on which the act was in force is not flagged."""
    assert found(dates, in_force="2018-10-19/2021-12-31") == []


@pytest.mark.parametrize("dates", ["2018-10-18", "2022-01-01", "2022", "2022-01~/2022-03"])
def test_event_outside_the_validity_is_flagged(dates: str) -> None:
    """An event of which no day can be one on which the act was in force is flagged."""
    expected = [] if "~" in dates else ["FRM001"]
    assert found(dates, in_force="2018-10-19/2021-12-31") == expected


@pytest.mark.parametrize("in_force", ["2018-10-19/..", "2018-10-19/", None])
def test_validity_without_a_known_end_does_not_run_out(in_force: str | None) -> None:
    """An act that is still in force, or of which nobody says until when, allows later events."""
    assert found("2039-01-01", in_force=in_force) == []


def test_event_before_the_adoption_is_flagged_once() -> None:
    """An event before the adoption is also outside the validity; only the adoption is reported."""
    assert found("2018-02-01", adopted="2018-07-09", in_force="2018-07-10/..") == ["FRM002"]


def test_event_between_adoption_and_entry_into_force_is_outside_the_validity() -> None:
    """An act that is adopted is not yet in force."""
    assert found("2018-07-10", adopted="2018-07-09", in_force="2018-08-01/..") == ["FRM001"]


@pytest.mark.parametrize("dates", ["2018-07-09", "2018-07", "2018", "2018-07-08/2018-07-09", None])
def test_event_that_may_be_at_or_after_the_adoption_is_silent(dates: str | None) -> None:
    """An event whose last day may be that of the adoption is not flagged."""
    assert found(dates, adopted="2018-07-09") == []


@pytest.mark.parametrize("missing", ["event", "framework"])
def test_mandate_with_a_dangling_end_is_silent(missing: str) -> None:
    """A dangling reference is for another rule."""
    ends = {"event": event(dates="2000"), "framework": framework(adopted="2018", in_force="2018/..")}
    del ends[missing]
    assert len(check(Dataset([*ends.values(), mandate()]), select=["FRM"])) == 0


def test_findings_name_the_dates() -> None:
    """The messages say which act, and when it and the event were."""
    dataset = Dataset([event(dates="2022-03"), framework(in_force="2018/2020"), mandate()])
    assert [finding.message for finding in check(dataset, select=["FRM"])] == [
        "'act' was in force 2018/2020, the event was on 2022-03"
    ]
