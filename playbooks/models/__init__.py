from .playbook_index_page import PlaybookIndexPage
from .playbook_page import PlaybookPage
from .rows import (
    PlaybookAudience,
    PlaybookDocument,
    PlaybookMeasure,
    PlaybookModel,
    Practice,
    SeeAlso,
    Step,
    TradeOff,
    WentWrong,
)

__all__ = [
    "PlaybookAudience",
    "PlaybookDocument",
    "PlaybookIndexPage",
    "PlaybookMeasure",
    "PlaybookModel",
    "PlaybookPage",
    "Practice",
    "SeeAlso",
    "Step",
    "TradeOff",
    "WentWrong",
]
