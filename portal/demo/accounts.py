"""The sign-ins of the demonstration, with passwords made at random where it is set up."""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.pages.models import CityPage

ADMINISTRATOR = "admin"
CITY_EDITORS = {"durham-nc": "durham", "cambridge-ma": "cambridge"}
# What an editor may do below the own city, and with media of the own collection. Figures follow
# from the program's page. Nobody but an administrator may change users: whoever may do that can
# become one.
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
MEDIA_PERMISSIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
CITY_PERMISSIONS = (
    "wagtailadmin.access_admin",
    "provenance.add_source",
    "provenance.change_source",
    "provenance.view_source",
)
ADMINISTRATED_APPS = (
    "auth",
    "contact",
    "metrics",
    "provenance",
    "taxonomy",
    "wagtailcore",
    "wagtailredirects",
)


@dataclass(frozen=True)
class SignIn:
    username: str
    password: str
    role: str


def create_demo_accounts() -> None:
    """Makes an administrator, and an editor for each city of the example that is there.

    Does so once for each: what an administrator changed or removed since stays so. Where the
    file of passwords is lost, the accounts get new ones.
    """
    known = _read()
    roles = {ADMINISTRATOR: "Portal administrator"}
    found = {city.slug: city for city in CityPage.objects.filter(slug__in=CITY_EDITORS)}
    cities = {name: found[slug] for slug, name in CITY_EDITORS.items() if slug in found}
    roles |= {username: f"Editor for {city.city_name}" for username, city in cities.items()}
    # Written first: a start that is interrupted between the two uses the same passwords again.
    made = {
        username: known.get(username) or SignIn(username, secrets.token_urlsafe(12), role)
        for username, role in roles.items()
    }
    if made != known:
        _write(known | made)
    with transaction.atomic():
        for username, sign_in in made.items():
            city = cities.get(username)
            if not Group.objects.filter(name=group_name(city)).exists():
                group = _city_group(city) if city else _administrators()
                _ensure_user(sign_in, group, is_superuser=city is None)
            elif username not in known:
                _renew_password(sign_in)


def sign_ins() -> list[SignIn]:
    """As they were made; whoever changed a password since knows it."""
    return list(_read().values())


def group_name(city: CityPage | None) -> str:
    """Whose members write in that city's subtree; without a city, those who may do everything."""
    return f"{city.city_name} editors" if city else "Portal administrators"


def _administrators() -> Group:
    group = Group.objects.create(name=group_name(None))
    root = Page.get_first_root_node()
    collections = Collection.get_first_root_node()
    group.permissions.add(
        *_permissions(["wagtailadmin.access_admin"]),
        *Permission.objects.filter(content_type__app_label__in=ADMINISTRATED_APPS),
    )
    pages = (*PAGE_PERMISSIONS, "bulk_delete_page")
    _grant_pages(group, root, pages)
    _grant_media(group, collections, (*MEDIA_PERMISSIONS, "delete_image", "delete_document"))
    return group


def _city_group(city: CityPage) -> Group:
    group = Group.objects.create(name=group_name(city))
    group.permissions.add(*_permissions(CITY_PERMISSIONS))
    root = Collection.get_first_root_node()
    collection = root.get_children().filter(name=city.title).first()
    _grant_pages(group, city, PAGE_PERMISSIONS)
    _grant_media(group, collection or root.add_child(name=city.title), MEDIA_PERMISSIONS)
    return group


def _grant_pages(group: Group, page: Page, codenames: Iterable[str]) -> None:
    for permission in _permissions(f"wagtailcore.{name}" for name in codenames):
        GroupPagePermission.objects.create(group=group, page_id=page.pk, permission=permission)


def _grant_media(group: Group, collection: Collection, codenames: Iterable[str]) -> None:
    apps = {"image": "wagtailimages", "document": "wagtaildocs"}
    names = [f"{apps[name.split('_')[1]]}.{name}" for name in codenames]
    for permission in _permissions(names):
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=permission
        )


def _permissions(names: Iterable[str]) -> list[Permission]:
    """The permissions `app.codename`; DoesNotExist where there is none of that name."""
    return [
        Permission.objects.get(content_type__app_label=app, codename=codename)
        for app, codename in (name.split(".") for name in names)
    ]


def _ensure_user(sign_in: SignIn, group: Group, *, is_superuser: bool = False) -> None:
    user, _is_new = User.objects.get_or_create(
        username=sign_in.username, defaults={"is_superuser": is_superuser}
    )
    user.set_password(sign_in.password)
    user.save()
    user.groups.add(group)


def _renew_password(sign_in: SignIn) -> None:
    user = User.objects.filter(username=sign_in.username).first()
    if user is not None:
        user.set_password(sign_in.password)
        user.save()


def _path() -> Path:
    return Path(settings.DATA_DIR) / "demo-sign-ins.json"


def _read() -> dict[str, SignIn]:
    try:
        return {entry["username"]: SignIn(**entry) for entry in json.loads(_path().read_text())}
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def _write(sign_ins: dict[str, SignIn]) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    _path().parent.mkdir(parents=True, exist_ok=True)
    beside = _path().with_suffix(f".{os.getpid()}")
    descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump([asdict(sign_in) for sign_in in sign_ins.values()], file, indent=2)
    beside.replace(_path())
