"""The sign-ins of the demonstration, with passwords made at random where it is set up."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from portal.pages.models import CityPage

CITY_EDITORS = {"durham-nc": "durham", "cambridge-ma": "cambridge"}
# What an editor may do below the own city, and with media of the own collection. Nobody but an
# administrator may change users: whoever may do that can become one.
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
MEDIA_PERMISSIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
MODEL_PERMISSIONS = ("access_admin", "add_source", "change_source", "view_source")


@dataclass(frozen=True)
class SignIn:
    username: str
    password: str
    role: str


def create_demo_accounts() -> list[SignIn]:
    """Makes what is missing: an administrator, and an editor for each city that exists.

    Accounts that exist keep their passwords, also those that somebody changed.
    """
    passwords = _read()
    sign_ins = [_account("admin", "portal administrator", passwords, is_superuser=True)]
    for slug, username in CITY_EDITORS.items():
        city = CityPage.objects.filter(slug=slug).first()
        if city is not None:
            group = city_group(city)
            sign_in = _account(username, f"editor for {city.title}", passwords)
            User.objects.get(username=username).groups.add(group)
            sign_ins.append(sign_in)
    _write(sign_ins)
    return sign_ins


def sign_ins() -> list[SignIn]:
    """As they were made; whoever changed a password since knows it."""
    return [SignIn(**entry) for entry in _read().values()]


def city_group(city: CityPage) -> Group:
    """The group whose members write in one city's subtree; made with all its permissions."""
    group, _created = Group.objects.get_or_create(name=f"{city.title} editors")
    group.permissions.add(*_permissions(MODEL_PERMISSIONS))
    for permission in _permissions(PAGE_PERMISSIONS):
        GroupPagePermission.objects.get_or_create(
            group=group, page=city.page_ptr, permission=permission
        )
    root = Collection.get_first_root_node()
    collection = root.get_children().filter(name=city.title).first()
    collection = collection or root.add_child(name=city.title)
    for permission in _permissions(MEDIA_PERMISSIONS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    return group


def _permissions(codenames: Iterable[str]) -> list[Permission]:
    return list(Permission.objects.filter(codename__in=codenames))


def _account(
    username: str, role: str, passwords: dict[str, dict[str, str]], *, is_superuser: bool = False
) -> SignIn:
    user = User.objects.filter(username=username).first()
    known = passwords.get(username)
    if user is not None and known:
        return SignIn(**known)
    password = secrets.token_urlsafe(12)
    user = user or User(username=username)
    user.is_superuser = is_superuser
    user.set_password(password)
    user.save()
    return SignIn(username, password, role)


def _path() -> Path:
    return Path(settings.DATA_DIR) / "demo-sign-ins.json"


def _read() -> dict[str, dict[str, str]]:
    try:
        return {entry["username"]: entry for entry in json.loads(_path().read_text())}
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def _write(sign_ins: list[SignIn]) -> None:
    _path().parent.mkdir(parents=True, exist_ok=True)
    _path().touch(mode=0o600)
    _path().write_text(json.dumps([vars(sign_in) for sign_in in sign_ins], indent=2))
