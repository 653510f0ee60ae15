"""Who keeps sources, and who keeps what the whole portal shares."""

from functools import lru_cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from wagtail.models import Page
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import Source


@lru_cache(maxsize=1)
def _pages() -> PagePermissionPolicy:
    return PagePermissionPolicy(Page)


def is_editor(user: Any) -> bool:
    """Somebody who may write on a page, whichever."""
    return bool(user.is_active and _pages().user_has_any_permission(user, {"add", "change"}))


def is_administrator(user: Any) -> bool:
    """Somebody whose pages are all pages."""
    if not user.is_active:
        return False
    root = Page.get_first_root_node()
    return bool(
        user.is_superuser
        or (root and _pages().user_has_permission_for_instance(user, "change", root))
    )


def writes_with(user: Any, other: Any) -> bool:
    """Whether two people keep some of the same pages: editors of one city do."""
    return bool(_workspaces(user) & _workspaces(other))


def _workspaces(user: Any) -> set[int]:
    """The pages at which somebody was given their permissions, one for each city."""
    granted = _pages().get_all_permissions_for_user(user)
    wanted = {"add_page", "change_page", "publish_page"}
    return {grant.page_id for grant in granted if grant.permission.codename in wanted}


def is_in_use(source: Source) -> bool:
    return bool(
        source.citations.exists()
        or any(
            getattr(source, name).exists()
            for name in ("observations", "metrics", "definitions", "glossary_terms")
        )
    )


class SourcePermissionPolicy(BasePermissionPolicy):
    """Any editor adds sources. One in use is changed by the adder's city or an administrator."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return is_editor(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return is_editor(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Source) -> bool:
        if not is_editor(user):
            return False
        if action == "view" or is_administrator(user):
            return True
        keeps = instance.added_by is not None and (
            instance.added_by == user or writes_with(user, instance.added_by)
        )
        return keeps if action == "delete" else keeps or not is_in_use(instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Any
    ) -> models.QuerySet[Source]:
        return Source.objects.all() if is_editor(user) else Source.objects.none()

    def users_with_any_permission(self, actions: Any) -> Any:
        return _pages().users_with_any_permission({"add", "change"})


class AdministratorsOnlyPolicy(BasePermissionPolicy):
    """For what all cities share: topics, the metric dictionary."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return is_administrator(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        return get_user_model().objects.filter(is_active=True, is_superuser=True)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        everything = self.model._default_manager.all()
        return everything if is_administrator(user) else everything.none()


class EditorsPolicy(AdministratorsOnlyPolicy):
    """For short lists that every editor may add to and mend; administrators remove."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return is_administrator(user) if action == "delete" else is_editor(user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        everything = self.model._default_manager.all()
        return everything if is_editor(user) else everything.none()
