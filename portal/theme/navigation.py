"""The main navigation: the addresses that stay, in the order in which people look for them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class NavigationItem:
    section: str
    label: str | Promise
    is_current: bool = False

    @property
    def url(self) -> str:
        return f"/{self.section}/"


_SECTIONS: dict[str, Promise] = {
    "programs": _("Programs"),
    "playbooks": _("Playbooks"),
    "site-visits": _("Site visits"),
    "metrics": _("Metrics"),
    "compare": _("Compare"),
    "cities": _("Cities"),
}


def main_navigation(path: str) -> list[NavigationItem]:
    current = path.strip("/").partition("/")[0]
    return [
        NavigationItem(section, label, section == current) for section, label in _SECTIONS.items()
    ]
