"""Search says at start-up what it was not told."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from wagtail.models import Page, get_page_models

from .declaration import registry


def check_page_types(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    excluded = set(settings.SEARCH_EXCLUDED_PAGE_TYPES)
    known = {model._meta.label: model for model in [Page, *get_page_models()]}
    messages: list[CheckMessage] = [
        Error(
            f"SEARCH_EXCLUDED_PAGE_TYPES names {label}, which is no page type.",
            hint=f"Write it like this: {Page._meta.label}.",
            id="portal.search.E002",
        )
        for label in sorted(excluded - set(known))
    ]
    for label, model in known.items():
        is_declared = registry.for_model(model) is not None
        if is_declared and label in excluded:
            messages.append(
                Error(
                    f"{label} is declared in {source_file(model)} and excluded from search.",
                    hint=f"Take “{label}” out of SEARCH_EXCLUDED_PAGE_TYPES, or its declaration "
                    "out of that file.",
                    obj=model,
                    id="portal.search.E003",
                )
            )
        if not is_declared and label not in excluded:
            messages.append(
                Error(
                    f"Declare {model.__name__} in {source_file(model)}, or add it to "
                    "SEARCH_EXCLUDED_PAGE_TYPES.",
                    hint=f"Excluded page types are written like this: {label}.",
                    obj=model,
                    id="portal.search.E001",
                )
            )
    return messages


def source_file(model: type[Page]) -> str:
    """Where the page type is declared. The platform's own are in this app: imports point here."""
    app = apps.get_app_config(model._meta.app_label).name
    folder = "portal.search" if app == "portal.pages" else app
    return f"{folder.replace('.', '/')}/search_source.py"
