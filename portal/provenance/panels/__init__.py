"""Panels for editing facts: a field or row with its state and its citations in one place."""

from .answers import AnswerPanel
from .citations import CitationsPanel, FactTabs
from .facts import FactGroup, FactPanel, TitleFactPanel
from .overview import OverviewPanel
from .rows import CompactFieldPanel, FactRowsPanel

__all__ = [
    "AnswerPanel",
    "CitationsPanel",
    "CompactFieldPanel",
    "FactGroup",
    "FactPanel",
    "FactRowsPanel",
    "FactTabs",
    "OverviewPanel",
    "TitleFactPanel",
]
