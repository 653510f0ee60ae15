"""Who may edit a program. Figures, imports and replies ask here and nowhere else."""

from typing import Any

from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import ProgramPage
from .querysets import ProgramQuerySet

_POLICY = PagePermissionPolicy(ProgramPage)


def may_edit_program(user: Any, program: ProgramPage) -> bool:
    """Whoever may change the program's page may change what belongs to it."""
    return bool(_POLICY.user_has_permission_for_instance(user, "change", program))


def programs_editable_by(user: Any) -> ProgramQuerySet:
    """The same question asked of all programs at once."""
    programs: ProgramQuerySet = _POLICY.instances_user_has_permission_for(user, "change")
    return programs
