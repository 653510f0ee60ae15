from django.apps import AppConfig


class SpellingConfig(AppConfig):
    name = "portal.search.spelling"
    label = "search_spelling"

    def ready(self) -> None:
        from . import vocabulary  # needs the models, which are not there before

        vocabulary.connect()
