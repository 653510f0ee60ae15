from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class GlossaryTerm(models.Model):
    """A word or an acronym of the field, with what it means.

    Acronyms of programs are not among them: those are facts of the programs' own pages, and the
    glossary draws them from there.
    """

    term = models.CharField(
        max_length=60, unique=True, help_text=_("As it is written. For example: MOU; co-response.")
    )
    also_written = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Other ways to write it, with commas. For example: coresponse, co-responder."),
    )
    expansion = models.CharField(
        max_length=160, blank=True, help_text=_("What the letters stand for, if it is an acronym.")
    )
    meaning = models.TextField(
        blank=True, help_text=_("One or two plain sentences that a stranger understands.")
    )
    source = models.ForeignKey(
        "provenance.Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="glossary_terms",
        help_text=_("Who says so. Without a source the glossary marks the wording as ours."),
    )
    topic = models.ForeignKey(
        "taxonomy.Topic",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="glossary_terms",
        help_text=_("Where to read on."),
    )

    class Meta:
        verbose_name = _("glossary term")
        ordering = ["term"]
        constraints = [
            models.CheckConstraint(
                name="glossary_term_says_something",
                condition=~(models.Q(expansion="") & models.Q(meaning="")),
            )
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return f"{reverse('glossary')}#{slugify(self.term)}"

    def clean(self) -> None:
        super().clean()
        if not self.expansion and not self.meaning:
            raise ValidationError({"meaning": _("Write what it means, or what it stands for.")})
