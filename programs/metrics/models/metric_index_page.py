from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from portal.database_state import kept_until_a_commit
from portal.pages.models import KnowledgePage

from .. import citing, selectors
from ..corrections import withdrawn_figure
from ..figure_list import figure_list
from ..shown import metric_shown
from .metric import FIGURES, Metric


class MetricIndexPage(RoutablePageMixin, KnowledgePage):
    """The metric dictionary; each metric has its address below it."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("metric dictionary")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The dictionary's own address, that of all figures, and those of its metrics."""
        own: list[dict[str, Any]] = super().get_sitemap_urls(request)
        metrics = Metric.objects.current().in_dictionary()
        below = [FIGURES, *(metric.slug for metric in metrics)]
        return own + [own[0] | {"location": f"{own[0]['location']}{name}/"} for name in below]

    @path("")
    def dictionary(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.render(
            request, context_overrides={"groups": selectors.dictionary()}
        )
        return response

    @path(f"{FIGURES}/")
    def figures(self, request: HttpRequest) -> HttpResponse:
        context: dict[str, Any] = {
            "page_title": _("All figures"),
            "page_description": _(
                "Every figure of the dictionary’s metrics, of every program, each with its source."
            ),
            "trail": [*self.trail, {"title": self.title, "url": self.url}],
        }
        response: HttpResponse = self.render(
            request,
            template="metrics/figures.html",
            context_overrides=context | figure_list(request),
        )
        return response

    @path(f"{FIGURES}/<int:pk>/")
    def figure(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One figure, and how to cite it."""
        found = citing.public_figure(pk)
        if found is None:
            return self._withdrawn(request, pk)
        trail = [*self.trail, {"title": self.title, "url": self.url}]
        response: HttpResponse = self.render(
            request,
            template="metrics/figure.html",
            context_overrides={"trail": trail} | citing.figure_context(found, request),
        )
        return response

    def _withdrawn(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Who cited a figure learns that it is gone, since when, and what stands in its place."""
        gone = withdrawn_figure(pk) if pk <= citing.LARGEST else None
        if gone is None:
            raise Http404(_("There is no such figure."))
        trail = [*self.trail, {"title": self.title, "url": self.url}]
        response: HttpResponse = self.render(
            request,
            template="metrics/figure_withdrawn.html",
            context_overrides={"trail": trail} | citing.withdrawn_context(gone),
        )
        response.status_code = HTTPStatus.GONE
        return response

    @path("<slug:slug>/")
    def metric(self, request: HttpRequest, slug: str) -> HttpResponse:
        asked = request.GET.get("page", "")[:9]
        context = kept_until_a_commit(
            ("metric", slug, asked, get_language()), lambda: metric_shown(slug, asked)
        )
        trail = [*self.trail, {"title": self.title, "url": self.url}]
        response: HttpResponse = self.render(
            request, template="metrics/metric.html", context_overrides=context | {"trail": trail}
        )
        return response
