from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "programs.metrics.importing"
    label = "figure_imports"
    verbose_name = "Figures from files"
