from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "portal.search.attachments"
    label = "search_attachments"

    def ready(self) -> None:
        from . import listeners  # needs the models, which are not there before

        listeners.connect()
