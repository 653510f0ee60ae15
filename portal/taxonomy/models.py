from functools import cached_property

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class TopicQuerySet(models.QuerySet["Topic"]):
    def current(self) -> "TopicQuerySet":
        """Topics that editors may choose."""
        return self.filter(retired_on=None)

    def top_level(self) -> "TopicQuerySet":
        return self.filter(parent=None)


class Topic(models.Model):
    """What a playbook, a lesson or a question is about. Two levels, numbered as in the field."""

    code = models.CharField(
        max_length=8, unique=True, help_text=_("Its number, for example: 4 or 4.2.")
    )
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    retired_on = models.DateField(
        null=True,
        blank=True,
        help_text=_("Set a date to take the topic out of choosers. Pages that use it keep it."),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("topics:topic", args=[self.slug])

    @cached_property
    def branch(self) -> list["Topic"]:
        """The topic and those narrower than it: what is on one of them is on this topic too."""
        return [self, *self.children.all()]
