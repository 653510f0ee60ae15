"""A picture as a page shows it: its words, and the addresses of its forms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from .dots_drawing import dots_spec
from .forms import Form
from .kept_files import Kind, Picture
from .key import key_of
from .series_drawing import series_spec
from .values import Chart, DotChart, Told

FORM, VERSION = "form", "v"


@dataclass(frozen=True)
class Sized:
    """A form of a picture: where it is, and its size in pixels before it is there."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class PictureShown:
    told: Told
    key: tuple[str, ...]
    phone: Sized
    # None where the picture always stands in a narrow column.
    page: Sized | None
    # To be taken elsewhere: with its title and its sources.
    whole: str
    whole_png: str


@dataclass(frozen=True)
class Address:
    """Where a picture stands: `/metrics/calls-responded` and what is asked of it."""

    path: str
    query: tuple[tuple[str, str], ...] = field(default=())

    def of(self, kind: Kind, **more: str) -> str:
        asked = urlencode([*self.query, *more.items()], safe="/")
        return f"{self.path}.{kind}{f'?{asked}' if asked else ''}"


def spec_of(chart: Chart, form: Form, source_line: str = "") -> dict[str, Any]:
    if isinstance(chart, DotChart):
        return dots_spec(chart, form, source_line)
    return series_spec(chart, form, source_line)


def picture_shown(
    chart: Chart, address: Address, forms: Sequence[Form] = (Form.PHONE, Form.PAGE)
) -> PictureShown:
    return PictureShown(
        told=chart.told,
        key=tuple(key_of(chart)),
        phone=sized(chart, Form.PHONE, address),
        page=sized(chart, Form.PAGE, address) if Form.PAGE in forms else None,
        whole=address.of("svg"),
        whole_png=address.of("png"),
    )


def sized(chart: Chart, form: Form, address: Address) -> Sized:
    """The version in the address lets a browser keep what it has until the data changes."""
    spec = spec_of(chart, form)
    version = Picture.of(spec).version
    url = address.of("svg", **{FORM: form.value, VERSION: version})
    return Sized(url, spec["width"], spec["height"])
