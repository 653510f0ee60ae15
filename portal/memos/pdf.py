"""A memo as a PDF file of one page, tagged for screen readers.

WeasyPrint sets it. It needs Pango on the machine and some 40 MB of memory, so it is imported
when the first memo is asked for; one memo is set at a time.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders

from .paper import HEIGHT

# Where styles and fonts pretend to be; nothing is asked of any network.
OWN_FILES = "https://own-files.invalid/"
STYLES = "theme/memo.css"
# With headings, tables and reading order for screen readers.
VARIANT = "pdf/ua-1"
PAPER = "@page { size: letter }"
# Lines are reckoned before they are set; where they turn out longer, more rows give way.
SHARES = (1, 0.93, 0.86, 0.78, 0.68, 0.5)
# Of some 40 kB each. What is printed is the key, so there is nothing to forget.
MOST_KEPT = 24

_kept: OrderedDict[bytes, bytes] = OrderedDict()
_setting = Lock()


class NoPdfError(Exception):
    """What makes the files is not on this machine."""


def pdf(write: Callable[[float], str], pictures: Mapping[str, bytes] | None = None) -> bytes:
    """`write` gives the HTML that has so many points of height, the same for the same room.

    `pictures`: SVG by the address, from "/", that the HTML gives it. The words of any other stand
    in its place.
    """
    html, drawn = write(HEIGHT), pictures or {}
    key = _key(html, drawn)
    with _setting:
        found = _kept.pop(key, None)
        if found is None or settings.DEBUG:
            found = _on_one_page(html, write, drawn)
        _kept[key] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _key(html: str, pictures: Mapping[str, bytes]) -> bytes:
    key = sha256(html.encode())
    for address in sorted(pictures):
        key.update(sha256(address.encode()).digest() + sha256(pictures[address]).digest())
    return key.digest()


def _on_one_page(html: str, write: Callable[[float], str], pictures: Mapping[str, bytes]) -> bytes:
    document = _document(html, pictures)
    for share in SHARES[1:]:
        if len(document.pages) == 1:
            break
        document = _document(write(HEIGHT * share), pictures)
    content: bytes = document.write_pdf(pdf_variant=VARIANT)
    return content


def _document(html: str, pictures: Mapping[str, bytes]) -> Any:
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as error:
        raise NoPdfError(str(error)) from error
    fonts, fetcher = FontConfiguration(), _fetcher(pictures)
    styles = [
        weasyprint.CSS(url=OWN_FILES + STYLES, url_fetcher=fetcher, font_config=fonts),
        weasyprint.CSS(string=PAPER, url_fetcher=fetcher, font_config=fonts),
    ]
    return weasyprint.HTML(string=html, base_url=OWN_FILES, url_fetcher=fetcher).render(
        font_config=fonts, stylesheets=styles, pdf_variant=VARIANT
    )


def _fetcher(pictures: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        """Reads static files of ours and the pictures that came along, whatever a page asks for."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            picture = pictures.get(f"/{url.removeprefix(OWN_FILES)}")
            if picture is not None:
                return URLFetcherResponse(url, picture, {"Content-Type": "image/svg+xml"})
            return URLFetcherResponse(url, own_file(url).read_bytes())

    return OwnFiles()


def own_file(address: str) -> Path:
    """The static file at a pretended address; ValueError for everything else."""
    name = address.removeprefix(OWN_FILES)
    if name == address:
        raise ValueError(f"No file of ours: {address}")
    # Refuses names that lead out of the folders of static files.
    found = finders.find(name)
    if not isinstance(found, str):
        raise ValueError(f"No such static file: {name}")
    return Path(found)
