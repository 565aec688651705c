"""The closed lists of signals, hypotheses, moves and questions, as data a person from sales can read and edit."""

from analyzer.catalogue.entries import (
    AskEntry,
    Catalogue,
    HypothesisEntry,
    MoveEntry,
    Quadrant,
    QuestionEntry,
    ReactionEntry,
    SignalEntry,
)
from analyzer.catalogue.loading import CatalogueError, load_catalogue

__all__ = [
    "AskEntry",
    "Catalogue",
    "CatalogueError",
    "HypothesisEntry",
    "MoveEntry",
    "Quadrant",
    "QuestionEntry",
    "ReactionEntry",
    "SignalEntry",
    "load_catalogue",
]
