from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .phrases import written


def languages() -> list[tuple[str, Any]]:
    return list(settings.LANGUAGES)


class WordGroup(models.Model):
    """Words that mean the same to whoever searches: one typed, the others are looked for too."""

    words = models.CharField(
        max_length=500,
        help_text=_(
            "Words that mean the same, with commas. Whoever types one of them also gets pages with "
            "the others, behind those with the word itself. For example: welfare check, "
            "wellness check, well-being check."
        ),
    )
    also_finds = models.CharField(
        _("one way to"),
        max_length=500,
        blank=True,
        help_text=_(
            "Leave this empty, or make the group work in one direction: whoever types one of the "
            "words above also gets pages with these, and not the other way round. For example, "
            "above: CIT; here: crisis intervention team."
        ),
    )
    language = models.CharField(
        max_length=12,
        blank=True,
        choices=languages,
        help_text=_("For readers of this language only. Empty: for all."),
    )

    class Meta:
        verbose_name = _("synonym")
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(
                fields=["words", "also_finds", "language"],
                name="word_group_once",
                violation_error_message=_("These words are together already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.words} → {self.also_finds}" if self.also_finds else self.words

    def clean(self) -> None:
        super().clean()
        if not self.also_finds and len(written(self.words)) < 2:
            raise ValidationError(
                {
                    "words": _(
                        "One word alone finds nothing more. Add another after a comma, or say "
                        "below what it leads to."
                    )
                }
            )
        if self.also_finds and not (written(self.words) and written(self.also_finds)):
            raise ValidationError({"also_finds": _("Write letters or numbers on both sides.")})
