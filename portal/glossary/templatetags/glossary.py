from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString

from ..entries import words_of_all
from ..linking import with_links

register = template.Library()


class ExplainedNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Any) -> SafeString:
        page = getattr(context.get("page"), "pk", None)
        # Every piece was escaped when it was rendered; links add nothing but themselves.
        return SafeString(with_links(self.nodelist.render(context), words_of_all(), page))


@register.tag
def explained(parser: Parser, token: Token) -> ExplainedNode:
    """Around a page's main part: links the first use of each glossary term in its running text."""
    nodelist = parser.parse(("endexplained",))
    parser.delete_first_token()
    return ExplainedNode(nodelist)
