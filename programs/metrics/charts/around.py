"""The words round the marks: title, unit and period above; key and sources below."""

import textwrap
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .drawing import INK, Layer, texts
from .forms import Form
from .key import key_of
from .values import Chart

_TITLE, _NOTE = 24, 17
# Letters that fit on a line of the whole picture: of the title, and of everything else.
_TITLE_LETTERS, _LETTERS = 68, 104
_MOST_LINES_OF_SOURCES = 3


class Around:
    """Heights are those of its lines; where the page says the words, there are none."""

    def __init__(self, chart: Chart, form: Form, address: str) -> None:
        self._chart = chart
        self._form = form
        self._address = address

    @cached_property
    def _title(self) -> list[str]:
        told = self._chart.told
        return textwrap.wrap(told.title, _TITLE_LETTERS) if self._form.has_words else []

    @cached_property
    def _about(self) -> list[str]:
        return textwrap.wrap(self._chart.told.about, _LETTERS) if self._form.has_words else []

    @property
    def head_height(self) -> int:
        if not self._form.has_words:
            return 4
        return 16 + _TITLE * len(self._title) + _NOTE * len(self._about) + 12

    def head(self) -> list[Layer]:
        after_title = 16 + _TITLE * len(self._title)
        return [
            _lines(self._title, 18, _TITLE, size=18, color=INK, fontWeight=700),
            _lines(self._about, after_title, _NOTE),
        ]

    @cached_property
    def _foot(self) -> list[str]:
        if not self._form.has_words:
            return []
        return [
            *textwrap.wrap(" ".join(key_of(self._chart)), _LETTERS),
            *self._sources(),
            *textwrap.wrap(self._address, _LETTERS),
        ]

    def _sources(self) -> list[str]:
        """As many as fit on a few lines; the address leads to the others."""
        sources = self._chart.told.sources
        for shown in range(len(sources), 0, -1):
            names = "; ".join(sources[:shown])
            words = _("Sources: %(names)s.") % {"names": names}
            if left_out := len(sources) - shown:
                more = ngettext("%(count)s more", "%(count)s more", left_out)
                words = _("Sources: %(names)s and %(more)s.") % {
                    "names": names,
                    "more": more % {"count": left_out},
                }
            found = textwrap.wrap(words, _LETTERS)
            if len(found) <= _MOST_LINES_OF_SOURCES:
                return found
        return []

    @property
    def foot_height(self) -> int:
        return 14 + _NOTE * len(self._foot) if self._foot else 0

    def foot(self, top: int) -> list[Layer]:
        return [_lines(self._foot, top + 16, _NOTE, size=12)]


def _lines(words: list[str], top: int, height: int, **mark: object) -> Layer:
    rows = ({"x": 0, "y": top + place * height, "text": line} for place, line in enumerate(words))
    return texts(rows, **mark)  # type: ignore[arg-type]
