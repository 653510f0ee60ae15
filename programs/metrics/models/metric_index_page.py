from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from portal.pages.models import KnowledgePage

from .metric import Metric
from .observation import Observation


class MetricIndexPage(RoutablePageMixin, KnowledgePage):
    """The metric dictionary; each metric has its address below it."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("metric dictionary")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The dictionary's own address, and those of its metrics."""
        own: list[dict[str, Any]] = super().get_sitemap_urls(request)
        metrics = Metric.objects.current().in_dictionary()
        below = [own[0] | {"location": f"{own[0]['location']}{m.slug}/"} for m in metrics]
        return own + below

    @path("")
    def dictionary(self, request: HttpRequest) -> HttpResponse:
        metrics = Metric.objects.current().in_dictionary().select_related("source")
        response: HttpResponse = self.render(request, context_overrides={"metrics": metrics})
        return response

    @path("<slug:slug>/")
    def metric(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = Metric.objects.in_dictionary().filter(slug=slug).select_related("source").first()
        if found is None:
            raise Http404(_("The dictionary has no metric of this name."))
        context: dict[str, Any] = {
            "metric": found,
            "definitions": found.definitions.select_related("program", "source"),
            "observations": Observation.objects.visible()
            .filter(definition__metric=found)
            .for_display()
            .select_related("program", "definition__metric", "source")
            .order_by("program__title", "-period_end", "pk"),
        }
        response: HttpResponse = self.render(
            request, template="metrics/metric.html", context_overrides=context
        )
        return response
