"""What a browser would send for a form, without a browser."""

import json
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

URLENCODED = "application/x-www-form-urlencoded"


class FilledForm:
    """The fields of a form as they stand in a page, to be changed and sent."""

    def __init__(self, html: str, selector: str = "form[data-edit-form]") -> None:
        soup = BeautifulSoup(html, "html.parser")
        for template in soup.select("template"):
            template.decompose()
        form = soup.select_one(selector)
        assert form is not None, f"no {selector} on the page"
        self.fields: dict[str, list[str]] = {}
        for element in form.select("input[name], select[name], textarea[name]"):
            for value in _values(element):
                self.fields.setdefault(str(element["name"]), []).append(value)
        for stream in form.select('[data-controller~="w-block"]'):
            # A script draws the blocks of a stream; only empty streams can be sent without it.
            data = json.loads(str(stream["data-w-block-arguments-value"]))
            assert not data[0], "a stream with blocks needs a browser"
            self.fields[f"{stream['id']}-count"] = ["0"]

    def __getitem__(self, name: str) -> str:
        return self.fields[name][0]

    def __setitem__(self, name: str, value: object) -> None:
        self.fields[name] = [str(value)]

    def names(self, start: str, end: str) -> list[str]:
        return [n for n in self.fields if n.startswith(start) and n.endswith(end)]

    def prefix_of(self, field: str, value: object) -> str:
        """Which form of a set holds a value: `prefix_of("-about", "status")` is `citations-3`."""
        found = [n for n in self.fields if n.endswith(field) and self[n] == str(value)]
        assert found, f"no field {field} says {value}"
        return found[0].removesuffix(field)

    def add(self, formset: str, **values: object) -> str:
        """One more form in a set, as Wagtail's script makes it; its prefix."""
        index = int(self[f"{formset}-TOTAL_FORMS"])
        self[f"{formset}-TOTAL_FORMS"] = index + 1
        prefix = f"{formset}-{index}"
        defaults = {"id": "", "ORDER": index + 1, "DELETE": ""}
        for name, value in (defaults | values).items():
            self[f"{prefix}-{name}"] = value
        return prefix

    def encoded(self) -> str:
        return urlencode(self.fields, doseq=True)


def _values(element: Tag) -> list[str]:
    kind = element.get("type", "")
    if element.name == "select":
        chosen = element.select("option[selected]") or element.select("option")[:1]
        return [str(option.get("value", "")) for option in chosen]
    if element.name == "textarea":
        # A browser drops the line break right after the tag.
        return [element.text.removeprefix("\n")]
    if kind in {"checkbox", "radio"}:
        return [str(element.get("value", "on"))] if element.has_attr("checked") else []
    if kind in {"submit", "button", "file"}:
        return []
    return [str(element.get("value", ""))]


def send(client: Client, address: str, form: FilledForm) -> HttpResponse:
    return client.post(address, form.encoded(), content_type=URLENCODED)
