from django.apps import AppConfig


class AddressesConfig(AppConfig):
    name = "portal.addresses"
    label = "addresses"

    def ready(self) -> None:
        from . import signals  # noqa: F401  (connects its receivers)
