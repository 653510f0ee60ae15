"""Links from a page to the same as files, and how to cite it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.pages.templatetags.structured_data import absolute, script

from ..citing import Cited
from ..formats import FORMATS, MEDIA_TYPES
from ..rights import licence

register = template.Library()

# The date of what is put together when somebody asks.
TODAY = "today"


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


@register.simple_tag(takes_context=True)
def dataset_data(context: Any, name: str, text: str, files: str = "") -> SafeString:
    """Tells search engines that the page of this address has data, and where its files are: under
    its own address, or at another one.
    """
    here = absolute(context, "")
    addresses = {files: "application/zip"} if files else _files_of(here)
    stated = licence()
    return script(
        {
            "@type": "Dataset",
            "name": name,
            "description": text,
            "url": here,
            "creator": {"@type": "Organization", "name": settings.PORTAL_NAME},
            "isAccessibleForFree": True,
            "license": stated and (stated.address or stated.name),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media_type,
                    "contentUrl": absolute(context, address),
                }
                for address, media_type in addresses.items()
            ],
        }
    )


def _files_of(address: str) -> dict[str, str]:
    return {f"{address.rstrip('/')}.{kind}": of for kind, of in MEDIA_TYPES.items()}


@register.inclusion_tag("open_data/cite.html", takes_context=True)
def cite(
    context: Any, title: str, as_of: Any = "", address: str = "", label: str = ""
) -> Mapping[str, Any]:
    """What stands at an address, by default this page; `as_of` is a moment, a partial date or
    "today".
    """
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    path = address or (request.path if request else "")
    whole = request.build_absolute_uri(path) if request else path
    cited = Cited(title=str(title), address=whole, as_of=_partial(as_of))
    return {"cited": cited, "label": label or _("Cite this page")}


def _partial(as_of: Any) -> str:
    if as_of == TODAY:
        return timezone.localdate().isoformat()
    if isinstance(as_of, datetime.datetime):
        return timezone.localtime(as_of).date().isoformat()
    return str(as_of or "")
