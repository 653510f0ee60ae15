from django.apps import AppConfig


class UsageConfig(AppConfig):
    name = "portal.search.usage"
    label = "search_usage"
