from .calls import CallType, HotlineLink, LanguageServed, WayToAsk
from .governance import Agreement, Evaluation, FundingSource
from .means import Destination, Equipment
from .milestones import Milestone
from .people import AnswerTopic, Contact, Partner, PayRange, Training
from .place import Coverage, ServedPlace
from .program_index_page import ProgramIndexPage
from .program_page import ProgramPage
from .units import ProgramHours, ProgramModel, TeamRole, Unit, UnitHours, UnitRole

__all__ = [
    "Agreement",
    "AnswerTopic",
    "CallType",
    "Contact",
    "Coverage",
    "Destination",
    "Equipment",
    "Evaluation",
    "FundingSource",
    "HotlineLink",
    "LanguageServed",
    "Milestone",
    "Partner",
    "PayRange",
    "ProgramHours",
    "ProgramIndexPage",
    "ProgramModel",
    "ProgramPage",
    "ServedPlace",
    "TeamRole",
    "Training",
    "Unit",
    "UnitHours",
    "UnitRole",
    "WayToAsk",
]
