"""What search knows of pages: derived rows, rebuilt whole, never edited."""

from typing import Any

from django.db import models


class Entry(models.Model):
    """A page as search shows it. There where the page is live, gone where it is not."""

    page = models.OneToOneField(
        "pages.KnowledgePage",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_entry",
    )
    kind = models.CharField(max_length=40)
    place = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12)
    # Partial dates, whose text sorts: of what it tells or of its publication, and of its review.
    date = models.CharField(max_length=10, blank=True)
    reviewed = models.CharField(max_length=10, blank=True)
    written_at = models.DateTimeField(auto_now=True, db_index=True)
    # Pages that print something of this one, or of which it prints something.
    related = models.ManyToManyField("pages.KnowledgePage", related_name="+")
    # Uploaded files that it offers, whose text is found as the page's own.
    files: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "wagtaildocs.Document", related_name="+"
    )

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id}"


class FacetValue(models.Model):
    """One value that a page has of one facet; a page of two models has two rows."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=120)

    class Meta:
        constraints = [
            # From a page to its values, for counts.
            models.UniqueConstraint(fields=["entry", "name", "value"], name="facet_value_once")
        ]
        # From a value to its pages, for narrowing.
        indexes = [models.Index(fields=["name", "value", "entry"], name="facet_value_pages")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class NameWord(models.Model):
    """One word by which a page is suggested to somebody who types its beginning."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="name_words")
    # In bytes, so that every database compares beginnings alike and finds them in the index.
    word = models.BinaryField(max_length=120)
    # Whether it begins a name, stands in one, or only in the place where the page is.
    distance = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "word"], name="name_word_once"),
        ]
        indexes = [models.Index(fields=["word", "entry", "distance"], name="name_word_pages")]

    def __str__(self) -> str:
        return bytes(self.word).decode()


class Passage(models.Model):
    """A stretch of a page under one heading; the one source for every engine."""

    page = models.ForeignKey(
        "pages.KnowledgePage", on_delete=models.CASCADE, related_name="passages"
    )
    position = models.PositiveIntegerField()
    # Below the page's own address, for pages that answer at several: "calls-responded/".
    path = models.CharField(max_length=200, blank=True)
    anchor = models.CharField(max_length=200, blank=True)
    # The page's title, in its first passage only, so that a title counts once.
    title = models.CharField(max_length=255, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    # Only names other pages, each a hit of its own that should stand before this one, or only
    # says that nothing is recorded.
    is_minor = models.BooleanField(default=False)
    language = models.CharField(max_length=12)

    class Meta:
        ordering = ["page", "position"]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="passage_position_once")
        ]
        # Parts with an address of their own: few among many.
        indexes = [
            models.Index(
                fields=["page"], condition=models.Q(path__gt=""), name="passage_own_address"
            )
        ]

    def __str__(self) -> str:
        return self.heading or self.title or self.text[:60]

    @property
    def address(self) -> str:
        """What follows the page's address."""
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


class Outgoing(models.Model):
    """A page that an outside search server has been told of, or has yet to be told.

    Written in the transaction of each change. The row outlives the page, so that no late
    delivery can be taken for a newer one than the page's deletion.
    """

    page_id = models.PositiveBigIntegerField(primary_key=True)
    # Counts the changes; the server refuses what is older than what it holds.
    version = models.PositiveBigIntegerField(default=0)
    is_pending = models.BooleanField(default=True)
    marked_at = models.DateTimeField()
    # The server refused the document itself, or it could not be made.
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    is_set_aside = models.BooleanField(default=False)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "outgoing pages"
        indexes = [
            models.Index(
                fields=["marked_at"],
                condition=models.Q(is_pending=True),
                name="outgoing_pending",
            )
        ]

    def __str__(self) -> str:
        return f"page {self.page_id}, version {self.version}"


class IndexBuild(models.Model):
    """The last making anew of the outside index, or the one that is under way; a single row."""

    # Of whoever is at work; another can only take over where nothing was heard for a while.
    token = models.CharField(max_length=32)
    index = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.index
