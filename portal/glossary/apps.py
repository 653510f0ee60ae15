from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class GlossaryConfig(AppConfig):
    name = "portal.glossary"
    label = "glossary"

    def ready(self) -> None:
        autodiscover_modules("glossary_source")
