from __future__ import annotations

from seesac_model.formats import Loss, LossReport


def test_a_loss_says_where_and_why() -> None:
    """Whole records and suppressions have fewer words."""
    assert str(Loss("events", "a", "note", "too long")) == "events a note: too long"
    assert str(Loss("suppressions", None, None, "too many")) == "suppressions: too many"


def test_a_report_counts_what_is_alike() -> None:
    """Equal reasons for one field of one kind are a single line; nothing lost is no report."""
    losses = [Loss("events", name, "note", "too long") for name in "ab"]
    report = LossReport([*losses, Loss("panels", "c", None, "too many")])
    assert str(report) == (
        "left out: note of 2 records in events (too long)\nleft out: all of 1 record in panels (too many)"
    )
    assert report
    assert not LossReport()
