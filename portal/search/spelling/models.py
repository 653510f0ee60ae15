"""The words of the portal's own pages, for readers who misspell one: derived, never edited."""

from django.db import models

LONGEST_WORD = 40


class Word(models.Model):
    """A word that stands on pages which everybody may read, and on how many."""

    word = models.CharField(max_length=LONGEST_WORD, primary_key=True)
    # What it shares with its other forms: "trespass" of "trespassing".
    root = models.CharField(max_length=LONGEST_WORD, db_index=True)
    length = models.PositiveSmallIntegerField(db_index=True)
    pages = models.IntegerField()

    def __str__(self) -> str:
        return self.word


class CountedPage(models.Model):
    """The words for which a page was counted, each between two spaces."""

    page = models.OneToOneField(
        "pages.KnowledgePage", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    words = models.TextField()

    def __str__(self) -> str:
        return str(self.page_id)
