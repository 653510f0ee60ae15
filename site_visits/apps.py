from django.apps import AppConfig


class SiteVisitsConfig(AppConfig):
    name = "site_visits"
    label = "site_visits"
