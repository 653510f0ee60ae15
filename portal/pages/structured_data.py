"""What a page tells search engines of itself (schema.org), as JSON that HTML cannot break."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

# As in Django's `json_script`: no value can close the element or open another.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data(values: Mapping[str, Any]) -> SafeString:
    """The values for a `<script type="application/ld+json">`; empty ones are left out."""
    filled = {key: value for key, value in values.items() if value}
    about = {"@context": "https://schema.org", **filled}
    # Words that are still to be translated are so now.
    text = json.dumps(about, ensure_ascii=False, default=str)
    return SafeString(text.translate(_ESCAPES))
