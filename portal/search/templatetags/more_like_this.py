from typing import Any

from django import template
from wagtail.models import Page

from ..alike import pages_like

register = template.Library()


@register.inclusion_tag("search/more_like_this.html")
def more_like_this(page: Page, without_kind: str = "") -> dict[str, Any]:
    """`without_kind` is one that the page leads to by itself."""
    return {"pages": pages_like(page, without_kind)}
