"""Figures follow their program; the dictionary belongs to the portal's administrators."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from wagtail.permission_policies import BasePermissionPolicy

from programs.permissions import may_edit_program, programs_editable_by

from .models import Observation


class FigurePermissionPolicy(BasePermissionPolicy):
    """Adding, changing and deleting a figure is editing its program."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and (user.is_superuser or programs_editable_by(user).exists()))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return self.user_has_permission(user, "change")

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Observation
    ) -> bool:
        return may_edit_program(user, instance.program)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Any
    ) -> models.QuerySet[Observation]:
        return Observation.everything.filter(program__in=programs_editable_by(user))

    def users_with_any_permission(self, actions: Any) -> Any:
        return get_user_model().objects.filter(is_active=True, is_superuser=True)
