from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class MetricsConfig(AppConfig):
    name = "programs.metrics"
    label = "metrics"

    def ready(self) -> None:
        from portal.provenance.models import Source

        from . import withholding
        from .models import Metric, Observation

        for signal in (post_save, post_delete):
            signal.connect(withholding.figure_changed, sender=Observation)
        post_save.connect(withholding.source_changed, sender=Source)
        post_save.connect(withholding.metric_changed, sender=Metric)
