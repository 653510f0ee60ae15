from django.db import models
from django.utils.translation import gettext_lazy as _


class GoneAddress(models.Model):
    """The address of a deleted page: it answers 410 and names the page to read instead."""

    path = models.CharField(max_length=500, unique=True)
    title = models.CharField(max_length=255)
    successor = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    gone_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("address of a deleted page")
        verbose_name_plural = _("addresses of deleted pages")

    def __str__(self) -> str:
        return self.path
