"""Uploaded pictures, as pages show them. Files of documents have a view of Wagtail's own."""

import mimetypes

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from wagtail.images import get_image_model
from wagtail.models import Collection

A_MONTH = 30 * 24 * 60 * 60


def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture in the size that some page asked for; never what was uploaded, which may say
    where and by whom it was taken.

    404 where nobody asked for that size, and for a collection that is closed to this reader:
    Wagtail's privacy of collections covers documents alone.
    """
    sizes = get_image_model().get_rendition_model().objects.select_related("image__collection")
    size = get_object_or_404(sizes, file=f"images/{name}")
    is_open = not size.image.collection.get_view_restrictions().exists()
    if not is_open and not _may_see(request, size.image.collection):
        raise Http404
    try:
        file = size.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    answer = FileResponse(file, content_type=kind)
    # A replaced picture has another name.
    caching = {"max_age": A_MONTH, "public": True} if is_open else {"no_store": True}
    patch_cache_control(answer, **caching)
    return answer


def _may_see(request: HttpRequest, collection: Collection) -> bool:
    if request.user.has_perm("wagtailadmin.access_admin"):
        return True
    return all(each.accept_request(request) for each in collection.get_view_restrictions())
