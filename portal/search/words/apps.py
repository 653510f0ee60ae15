from django.apps import AppConfig


class SearchWordsConfig(AppConfig):
    name = "portal.search.words"
    label = "search_words"
