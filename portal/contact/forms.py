"""The contact form: a question, or what a reader knows about one fact."""

import time
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from .models import Message

# Nobody reads and answers a form in less; programs do.
QUICKEST_SECONDS = 2
OLDEST_SECONDS = 24 * 3600


class ContactForm(forms.Form):
    """What both forms share: the message, an address for an answer, and the spam guards.

    The guards need no third party and no script: a field that people do not see, and a signed
    time that says when the form was opened.
    """

    text = forms.CharField(
        label=_("Your message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your message.")},
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("Only if the editors may ask back. It is never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    # What readers see; the guards are drawn apart.
    shown: tuple[str, ...] = ("text", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = opening_stamp

    def shown_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.shown]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email:
            try:
                validate_email(email)
            except forms.ValidationError as error:
                raise forms.ValidationError(
                    _("Write an e-mail address like name@example.org, or leave it empty.")
                ) from error
        return email

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave the field “website” empty, then send it again."))
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not _was_opened_by_a_person(self.cleaned_data.get("opened", "")):
            # The stamp starts afresh, so that sending again is all a person has to do.
            self.data = {**self.data.dict(), self.add_prefix("opened"): opening_stamp()}  # type: ignore[attr-defined]  # a QueryDict when bound
            self.add_error(None, _("Please check your message once more, then press Send again."))
        return cleaned

    def message(self) -> Message:
        return Message(text=self.cleaned_data["text"], email=self.cleaned_data["email"])


class FactForm(ContactForm):
    """About one fact of one page: confirm it, correct it, or say why it cannot be said."""

    kind = forms.ChoiceField(
        label=_("What would you like to do?"),
        choices=[choice for choice in Message.Kind.choices if choice[0] != "question"],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you would like to do.")},
    )
    evidence = forms.CharField(
        label=_("How do you know?"),
        required=False,
        max_length=500,
        help_text=_("A web address, a document’s title, or “I work there”."),
    )
    role = forms.CharField(
        label=_("Your role"),
        max_length=200,
        help_text=_(
            "Shown with the fact. For example “data analyst, Community Safety Department”."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Write your role, for example: resident.")},
    )
    shown = ("kind", "text", "evidence", "role", "email")

    def __init__(self, *args: Any, label: str = "", has_value: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("What should it say, and as of when?")
        text.help_text = _(
            "A number or a sentence, with month and year. For example “about 50, October 2023”."
        )
        text.required = False
        self.label = label
        if not has_value:
            kind = self.fields["kind"]
            kind.choices = [  # type: ignore[attr-defined]  # a ChoiceField
                (Message.Kind.CORRECT, _("I know what belongs here")),
                (Message.Kind.GAP, Message.Kind.GAP.label),
            ]
            kind.initial = Message.Kind.CORRECT

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asks_text = self.cleaned_data.get("kind") != Message.Kind.CONFIRM
        if asks_text and not self.cleaned_data.get("text") and "text" not in self.errors:
            words = _("Write what the page should say about: %(label)s.") % {"label": self.label}
            self.add_error("text", words)
        return cleaned

    def message(self) -> Message:
        message = super().message()
        message.kind = self.cleaned_data["kind"]
        message.evidence = self.cleaned_data["evidence"]
        message.role = self.cleaned_data["role"]
        return message


def opening_stamp() -> str:
    return signing.dumps(int(time.time()), salt="portal.contact")


def _was_opened_by_a_person(stamp: str) -> bool:
    try:
        opened = signing.loads(stamp, salt="portal.contact", max_age=OLDEST_SECONDS)
    except signing.BadSignature:
        return False
    return bool(time.time() - opened >= QUICKEST_SECONDS)
