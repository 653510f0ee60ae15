"""The field's profiles of programs, and where the portal holds what they say."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

PROGRAMS = {
    "cambridge-care": "care",
    "durham-heart": "heart",
    "denver-star": "star",
    "albuquerque-acs": "acs",
    "eugene-cahoots": "cahoots",
    "portland-street-response": "street-response",
    "nyc-b-heard": "b-heard",
    "toronto-tccs": "tccs",
    "seattle-care": "seattle-care",
    "minneapolis-bcr": "bcr",
    "oakland-macro": "macro",
    "olympia-cru": "cru",
    "harris-county-hart": "hart",
    "st-petersburg-call": "call",
    "dayton-mru": "mru",
    "chicago-care": "chicago-care",
    "rochester-pic": "pic",
    "amherst-cress": "cress",
    "san-francisco-scrt": "scrt",
    "new-orleans-mciu": "mciu",
}
CITY_FIELDS = {
    "city": ["city_name"],
    "state_province": ["state"],
    "country": ["country"],
    "lat": ["latitude"],
    "lon": ["longitude"],
    "population": ["populations"],
}
# The field of the data, and the columns and relations of the page that hold it.
PROGRAM_FIELDS = {
    "name": ["title"],
    "acronym_expansion": ["acronym_expansion"],
    "lead_agency": ["lead_department"],
    "agency_type": ["housed_in"],
    "launch_date": ["milestones"],
    "status": ["status"],
    "response_model": ["response_models"],
    "team_composition": ["team_roles", "roles"],
    "dispatch_route": ["dispatch_model", "ways_to_ask"],
    "eligible_call_types": ["call_types"],
    "hours_of_operation": ["hours"],
    "coverage": ["coverage"],
    "fleet": ["equipment", "units"],
    "funding_sources": ["funding"],
    "training": ["trainings"],
    "partner_agencies": ["partners"],
    "website": ["website"],
    "contact": ["contacts"],
    "evaluation_references": ["evaluations"],
}
FIGURES = {"staff_fte": "staff-fte", "annual_budget": "annual-budget"}


@pytest.fixture(scope="module")
def profiles(shared: Path) -> dict[str, dict[str, Any]]:
    data = yaml.safe_load((shared / "data" / "programs.yaml").read_text())
    return {profile["slug"]: profile for profile in data["programs"]}


def listed(value: Any) -> list[dict[str, Any]]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def as_text(value: Any) -> str:
    """A value as one of our columns or rows would hold it."""
    if isinstance(value, dict):
        return f"{value['count']:,}" + (f" ({value['year']})" if value["year"] else "")
    if isinstance(value, float):
        return str(Decimal(str(value)).quantize(Decimal("0.00001")))
    return spaced(str(value))


def spaced(text: str) -> str:
    return " ".join(text.split())
