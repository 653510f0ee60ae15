"""Remembers where pages were that readers may have cited."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from .models import GoneAddress


@receiver(pre_delete)
def remember_address(sender: type, instance: Any, **kwargs: Any) -> None:
    """Deleting a subtree sends this for each of its pages; the home page has no successor."""
    if not isinstance(instance, Page) or sender is not Page or not instance.live:
        return
    parts = instance.get_url_parts()
    if parts is None or instance.depth < 3:
        return
    # The nearest page above; it may be deleted in the same breath, then its own record says more.
    successor = instance.get_parent()
    GoneAddress.objects.update_or_create(
        path=parts[2], defaults={"title": instance.title, "successor_id": successor.pk}
    )
