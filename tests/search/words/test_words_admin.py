import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from portal.search.words.models import WordGroup

pytestmark = pytest.mark.django_db


def test_editor_adds_changes_and_finds_a_synonym(admin_client: Client) -> None:
    form = {"words": "welfare check, wellness check", "also_finds": "", "language": ""}
    assert admin_client.post("/admin/synonyms/new/", form).status_code == 302
    made = WordGroup.objects.get()
    assert "welfare check, wellness check" in admin_client.get("/admin/synonyms/").content.decode()
    form["words"] += ", well-being check"
    assert admin_client.post(f"/admin/synonyms/edit/{made.pk}/", form).status_code == 302
    assert "well-being" in WordGroup.objects.get().words


def test_form_says_what_a_group_does(admin_client: Client) -> None:
    html = admin_client.get("/admin/synonyms/new/").content.decode()
    assert "Readers find pages by any of these words from the next search on." in html


def test_words_of_a_search_stand_in_the_form(admin_client: Client) -> None:
    html = admin_client.get("/admin/synonyms/new/?words=body+camera").content.decode()
    assert 'value="body camera"' in html


def test_reader_does_not_reach_it(client: Client) -> None:
    assert client.get("/admin/synonyms/").status_code == 302


@pytest.mark.parametrize("words", ["welfare check", "welfare check, ", ", ,", "?!, ..."])
def test_group_of_less_than_two_words_is_refused(words: str) -> None:
    with pytest.raises(ValidationError, match="One word alone finds nothing more"):
        WordGroup(words=words).full_clean()


def test_one_way_needs_words_on_both_sides() -> None:
    with pytest.raises(ValidationError, match="on both sides"):
        WordGroup(words="CIT", also_finds="?!").full_clean()
    WordGroup(words="CIT", also_finds="crisis intervention team").full_clean()
