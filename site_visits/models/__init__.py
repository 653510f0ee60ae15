from .course import (
    AgendaItem,
    GridRow,
    OpenQuestion,
    Preparation,
    RideAlong,
    SharedFigure,
    SnapshotValue,
)
from .people import Delegate, Party, Side
from .results import (
    Adoption,
    Evidence,
    Finding,
    FollowUp,
    Lesson,
    NotAdopted,
    Quote,
    VisitDocument,
)
from .site_visit_index_page import SiteVisitIndexPage
from .site_visit_page import SiteVisitPage

__all__ = [
    "Adoption",
    "AgendaItem",
    "Delegate",
    "Evidence",
    "Finding",
    "FollowUp",
    "GridRow",
    "Lesson",
    "NotAdopted",
    "OpenQuestion",
    "Party",
    "Preparation",
    "Quote",
    "RideAlong",
    "SharedFigure",
    "Side",
    "SiteVisitIndexPage",
    "SiteVisitPage",
    "SnapshotValue",
    "VisitDocument",
]
