"""Publishing with gaps: they are listed, and asked about once."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from portal.provenance.facts import Fact
from portal.provenance.overview import unanswered_facts
from portal.provenance.panels.marks import anchor, mark_of

LOG_ACTION = "portal.gaps_accepted"


def ask_about_gaps(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The question, where there are gaps that nobody accepted yet. The draft is saved by then."""
    gaps = unanswered_facts(page)
    if not gaps or {fact.about for fact in gaps} <= accepted_gaps(page):
        return None
    _hold_back(page)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    context = {
        "page": page,
        "gaps": [(fact, f"{edit}#{anchor(fact.about)}", mark_of(fact)) for fact in gaps],
        "edit_address": edit,
        "revision": page.latest_revision_id,
        "page_title": _("Publish with gaps?"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "help",
    }
    return TemplateResponse(request, "pages/admin/publish_with_gaps.html", context)


def accepted_gaps(page: Page) -> set[str]:
    entry = PageLogEntry.objects.filter(page=page.pk, action=LOG_ACTION).first()
    return set(entry.data.get("gaps", [])) if entry else set()


def accept_gaps(page: Page, gaps: list[Fact], user: Any) -> None:
    """Kept in the page's history, where everybody who edits it can read it."""
    log(page, LOG_ACTION, user=user, data={"gaps": [fact.about for fact in gaps]})


@login_required
@require_POST
def publish_with_gaps(request: HttpRequest, page_id: int) -> HttpResponse:
    """Publishes the draft that was asked about, if it is still the newest."""
    found = get_object_or_404(Page, pk=page_id)
    permissions = found.permissions_for_user(request.user)
    lock = found.get_lock()
    if not permissions.can_publish() or (lock and lock.for_user(request.user)):
        raise PermissionDenied
    revision = found.get_latest_revision()
    if revision is None or str(revision.pk) != request.POST.get("revision"):
        messages.warning(request, _("Somebody saved the page meanwhile. Look at it once more."))
        return redirect("wagtailadmin_pages:edit", found.pk)
    page = revision.as_object()
    accept_gaps(found, unanswered_facts(page), request.user)
    PublishPageRevisionAction(revision, user=request.user).execute(skip_permission_checks=True)
    title = page.get_admin_display_title()
    if page.go_live_at and not Page.objects.get(pk=found.pk).live:
        text = _("“%(title)s” has been scheduled for publishing.") % {"title": title}
    else:
        text = _("“%(title)s” has been published; its gaps are shown as what they are.") % {
            "title": title
        }
    edit = reverse("wagtailadmin_pages:edit", args=[found.pk])
    messages.success(request, text, buttons=[messages.button(edit, _("Edit"))])
    return redirect("wagtailadmin_explore", found.get_parent().pk)


def _hold_back(page: Page) -> None:
    """A page published as it is created is live before anybody asks; it waits as a draft."""
    if page.live and page.live_revision_id is None:
        page.live = False
        page.has_unpublished_changes = True
        page.save(clean=False)
