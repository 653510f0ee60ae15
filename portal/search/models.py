"""What search knows of pages: derived rows, rebuilt whole, never edited."""

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

    def __str__(self) -> str:
        return self.heading or self.title or self.text[:60]

    @property
    def address(self) -> str:
        """What follows the page's address."""
        return f"{self.path}#{self.anchor}" if self.anchor else self.path
