"""Links from a page to the same as files."""

from typing import Any

from django import template

from ..formats import FORMATS

register = template.Library()


@register.inclusion_tag("open_data/downloads.html")
def downloads(
    path: str, query: str = "", what: str = "", *, says_more: bool = True
) -> dict[str, Any]:
    """`path` is the page's own, with its slash; `what` says what is in the files, where it is not
    plain from the place.
    """
    ending = f"?{query}" if query else ""
    files = [(kind.upper(), f"{path.rstrip('/')}.{kind}{ending}") for kind in FORMATS]
    return {"files": files, "what": what, "says_more": says_more}
