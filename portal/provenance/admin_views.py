"""Admin views for records that many pages share: retired while in use, deleted only when free."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views import generic

from .deletion import targets_of, uses_of


class OwnInstanceMixin:
    """Asks the policy about this very record, where Wagtail asks about its kind."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        instance = super().get_object(*args, **kwargs)  # type: ignore[misc]  # the view's
        action = getattr(self, "permission_required", None) or "change"
        may = self.user_has_permission_for_instance(action, instance)  # type: ignore[attr-defined]
        if not may:
            raise PermissionDenied
        return instance


class OwnEditView(OwnInstanceMixin, generic.EditView):
    pass


class OwnDeleteView(OwnInstanceMixin, generic.DeleteView):
    pass


class RetireView(OwnInstanceMixin, generic.DeleteView):
    """Deletes what nothing names. What is in use is shown with its users, and can be retired."""

    in_use_template_name = "provenance/admin/in_use.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        uses = uses_of(targets_of(self.object))
        if not uses:
            response: HttpResponse = super().dispatch(request, *args, **kwargs)
            return response
        if not self.user_has_permission(self.permission_required):
            raise PermissionDenied
        if request.method == "POST" and "retire" in request.POST:
            return self._retire()
        context = {
            "object": self.object,
            "model_name": self.object._meta.verbose_name,
            "uses": uses,
            "page_title": _("In use"),
            "page_subtitle": str(self.object),
            "header_icon": "warning",
            "can_retire": getattr(self.object, "retired_on", self) is None,
            "back": self.get_success_url(),
        }
        return TemplateResponse(request, self.in_use_template_name, context)

    def _retire(self) -> HttpResponse:
        self.object.retired_on = timezone.localdate()
        self.object.save(update_fields=["retired_on"])
        messages.success(
            self.request,
            _("“%(name)s” is retired: it can no longer be chosen, and what rests on it stays.")
            % {"name": self.object},
        )
        return redirect(self.get_success_url())
