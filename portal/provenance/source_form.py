"""Adding and changing a source."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from .models import Source

SOURCE_FIELDS = [
    "title",
    "publisher",
    "address",
    "published",
    "accessed",
    "archived_copy",
    "kind",
    "note",
    "key",
]


class SourceForm(WagtailAdminModelForm):
    """The id may be left to the portal: publisher and title give one that is free."""

    key = forms.RegexField(
        r"^[A-Za-z0-9._-]+$",
        label=_("Id"),
        max_length=60,
        required=False,
        error_messages={"invalid": _("Use letters, digits, dots and hyphens only.")},
        help_text=_(
            "Short and lasting; pages are cited by it. For example: CAM-RELEASE-2024-02. "
            "Left empty, it is made from publisher and title."
        ),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = Source
        fields = SOURCE_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Pages, exports and readers' links name a source by its id.
        self.fields["key"].disabled = self.instance.pk is not None

    def clean_address(self) -> str:
        """One publication, one source: the same address twice would split what rests on it."""
        address: str = self.cleaned_data["address"]
        same = Source.objects.exclude(pk=self.instance.pk).filter(address=address).first()
        if address and same:
            raise forms.ValidationError(
                _("“%(title)s” (%(key)s) has this address already. Use that source.")
                % {"title": same.title, "key": same.key}
            )
        return address

    def save(self, commit: bool = True) -> Source:
        if "address" in self.changed_data:
            self.instance.forget_check()
        source: Source = super().save(commit=commit)
        return source

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("key") and "key" not in self.errors:
            cleaned["key"] = self.instance.key or self._free_key(cleaned)
        return cleaned

    def _free_key(self, cleaned: dict[str, Any]) -> str:
        words = f"{cleaned.get('publisher', '')} {cleaned.get('title', '')}"
        stem = slugify(words)[:50].strip("-").upper() or "SOURCE"
        key, number = stem, 2
        while Source.objects.filter(key=key).exists():
            key, number = f"{stem}-{number}", number + 1
        return key
