from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProvenanceConfig(AppConfig):
    name = "portal.provenance"
    label = "provenance"

    def ready(self) -> None:
        autodiscover_modules("source_uses")
