import pytest
from wagtail.models import Page

from portal.pages.visibility import is_public
from tests.records import city, front_page, make_private, program

pytestmark = pytest.mark.django_db


def test_only_live_pages_outside_private_subtrees_are_public() -> None:
    home = front_page()
    durham, dayton = city(home, "Durham"), city(home, "Dayton")
    shown = program(durham, "Shown")
    draft = program(durham, "Draft", live=False)
    hidden = program(dayton, "Hidden")
    make_private(dayton)
    found = set(Page.objects.filter(is_public()).values_list("pk", flat=True))
    assert shown.pk in found
    assert not {draft.pk, hidden.pk, dayton.pk} & found
    assert found == set(Page.objects.live().public().values_list("pk", flat=True))
