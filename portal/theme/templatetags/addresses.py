"""Gives every fact of a page an address, which sources and messages link to."""

import re
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString

register = template.Library()

# Each is up to 300 kB before and after.
PAGES_REMEMBERED = 48

_CARRIES_A_FACT = " data-fact="
_FACT = re.compile(r'<(?P<tag>\w+)(?P<attributes>[^>]*? data-fact="(?P<about>[^"]+)"[^>]*)>')
# What may begin with an empty mark; a row of a table may not.
_MAY_HOLD_A_MARK = {"article", "div", "figure", "li", "p", "section", "span"}
_ID = re.compile(r'\bid="([^"]*)"')


class FactAddressesNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Any) -> SafeString:
        html = self.nodelist.render(context)
        # To look through a page of results for facts takes as long as to write its hits.
        return SafeString(with_addresses(html) if _CARRIES_A_FACT in html else html)


@register.tag
def fact_addresses(parser: Parser, token: Token) -> FactAddressesNode:
    """Around a page's main part: `#fact-<about>` leads to the first element that carries the fact.

    Done on the rendered page, because one component may print a fact twice and cannot know what
    stands before it. An element with an id of its own keeps it, and holds the other.
    """
    nodelist = parser.parse(("endfact_addresses",))
    parser.delete_first_token()
    return FactAddressesNode(nodelist)


@lru_cache(maxsize=PAGES_REMEMBERED)
def with_addresses(html: str) -> str:
    """Remembered for the pages that were asked for last: most visits show the same words."""
    taken = set(_ID.findall(html))

    def addressed(found: re.Match[str]) -> str:
        address = f"fact-{found['about']}"
        has_own = _ID.search(found["attributes"]) is not None
        if address in taken or (has_own and found["tag"] not in _MAY_HOLD_A_MARK):
            return found[0]
        taken.add(address)
        if has_own:
            return f'{found[0]}<span id="{address}"></span>'
        return f'{found[0][:-1]} id="{address}">'

    return _FACT.sub(addressed, html)
