from django.apps import AppConfig


class MemosConfig(AppConfig):
    name = "portal.memos"
    label = "memos"
