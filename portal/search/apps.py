from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"

    def ready(self) -> None:
        from . import listeners  # needs the models, which are not there before
        from .checks import check_page_types

        autodiscover_modules("search_source")
        autodiscover_modules("search_answers")
        register(check_page_types, Tags.models)
        listeners.connect()
        post_migrate.connect(prepare_engine, sender=self)


def prepare_engine(**_kwargs: Any) -> None:
    """After every migration: one that remakes the table of passages drops its triggers."""
    from .engines import get_engine  # needs the models, which are not there before

    get_engine().prepare()
