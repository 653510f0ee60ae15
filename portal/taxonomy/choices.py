"""The controlled lists of the field, short enough to be code."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    EXPLORING = "exploring", _("Exploring")
    PLANNING = "planning", _("Planning")
    PILOT = "pilot", _("Pilot")
    OPERATING = "operating", _("Operating")
    EXPANDING = "expanding", _("Expanding")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


# Of programs that answer no calls now.
STOPPED = frozenset({Phase.PAUSED, Phase.ENDED})


class Audience(models.TextChoices):
    PROGRAM_LEAD = "program_lead", _("Program lead")
    RESPONDER = "responder", _("Responder")
    DISPATCHER = "dispatcher", _("Dispatcher or call-taker")
    POLICE = "police", _("Police")
    FIRE_EMS = "fire_ems", _("Fire or EMS")
    CLINICIAN = "clinician", _("Clinician")
    PEER = "peer", _("Peer")
    ANALYST = "analyst", _("Analyst")
    ELECTED = "elected", _("Elected official")
    FINANCE = "finance", _("Finance or procurement")
    RESIDENT = "resident", _("Resident")
    RESEARCHER = "researcher", _("Researcher")


class ResponseModel(models.TextChoices):
    COMMUNITY_RESPONSE = "community_response", _("Unarmed community responder")
    MOBILE_CRISIS = "mobile_crisis", _("Mobile crisis")
    CO_RESPONSE = "co_response", _("Co-response with police")
    MULTIDISCIPLINARY_CIT = "multidisciplinary_cit", _("Multidisciplinary with CIT officer")
    EMS_FIRE = "ems_fire", _("EMS or fire-based")
    CALL_DIVERSION = "call_diversion", _("Embedded call diversion")
    FOLLOW_UP = "follow_up", _("Follow-up and care navigation")
    OVERDOSE_FOLLOW_UP = "overdose_follow_up", _("Overdose follow-up")
    MEDIATION = "mediation", _("Mediation and conflict")
    SERVICE_OFFICER = "service_officer", _("Community service officer")


class DocumentKind(models.TextChoices):
    POLICY = "policy", _("Policy or SOP")
    MOU = "mou", _("MOU")
    CONTRACT = "contract", _("RFP or contract")
    JOB_DESCRIPTION = "job_description", _("Job description")
    CURRICULUM = "curriculum", _("Training curriculum")
    DECISION_TREE = "decision_tree", _("Decision tree")
    FORM = "form", _("Form or template")
    DATA_DICTIONARY = "data_dictionary", _("Data dictionary")
    BUDGET = "budget", _("Budget sheet")
    COUNCIL_MEMO = "council_memo", _("Council memo")
    EVALUATION = "evaluation", _("Evaluation")
    PUBLIC_MATERIAL = "public_material", _("Public material")
    SLIDES = "slides", _("Slide deck")
    CHECKLIST = "checklist", _("Checklist")


class Discipline(models.TextChoices):
    """What a person in a team or a delegation does for a living."""

    CLINICIAN = "clinician", _("Mental health clinician")
    PEER = "peer", _("Peer support specialist")
    EMT = "emt", _("EMT or paramedic")
    NURSE = "nurse", _("Nurse")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    COMMUNITY_HEALTH = "community_health", _("Community health worker")
    RESPONDER = "responder", _("Crisis responder")
    OFFICER = "officer", _("Police officer")
    DISPATCHER = "dispatcher", _("911 and dispatch")
    FIRE = "fire", _("Fire")
    PROGRAM_LEAD = "program_lead", _("Program management")
    ANALYST = "analyst", _("Data and research")
    LEGAL = "legal", _("Legal and risk")
    ELECTED = "elected", _("Elected official")
    COMMUNITY = "community", _("Community member")
    OTHER = "other", _("Other")


class AgencyKind(models.TextChoices):
    """What kind of agency runs a program, houses it, or sends people on a visit."""

    OWN_DEPARTMENT = "own_department", _("Own department")
    HEALTH = "health", _("Health department")
    FIRE = "fire", _("Fire department")
    EMS = "ems", _("EMS")
    POLICE = "police", _("Police")
    EMERGENCY_COMMUNICATIONS = "emergency_communications", _("911 center")
    HUMAN_SERVICES = "human_services", _("Human services")
    NON_PROFIT = "non_profit", _("Non-profit")
    UNIVERSITY = "university", _("University")
    SEVERAL = "several", _("Several agencies")
    OTHER = "other", _("Other")


class CallKind(models.TextChoices):
    """Kinds of calls, as cities' own codes are gathered for comparison."""

    MENTAL_HEALTH = "mental_health", _("Mental health crisis")
    SUICIDE = "suicide", _("Suicide threat")
    WELFARE_CHECK = "welfare_check", _("Welfare check")
    TRESPASS = "trespass", _("Trespass or unwanted person")
    INTOXICATION = "intoxication", _("Intoxicated person")
    SUBSTANCE_USE = "substance_use", _("Substance use")
    OVERDOSE = "overdose", _("Overdose")
    DISTURBANCE = "disturbance", _("Disturbance")
    NOISE = "noise", _("Noise")
    PANHANDLING = "panhandling", _("Panhandling")
    INDECENCY = "indecency", _("Indecency")
    NEEDLES = "needles", _("Needle pick-up")
    DEATH_NOTIFICATION = "death_notification", _("Death notification")
    UNHOUSED = "unhoused", _("Unhoused person needs help")
    JUVENILE = "juvenile", _("Young person")
    FAMILY = "family", _("Family or neighbor conflict")
    TRANSPORT = "transport", _("Transport")
    MEDICAL = "medical", _("Medical, not an emergency")
    WEAPON = "weapon", _("Weapon")
    VIOLENCE = "violence", _("Violence")
    IN_TRAFFIC = "in_traffic", _("Person in traffic")
    OTHER = "other", _("Other")


class YesNo(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    SOMETIMES = "sometimes", _("Sometimes")
