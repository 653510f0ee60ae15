from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.demo.accounts import create_demo_accounts
from portal.pages.models import CityPage
from programs.models import ProgramPage
from tests.admin.forms import FilledForm, send
from tests.example import example

__all__ = ["example"]


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


@pytest.fixture
def accounts(example: None, db: None, settings: Any, tmp_path: Path) -> None:
    """The sign-ins of the demonstration, with the groups and permissions that it gives them."""
    settings.DATA_DIR = tmp_path
    create_demo_accounts()


@pytest.fixture
def durham(example: None, db: None) -> CityPage:
    return CityPage.objects.get(slug="durham-nc")


@pytest.fixture
def cambridge(example: None, db: None) -> CityPage:
    return CityPage.objects.get(slug="cambridge-ma")


@pytest.fixture
def heart(durham: CityPage) -> ProgramPage:
    return ProgramPage.objects.get(slug="heart")


@pytest.fixture
def care(cambridge: CityPage) -> ProgramPage:
    return ProgramPage.objects.child_of(cambridge).get()


@pytest.fixture
def administrator(accounts: None) -> Client:
    return signed_in("admin")


@pytest.fixture
def durham_editor(accounts: None) -> Client:
    return signed_in("durham")


@pytest.fixture
def cambridge_editor(accounts: None) -> Client:
    return signed_in("cambridge")


def edit_address(page: object) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])  # type: ignore[attr-defined]


def open_form(client: Client, page: object) -> FilledForm:
    response = client.get(edit_address(page))
    assert response.status_code == 200
    return FilledForm(response.content.decode())


def publish(client: Client, page: object, form: FilledForm) -> HttpResponse:
    """Publishes what the form says; answers the question about gaps, where it is asked."""
    form["action-publish"] = "action-publish"
    response = send(client, edit_address(page), form)
    if response.status_code != 200:
        return response
    question = FilledForm(response.content.decode(), 'form[action*="publish-with-gaps"]')
    return send(client, reverse("publish_with_gaps", args=[page.pk]), question)  # type: ignore[attr-defined]
