from typing import Any

from django.apps import apps
from django.db import models


class DemoRecord(models.Model):
    """Remembers what was loaded from files, and how it looked then.

    So a later load does not bring back what editors removed, and the example can be taken out
    again without what editors changed.
    """

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=500)
    object_pk = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)
    is_example = models.BooleanField(default=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="demo_record_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"

    def find(self) -> Any:
        """The record it speaks of, or None where somebody has removed it."""
        model = apps.get_model(self.model)
        return model._default_manager.filter(pk=self.object_pk).first()
