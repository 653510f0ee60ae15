from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.contact.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def messages() -> None:
    Message.objects.create(text="From Ada", email="Ada@example.org")
    Message.objects.create(text="From Bo", email="bo@example.org")


def test_one_person_gets_all_they_sent_and_nothing_else() -> None:
    out = StringIO()
    call_command("messages", "export", "ada@example.org", stdout=out)
    assert "From Ada" in out.getvalue()
    assert "From Bo" not in out.getvalue()


def test_one_person_is_erased_and_nobody_else() -> None:
    call_command("messages", "erase", "ada@example.org", stdout=StringIO())
    assert [message.text for message in Message.objects.all()] == ["From Bo"]


def test_erasing_without_saying_whom_erases_nobody() -> None:
    with pytest.raises(CommandError, match="Say whose"):
        call_command("messages", "erase", stdout=StringIO())
    assert Message.objects.count() == 2
