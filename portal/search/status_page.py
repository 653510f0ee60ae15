"""How search is doing, as a page of the admin: what `search_index status` prints."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from portal.provenance.permissions import is_administrator

from .delivery import deliver_now
from .models import Outgoing
from .outbox import try_again
from .status import Status, status

NAME = "search_status"


class StatusView(WagtailAdminTemplateMixin, TemplateView):
    """For administrators: those who may change every page."""

    template_name = "search/admin/status.html"
    page_title = _("Search status")
    header_icon = "info-circle"
    _show_breadcrumbs = True
    http_method_names = ["get", "head", "options", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_administrator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = status()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"status": now, "set_aside": list(_with_titles(now))}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tries pages again that were set aside: one, or all where none is named."""
        page = request.POST.get("page", "")
        # A page that is no number was set aside by nobody.
        wanted = None if not page else [int(page)] if page.isdecimal() and len(page) < 19 else []
        taken = try_again(wanted)
        deliver_now(taken)
        messages.success(request, _said(Outgoing.objects.filter(pk__in=taken, is_pending=False)))
        return HttpResponseRedirect(reverse(NAME))


def _said(told: Any) -> str:
    count = told.count()
    if not count:
        return str(_("They wait for the next try of the search worker."))
    words = ngettext(
        "The search server took %(count)d page.", "The search server took %(count)d pages.", count
    )
    return words % {"count": count}


def _with_titles(now: Status) -> Any:
    pages = Page.objects.in_bulk([row.page_id for row in now.set_aside])
    return ((row, pages.get(row.page_id)) for row in now.set_aside)
