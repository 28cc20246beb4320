"""All records together: look-up, references in both directions, merge, difference, digest."""

from __future__ import annotations

from seesac_model.dataset._folding import fold
from seesac_model.dataset._references import ReferenceField, reference_fields
from seesac_model.dataset.collection import Collection
from seesac_model.dataset.dataset import FORMAT_NAME, FORMAT_VERSION, Dataset, Link
from seesac_model.dataset.difference import Change, Difference
from seesac_model.dataset.duplicates import LEAST_DUPLICATE_SCORE, DuplicateProposal
from seesac_model.dataset.house_style import (
    FootnotedNames,
    MarkedFootnote,
    Mention,
    PlaceNames,
    StyledText,
    display_texts,
    footnotes_for,
    in_house_style,
    name_on,
)
from seesac_model.dataset.matching import CLEAR_SCORE, LEAST_SCORE, Match, Matches, MatchReason
from seesac_model.dataset.name_search import NAMED_KINDS, NameSearch
from seesac_model.dataset.record_merging import RecordMerging

__all__ = [
    "CLEAR_SCORE",
    "FORMAT_NAME",
    "FORMAT_VERSION",
    "LEAST_DUPLICATE_SCORE",
    "LEAST_SCORE",
    "NAMED_KINDS",
    "Change",
    "Collection",
    "Dataset",
    "Difference",
    "DuplicateProposal",
    "FootnotedNames",
    "Link",
    "MarkedFootnote",
    "Match",
    "MatchReason",
    "Matches",
    "Mention",
    "NameSearch",
    "PlaceNames",
    "RecordMerging",
    "ReferenceField",
    "StyledText",
    "display_texts",
    "fold",
    "footnotes_for",
    "in_house_style",
    "name_on",
    "reference_fields",
]
