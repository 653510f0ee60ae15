"""A picture's name and description, where programs that read pages aloud look for them."""

from typing import Any

from django.utils.html import escape


def spoken(svg: bytes, spec: dict[str, Any]) -> bytes:
    """The drawing library leaves out what a specification says of itself."""
    opening, sign, rest = svg.partition(b">")
    title, description = escape(spec["usermeta"]["title"]), escape(spec["description"])
    words = f"<title>{title}</title><desc>{description}</desc>"
    return opening + b' role="img"' + sign + words.encode() + rest
