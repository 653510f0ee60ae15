"""The text of uploaded files: read once, kept by what the file holds, never edited."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FileText(models.Model):
    """What search knows of a file, whichever documents hold it."""

    class Outcome(models.TextChoices):
        READ = "read", _("read")
        NO_TEXT = "no_text", _("no text")
        ENCRYPTED = "encrypted", _("protected by a password")
        BROKEN = "broken", _("not readable")
        TOO_LARGE = "too_large", _("too large")
        TOO_SLOW = "too_slow", _("took too long")
        MISSING = "missing", _("missing")

    # As `Document.file_hash`.
    file_hash = models.CharField(max_length=40, primary_key=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    pages = models.PositiveIntegerField(default=0)
    is_cut = models.BooleanField(default=False)
    # In the order of the file: `{"text": ..., "page": ..., "heading": ...}`.
    parts = models.JSONField(default=list)
    read_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.file_hash}: {self.outcome}"

    @property
    def in_words(self) -> str | Promise:
        """For the editor: what search makes of the file, and what to do where it is nothing."""
        if self.outcome != self.Outcome.READ:
            return _WORDS[self.outcome]
        return _CUT if self.is_cut else _READ


_READ = _("Its text is found by search, on public pages that offer the file.")
_CUT = _(
    "The beginning of its text is found by search, on public pages that offer the file. It is too "
    "long to be searched whole: offer its parts as files of their own."
)
_WORDS: dict[str, Promise] = {
    FileText.Outcome.NO_TEXT: _(
        "Search finds no words in this file; it seems to be scanned. Run text recognition (OCR) "
        "over it and upload it again, so that people can search it and have it read aloud."
    ),
    FileText.Outcome.ENCRYPTED: _(
        "Search cannot read this file, because it is protected by a password. Upload a copy "
        "without one."
    ),
    FileText.Outcome.BROKEN: _(
        "Search cannot read this file: it is damaged, or is no PDF or Word (.docx) file in spite "
        "of its name. Open it in the program it was made with, save it anew and upload that."
    ),
    FileText.Outcome.TOO_LARGE: _(
        "Search does not read this file, because it is too large. Upload a smaller copy, for "
        "example with smaller pictures, or its parts as files of their own."
    ),
    FileText.Outcome.TOO_SLOW: _(
        "Search gave up on this file, because reading it took too long. Save it anew in the "
        "program it was made with, or split it, and upload that."
    ),
    FileText.Outcome.MISSING: _(
        "The file itself is not where uploaded files are kept. Upload it again."
    ),
}
