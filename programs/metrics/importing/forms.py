"""Choosing a file, and saying what its columns are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.models import ProgramPage
from programs.permissions import programs_editable_by

from ..columns import COLUMNS_BY_NAME, FIGURE_COLUMNS
from .headings import LEFT_OUT, Heading, Headings
from .numbers import COMMA, POINT
from .opening import open_best_table
from .opening import remembered_headings as remembered
from .tables import FileRefusedError, Table

# In the form, where an empty choice is none.
_LEAVE_OUT = "-"


class FileForm(forms.Form):
    program = forms.ModelChoiceField(
        queryset=ProgramPage.objects.none(), label=_("Program"), empty_label=None
    )
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("CSV, TSV or XLSX, at most 20 MB. Nothing changes before you say so."),
        error_messages={"required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = programs_editable_by(user).order_by("title")
        self.fields["program"].queryset = own  # type: ignore[attr-defined]
        self.content = b""
        self.opened: tuple[Table, Headings] | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        program, file = cleaned.get("program"), cleaned.get("file")
        if program is not None and file is not None:
            self.content = file.read()
            try:
                self.opened = open_best_table(self.content, remembered(program.pk))
            except FileRefusedError as error:
                self.add_error("file", error.words)
        return cleaned


class ColumnsForm(forms.Form):
    """One choice for each column of the file, as far as they are known already."""

    def __init__(self, table: Table, headings: Headings, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        if len(table.sheets) > 1:
            self.fields["sheet"] = forms.ChoiceField(
                choices=[(sheet.name, _named(sheet)) for sheet in table.sheets],
                initial=table.sheet,
                label=_("Sheet with the figures"),
                help_text=_("The other sheets are not read."),
            )
        self.fields["decimal_mark"] = forms.ChoiceField(
            choices=[(POINT, "1,234.5"), (COMMA, "1.234,5")],
            initial=headings.decimal_mark,
            label=_("Numbers are written"),
        )
        self.asked = [(each, self._ask(each)) for each in headings.columns]

    def _ask(self, heading: Heading) -> str:
        name = f"column-{heading.position}"
        initial = _LEAVE_OUT if heading.column == LEFT_OUT else heading.column or ""
        self.fields[name] = forms.ChoiceField(
            choices=_COLUMN_CHOICES,
            initial=initial,
            label=heading.text or heading.letter,
            error_messages={"required": _("Say what this column is, or leave it out.")},
        )
        return name

    @property
    def rows(self) -> list[tuple[Heading, Any]]:
        """What is still to be said comes first."""
        rows = [(heading, self[name]) for heading, name in self.asked]
        return sorted(rows, key=lambda row: bool(row[1].value()))

    @property
    def above(self) -> list[Any]:
        return [self[name] for name in ("sheet", "decimal_mark") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for heading, name in self.asked:
            if name in cleaned:
                chosen = cleaned[name]
                heading.column = LEFT_OUT if chosen == _LEAVE_OUT else chosen
        for repeated in self.headings.repeated:
            words = _("Two columns are “%(column)s”. Leave one of them out.")
            self.add_error(None, words % {"column": repeated})
        return cleaned

    @property
    def columns(self) -> dict[str, str]:
        """As an import keeps them, by position."""
        return {str(heading.position): heading.column or LEFT_OUT for heading, _name in self.asked}


def missing_words(headings: Headings) -> list[str]:
    """What no column of the file is, though no figure is without it."""
    words = _("No column is “%(column)s”: %(meaning)s")
    return [
        str(words) % {"column": name, "meaning": COLUMNS_BY_NAME[name].meaning}
        for name in headings.missing
    ]


def _named(sheet: Any) -> Any:
    return _("%(sheet)s (hidden)") % {"sheet": sheet.name} if sheet.is_hidden else sheet.name


_COLUMN_CHOICES: list[tuple[str, Any]] = [
    ("", _("Choose what it is")),
    (_LEAVE_OUT, _("Leave it out")),
    *((column.name, column.name) for column in FIGURE_COLUMNS),
]
