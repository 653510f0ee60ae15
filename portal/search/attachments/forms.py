"""What search makes of a file, said where editors upload and change it."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from .keeping import is_read
from .models import FileText

_NOT_OF_ITS_KIND = _("Search reads PDF and Word (.docx) files; of this one it finds the title.")
_WAITING = _("Search has not read this file yet. It does so in a while, where its worker runs.")


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # After an upload of several files only their titles can be changed.
        field = self.fields.get("file") or self.fields["title"]
        if self.instance.pk:
            field.help_text = in_search(self.instance)


def in_search(document: Any) -> str | Promise:
    if not is_read(document):
        return _NOT_OF_ITS_KIND
    text = FileText.objects.filter(pk=document.file_hash).first()
    return text.in_words if text else _WAITING
