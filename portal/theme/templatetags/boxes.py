"""The boxes of a form that narrows a list."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.lists.parts import Option

register = template.Library()

# A form has up to two hundred boxes. As a template of its own each took four times as long, and
# most of the time that a page of results needs.
_BOX = (
    '<div class="usa-checkbox{}{}"><input class="usa-checkbox__input" id="{}" type="checkbox"'
    ' name="{}" value="{}"{}><label class="usa-checkbox__label" for="{}">{}'
    ' <span class="facet__count">{}</span></label></div>'
)


@register.simple_tag
def boxes(name: str, options: Iterable[Option]) -> SafeString:
    """One for each value of the filter of this name."""
    return format_html_join(
        "\n",
        _BOX,
        (
            (
                "" if option.count else " facet__zero",
                " facet__part" if option.level else "",
                option.id,
                name,
                option.value,
                " checked" if option.is_chosen else "",
                option.id,
                option.label,
                option.count,
            )
            for option in options
        ),
    )
