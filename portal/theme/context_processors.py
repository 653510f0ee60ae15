from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .navigation import main_navigation


def portal(request: HttpRequest) -> Mapping[str, Any]:
    """What every template knows of the portal, from settings alone: no query is run."""
    first_word, _space, rest = settings.PORTAL_NAME.partition(" ")
    return {
        "portal": {
            "name": settings.PORTAL_NAME,
            # The word mark is set in two colors.
            "name_start": first_word,
            "name_rest": rest,
            "help_band": settings.PORTAL_HELP_BAND,
            "official_banner": settings.PORTAL_OFFICIAL_BANNER,
            "navigation": main_navigation(request.path),
        }
    }
