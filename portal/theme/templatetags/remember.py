from typing import Any

from django import template
from django.utils.safestring import SafeString

from ..remembering import render

register = template.Library()


@register.simple_tag
def remembered(name: str, /, **arguments: Any) -> SafeString:
    """As `include … only`, rendered once for equal arguments (see remembering.py)."""
    return render(name, arguments)
