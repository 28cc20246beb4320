"""What type checkers make of careers, lives, follow-ups, flows and totals; checked by mypy and pyright, never run."""

from __future__ import annotations

from typing import assert_type

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Document, Funding, Observation, Outcome
from seesac_model.query import (
    AmountLeftOut,
    FundingFlows,
    FundingTotals,
    ObservedTotals,
    Selection,
    StagesReached,
    Table,
    career,
    document_life,
    field,
    follow_up,
    funding_flows,
    fundings,
    observations,
    stage_at,
    still_in_draft,
    total_funding,
    total_observed,
    without_follow_up,
)


def answers(dataset: Dataset) -> None:
    assert_type(without_follow_up(dataset), Selection[Outcome])
    assert_type(still_in_draft(dataset, on="2024", months=6, certainty="possibly"), Selection[Document])
    assert_type(stage_at(dataset, "handbook", "conference"), StagesReached)
    assert_type(funding_flows(dataset, donor="eu"), FundingFlows)
    assert_type(funding_flows(fundings(dataset)).totals(), FundingTotals)
    assert_type(total_funding(fundings(dataset), by=(field(Funding.donor_ids), "status")), FundingTotals)
    assert_type(total_observed(observations(dataset), by=lambda one: one.place_id), ObservedTotals)
    assert_type(total_observed(dataset).left_out, tuple[AmountLeftOut[Observation], ...])
    assert_type(total_funding(dataset).totals[0].records, tuple[Funding, ...])
    assert_type(career(dataset, "ana").to_table(), Table)


def steps(dataset: Dataset) -> None:
    for step in career(dataset, "ana"):
        assert_type(step.date, DateSpan | None)
    for found in follow_up(dataset, "outcome"):
        assert_type(found.depth, int)
    for stage in document_life(dataset, "handbook").stages:
        assert_type(stage.then, StagesReached | None)
