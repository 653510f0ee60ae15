"""Small helpers of the components: words, addresses, lists."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page as PaginatorPage
from django.forms import BoundField
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.provenance.facts import Fact, FactSheet
from portal.provenance.models import Citation
from portal.provenance.source_names import short_publisher

from ..citations import NumberedText, numbered_text
from ..navigation import NavigationItem
from ..source_panels import (
    citation_panel,
    figure_panel,
    figure_source_name,
    source_name,
)

register = template.Library()

CONTACT_ADDRESS = "/contact/"
_BOUNDS = {
    "more_than": gettext_lazy("more than"),
    "less_than": gettext_lazy("less than"),
    "nearly": gettext_lazy("nearly"),
    "about": gettext_lazy("about"),
}
_WIDGET_CLASSES = {
    "textarea": "usa-textarea",
    "select": "usa-select",
    "checkbox": "usa-checkbox__input",
}


@register.simple_tag(takes_context=True)
def aria_current(context: Mapping[str, Any], item: NavigationItem) -> str:
    """Marks where the reader is: "page" on the address itself, "true" below it.

    A page whose section is not its address (a program lives under its city) names it in
    `navigation_section`.
    """
    section = getattr(context.get("page"), "navigation_section", None)
    is_current = item.section == section if section else item.is_current
    if not is_current:
        return ""
    request = context.get("request")
    is_here = isinstance(request, HttpRequest) and request.path == item.url
    return SafeString(' aria-current="page"' if is_here else ' aria-current="true"')


@register.simple_tag
def page_trail(page: Any) -> list[dict[str, str]]:
    """The pages above this one, home first, for breadcrumb.html."""
    return list(page.trail)


@register.simple_tag
def contact_url(page: Any = None, about: str = "") -> str:
    """The contact form, prefilled with a page and one of its facts."""
    parameters = {}
    if page is not None and getattr(page, "pk", None):
        parameters["page"] = str(page.pk)
    if about:
        parameters["field"] = about
    return CONTACT_ADDRESS + (f"?{urlencode(parameters)}" if parameters else "")


register.filter(short_publisher)
register.filter(source_name)
register.filter(figure_source_name)
register.simple_tag(citation_panel, name="source_panel")
register.simple_tag(figure_panel)


@register.simple_tag
def others(cited: Sequence[Any]) -> str:
    """ "and 2 more", after the first of several sources."""
    more = len(cited) - 1
    return ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more}


@register.filter
def bound_words(observation: Any) -> str:
    """What its source says before the number: "more than", "less than", "nearly", "about"."""
    if observation.bound in _BOUNDS:
        return str(_BOUNDS[observation.bound]) + " "
    return _("about") + " " if observation.quality == "estimated" else ""


@register.filter
def value_in_words(observation: Any) -> str:
    """ "more than 12,000 calls"; "about $4,700,000, planned"."""
    value = f"{bound_words(observation)}{observation.value_display}"
    return _("%(value)s, planned") % {"value": value} if observation.is_planned else value


@register.filter
def of_gaps(citations: Iterable[Citation]) -> list[Citation]:
    """The citations that explain why there is no value."""
    return [citation for citation in citations if citation.gap]


@register.filter
def with_source(citations: Iterable[Citation]) -> list[Citation]:
    return [citation for citation in citations if citation.source_id]


@register.filter
def css_name(code: str) -> str:
    """`not_recorded` is `not-recorded` in class names."""
    return code.replace("_", "-")


@register.simple_tag
def number_sources(sentences: Any) -> NumberedText:
    """Sentences with the numbers of their sources, for sentences.html."""
    return numbered_text(sentences)


@register.simple_tag
def page_numbers(page_object: PaginatorPage[Any]) -> list[int | str]:
    """The numbers that pagination shows; "…" stands for those left out."""
    return list(
        page_object.paginator.get_elided_page_range(page_object.number, on_each_side=2, on_ends=1)
    )


@register.simple_tag
def field_control(field: BoundField) -> SafeString:
    """The field's own widget with the design system's class."""
    css_class = _WIDGET_CLASSES.get(field.widget_type, "usa-input")
    return field.as_widget(attrs={"class": css_class})


@register.filter
def phone_link(number: str) -> SafeString:
    """`911` or `984-242-3006` as a link that calls it."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return format_html('<a class="unbroken" href="tel:{}">{}</a>', digits, number)


@register.simple_tag
def page_sentences(facts: FactSheet, name: str) -> list[Fact]:
    """The sentences of one of a page's longer texts, for sentences.html."""
    return facts.sentences(name)
