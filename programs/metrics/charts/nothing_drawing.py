"""The picture of a metric of which nothing can be drawn: it says so."""

import textwrap
from typing import Any

from django.utils.translation import gettext as _

from .drawing import INK, frame, texts
from .forms import Form

_LETTERS_OF_TITLE = {Form.PHONE: 32}
_LETTERS = {Form.PHONE: 46}


def nothing_spec(metric: str, has_figures: bool, form: Form, source_line: str) -> dict[str, Any]:
    words = (
        _("No two figures of this metric may be set beside each other.")
        if has_figures
        else _("No city has reported a figure yet. Missing is not zero.")
    )
    title = textwrap.wrap(metric, _LETTERS_OF_TITLE.get(form, 68))
    said = textwrap.wrap(words, _LETTERS.get(form, 104))
    said += textwrap.wrap(source_line, _LETTERS.get(form, 104))
    after = 24 * len(title) + 12
    layers = [
        texts(
            ({"x": 0, "y": 12 + 24 * n, "text": line} for n, line in enumerate(title)),
            size=18,
            color=INK,
            fontWeight=700,
        ),
        texts({"x": 0, "y": after + 17 * n, "text": line} for n, line in enumerate(said)),
    ]
    height = after + 17 * len(said)
    return frame(form.width, height, layers, metric, f"{metric}. {words}", form.margin)
