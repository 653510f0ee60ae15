from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from portal.search.page_listings import page_listing

from .choosers import ProgramChooserViewSet
from .models import ProgramPage
from .panels import figures_address
from .permissions import may_edit_program


@hooks.register("register_admin_viewset")
def programs() -> list[Any]:
    listing = page_listing(
        ProgramPage, "programs", icon="group", menu_label=_lazy("Programs"), menu_order=110
    )
    return [ProgramChooserViewSet("program_chooser"), listing]


@hooks.register("register_page_header_buttons")
def figures_of_program(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """From a program's page to its figures, which are kept in a list of their own."""
    program = page.specific if page.specific_class is ProgramPage else None
    if program is not None and may_edit_program(user, program):
        yield Button(
            _("Figures of this program"),
            url=figures_address(program),
            icon_name="table",
            priority=4,
        )
