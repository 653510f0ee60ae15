from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OpenDataConfig(AppConfig):
    name = "portal.open_data"
    label = "open_data"

    def ready(self) -> None:
        autodiscover_modules("open_data")
