from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portal.provenance.permissions import EditorsPolicy

from .models import Question
from .viewset import QuestionViewSet

register_permission_policy(Question, EditorsPolicy(Question))


@hooks.register("register_admin_viewset")
def questions() -> list[Any]:
    return [QuestionViewSet()]
