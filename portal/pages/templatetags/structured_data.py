"""What pages tell search engines of themselves, from templates."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..structured_data import structured_data

register = template.Library()


def script(values: dict[str, Any]) -> SafeString:
    return format_html('<script type="application/ld+json">{}</script>', structured_data(values))


def absolute(context: Any, path: str) -> str:
    """An address as the reader came to it; components that see nothing else see the request."""
    request: HttpRequest | None = getattr(context, "request", None)
    return request.build_absolute_uri(path) if request else path


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: Any, trail: Iterable[Any], current: str) -> SafeString:
    """`trail` as breadcrumb.html takes it; the last step is this page."""
    above = [(_part(item, "title"), absolute(context, _part(item, "url"))) for item in trail]
    steps = [*above, (str(current), absolute(context, ""))]
    return script(
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": address}
                for number, (name, address) in enumerate(steps, 1)
            ],
        }
    )


def _part(item: Any, name: str) -> str:
    return str(item[name] if isinstance(item, dict) else getattr(item, name))


@register.simple_tag(takes_context=True)
def article_data(context: Any, page: Any) -> SafeString:
    """A page of text."""
    changed = page.last_published_at
    return script(
        {
            "@type": "Article",
            "headline": page.title,
            "description": page.summary,
            "url": absolute(context, ""),
            "dateModified": changed and changed.isoformat(),
        }
    )
