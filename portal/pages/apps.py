from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from .statistics import count_rows


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"

    def ready(self) -> None:
        autodiscover_modules("sections", "topic_sections")
        # With every update of the portal.
        post_migrate.connect(count_rows, sender=self)
