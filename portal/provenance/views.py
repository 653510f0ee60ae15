"""The register of sources, and each source with what rests on it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from .models import Citation, Source


def sources(request: HttpRequest) -> HttpResponse:
    listed = Paginator(Source.objects.in_use(), 100).get_page(request.GET.get("page"))
    return render(request, "sources/sources.html", {"page_of_sources": listed})


def source(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Source, key=key)
    cited = Citation.objects.public().filter(source=found)
    uses = cited.select_related("page").order_by("page__title", "about")
    context = {"source": found, "uses": uses}
    return render(request, "sources/source.html", context)
