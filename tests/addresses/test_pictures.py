"""Pictures that editors upload reach readers, in the sizes that pages show and no other way."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail remembers sizes by a picture's number, which the next test gives again.
    cache.clear()


@pytest.fixture
def image() -> Image:
    collection = Collection.get_first_root_node().add_child(name="Durham")
    file = get_test_image_file(filename="van.png", size=(900, 600))
    made: Image = Image.objects.create(title="The van", file=file, collection=collection)
    return made


def test_a_reader_gets_the_size_that_a_page_shows(client: Client, image: Image) -> None:
    shown = image.get_rendition("width-800")
    answer = client.get(shown.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "max-age=2592000, public"
    assert b"".join(answer.streaming_content) == shown.file.open("rb").read()
    assert "Set-Cookie" not in answer


def test_what_was_uploaded_is_not_served(client: Client, image: Image) -> None:
    assert client.get(image.file.url).status_code == 404


def test_a_document_has_no_second_address(client: Client) -> None:
    file = ContentFile(b"words", name="plan.txt")
    document = Document.objects.create(title="Plan", file=file)
    assert client.get(f"/media/{document.file.name}").status_code == 404
    assert client.get(document.url).status_code == 200


@pytest.mark.parametrize("name", ["van.width-9.png", "..%2f..%2fportal.sqlite3", "%00", "a/b.png"])
def test_other_names_are_not_found(name: str, client: Client, image: Image) -> None:
    image.get_rendition("width-800")
    assert client.get(f"/media/images/{name}").status_code in {400, 404}


def test_a_picture_whose_file_is_gone_is_not_found(client: Client, image: Image) -> None:
    shown = image.get_rendition("width-800")
    shown.file.storage.delete(shown.file.name)
    assert client.get(shown.url).status_code == 404


def test_a_closed_collection_shows_its_pictures_to_those_it_is_open_to(
    client: Client, image: Image
) -> None:
    shown = image.get_rendition("width-800")
    CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
    assert client.get(shown.url).status_code == 404
    client.force_login(User.objects.create_user("reader"))
    answer = client.get(shown.url)
    assert answer.status_code == 200
    assert "public" not in answer["Cache-Control"]
