from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "portal.theme"
    label = "theme"
