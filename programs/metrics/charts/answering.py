"""A picture as an answer: its type, how long it may be kept, and what browsers have already."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from .forms import Form
from .kept_files import Kind, Picture
from .rendering import DrawingError
from .shown import FORM, VERSION

logger = logging.getLogger(__name__)

A_YEAR, A_MOMENT = 365 * 24 * 60 * 60, 5 * 60
_WORDS = "text/plain; charset=utf-8"
TYPES: dict[str, str] = {"svg": "image/svg+xml", "png": "image/png"}


View = Callable[[HttpRequest, str, Kind], HttpResponse]


def missing_in_words(view: View) -> View:
    """Whoever opens the address of a picture that there is not reads why, and no whole page."""

    @wraps(view)
    def answered(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
        try:
            return view(request, slug, kind)
        except Http404 as missing:
            return HttpResponse(f"{missing}", status=404, content_type=_WORDS)

    return answered


def form_asked(request: HttpRequest) -> Form:
    """Whole, unless another one that there is was asked for."""
    asked = request.GET.get(FORM, "")
    return Form(asked) if asked in set(Form) else Form.WHOLE


def answer(request: HttpRequest, picture: Picture, kind: Kind) -> HttpResponse:
    """304 where the reader has it; 503 where it cannot be drawn now."""
    etag = quote_etag(f"{picture.key}-{kind}")
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != HttpResponse(status=304).status_code:
        try:
            response = HttpResponse(picture.content(kind), content_type=TYPES[kind])
        except DrawingError:
            logger.exception("A picture could not be drawn.")
            return _not_drawn()
    response["ETag"] = etag
    # The address of a version stays true to it; others show the newest.
    is_version = request.GET.get(VERSION) == picture.version
    patch_cache_control(response, public=True, max_age=A_YEAR if is_version else A_MOMENT)
    return response


def _not_drawn() -> HttpResponse:
    words = _("The picture cannot be drawn at the moment. Try again in a minute.")
    response = HttpResponse(words, status=503, content_type=_WORDS)
    response["Retry-After"] = "60"
    patch_cache_control(response, no_store=True)
    return response
