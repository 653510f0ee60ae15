"""What machines read: which addresses there are, and which they may fetch."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /search/
Disallow: /contact/?

Sitemap: {sitemap}
"""


def robots(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=address), content_type="text/plain; charset=utf-8")
