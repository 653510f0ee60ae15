"""Deleting pages without pulling the ground from under others.

Wagtail asks the database, which answers with an error page; and what only a draft names, the
database does not know. So both are looked up first, and shown.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from portal.provenance.deletion import (
    Targets,
    page_of,
    rows_naming,
    shortened,
    targets_of,
    targets_of_subtrees,
    uses_of,
)

View = Callable[..., HttpResponse]


def refuse_where_used(request: HttpRequest, targets: Targets, back: str) -> HttpResponse | None:
    """The list of what rests on the records; None where nothing does."""
    uses = uses_of(targets)
    if not uses:
        return None
    context = {
        "uses": shortened(uses),
        "back": back,
        "is_page": Page in targets,
        "page_title": _("Not deleted"),
        "header_icon": "warning",
    }
    return TemplateResponse(request, "pages/admin/not_deleted.html", context)


def before_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    targets = targets_of_subtrees([page])
    back = get_valid_next_url_from_request(request) or reverse(
        "wagtailadmin_explore", args=[page.get_parent().pk]
    )
    refusal = refuse_where_used(request, targets, back)
    if refusal is not None:
        return refusal
    inside = rows_inside(targets)
    if not inside:
        return None
    if request.method != "POST":
        # Wagtail would call the page protected by rows that are deleted with it.
        return _confirmation(request, page)
    if type_to_delete_confirmation(request):
        make_way(inside)
    return None


def before_bulk_delete(
    request: HttpRequest, objects: Sequence[models.Model], back: str
) -> HttpResponse | None:
    pages = [instance for instance in objects if isinstance(instance, Page)]
    others = [instance for instance in objects if not isinstance(instance, Page)]
    targets = targets_of_subtrees(pages) if pages else targets_of(*others)
    refusal = refuse_where_used(request, targets, back)
    if refusal is None:
        make_way(rows_inside(targets))
    return refusal


class DeletePagesTogether(DeleteBulkAction):
    """Wagtail's own, which would only say that one may not; this one says why."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        objects, _without_access = self.get_actionable_objects()
        response: HttpResponse = super().get(request, *args, **kwargs)
        return self._refusal(objects) or response

    def prepare_action(self, objects: Any, objects_without_access: Any) -> HttpResponse | None:
        return self._refusal(objects)

    def annotate_items(self, items: Any) -> Any:
        """What is protected was looked up already, and more exactly: rows inside go along."""
        items = super().annotate_items(items)
        self.is_protected = False
        return items

    def object_context(self, item: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().object_context(item)
        return context | {"is_protected": False}

    def _refusal(self, pages: Sequence[Page]) -> HttpResponse | None:
        return refuse_where_used(self.request, targets_of_subtrees(pages), self.next_url)


def rows_inside(targets: Targets) -> list[models.Model]:
    """Rows of the subtree that hold other pages of it: a visit its city's own program."""
    found = []
    for _field, row in rows_naming(targets):
        page = page_of(row)
        if page is not None and not isinstance(row, Page) and page.pk in targets.get(Page, ()):
            found.append(row)
    return found


def make_way(rows: list[models.Model]) -> None:
    """Deletes rows ahead of their pages, because a protected row outlives nothing."""
    for row in rows:
        page = page_of(row)
        row.delete()
        if page is not None:
            ReferenceIndex.remove_for_object(page)


def _confirmation(request: HttpRequest, page: Page) -> HttpResponse:
    """Wagtail's own question, told that nothing else stands in the way."""
    below = page.get_descendant_count()
    limit = getattr(settings, "WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT", 10)
    context = {
        "page": page,
        "descendant_count": below,
        "next": get_valid_next_url_from_request(request),
        "model_opts": page._meta,
        "usage_count": 0,
        "is_protected": False,
        "type_to_confirm_before_delete": below + 1 >= limit,
        "wagtail_site_name": settings.WAGTAIL_SITE_NAME,
        "translation_count": 0,
        "translation_descendant_count": 0,
    }
    return TemplateResponse(request, "wagtailadmin/pages/confirm_delete.html", context)


def keeping_documents(view: View, argument: str) -> View:
    """Wagtail's view that deletes a document, unless a page's row names it."""

    @require_admin_access
    def keeping(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        document = get_object_or_404(get_document_model(), pk=kwargs[argument])
        policy = policy_registry.get_by_type(type(document))
        if policy.user_has_permission_for_instance(request.user, "delete", document):
            back = reverse("wagtaildocs:index")
            refusal = refuse_where_used(request, targets_of(document), back)
            if refusal is not None:
                return refusal
        return view(request, **kwargs)

    return keeping
