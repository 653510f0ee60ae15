"""Who may read messages: administrators all of them, editors those about their pages."""

from typing import Any

from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import Message, MessageQuerySet


class MessagePermissionPolicy(BasePermissionPolicy):
    """Nobody writes a message here; marking one as done is changing it; administrators erase."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if not user.is_active or action == "add":
            return False
        if action == "delete":
            return bool(user.is_superuser)
        return bool(user.is_superuser or PagePermissionPolicy().user_has_permission(user, "change"))

    def user_has_any_permission(self, user: Any, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Message) -> bool:
        return self.user_has_permission(user, action) and bool(
            Message.objects.for_user(user).filter(pk=instance.pk).exists()
        )

    def instances_user_has_any_permission_for(
        self, user: Any, actions: list[str]
    ) -> MessageQuerySet:
        if not self.user_has_any_permission(user, actions):
            return Message.objects.none()
        return Message.objects.for_user(user)

    def users_with_any_permission(self, actions: list[str]) -> Any:
        return PagePermissionPolicy().users_with_any_permission(actions)
