"""All topics, and each topic with everything on it. What that is, the apps bring."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.taxonomy.models import Topic

from .sections import sections_of
from .topic_counts import topics_listed


def topics(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("Topics"),
        "page_description": _("Everything on one subject, across playbooks, visits and programs."),
        "trail": [{"title": _("Home"), "url": "/"}],
        "topics": topics_listed(),
    }
    return render(request, "topics/topics.html", context)


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Also of a retired topic: pages keep it, and people cite its address."""
    found = get_object_or_404(Topic.objects.select_related("parent"), slug=slug)
    sections = sections_of(found)
    wider = found.parent
    trail = [
        {"title": _("Home"), "url": "/"},
        {"title": _("Topics"), "url": reverse("topics:topics")},
    ]
    if wider is not None:
        trail.append({"title": wider.name, "url": wider.get_absolute_url()})
    narrower = [each for each in found.branch[1:] if not each.retired_on]
    context = {
        "page_title": found.name,
        "page_description": _("What cities do and have learned on one subject: %(topic)s.")
        % {"topic": found.name},
        "topic": found,
        "trail": trail,
        "sections": sections,
        "narrower": narrower,
        "anchors": _anchors([section.link for section in sections], bool(narrower)),
    }
    return render(request, "topics/topic.html", context)


def _anchors(links: list[tuple[str, object]], has_narrower: bool) -> list[tuple[str, object]]:
    return [*links, ("narrower", _("Narrower topics"))] if has_narrower else links
