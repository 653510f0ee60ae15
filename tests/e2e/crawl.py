"""Every page of the demonstration as it is served, with the links that it has and the places
that can be linked to."""

import fcntl
import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

from tests.demo_server import DemoSite
from tests.page_kinds import PAGE_KINDS

AT_ONCE = 4
LOCATION = re.compile(r"<loc>https?://[^/<]+(/[^<]*)</loc>")


@dataclass
class Fetched:
    status: int
    html: str


@dataclass
class Reader(HTMLParser):
    """Takes links and ids from a page; parsing it whole takes ten times as long."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href") is not None:
            self.links.append(str(values["href"]))
        self.headings += tag == "h1"


class Crawl:
    """Pages by address, each asked for once, whoever needs it first."""

    def __init__(self, site: DemoSite, folder: Path) -> None:
        self.site, self.folder = site, folder
        self._read: dict[str, Reader] = {}

    @cached_property
    def in_sitemap(self) -> list[str]:
        parts = LOCATION.findall(fetch(self.site.url("/sitemap.xml")).html)
        found = [LOCATION.findall(fetch(self.site.url(part)).html) for part in parts]
        return [path for of_part in found for path in of_part]

    @cached_property
    def pages(self) -> dict[str, Fetched]:
        """What the sitemap names, and one address of each kind; kept for all workers of a run."""
        file = self.folder / "crawled-pages.json"
        with (self.folder / "crawled-pages.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not file.exists():
                found = self.fetch_all([*self.in_sitemap, *PAGE_KINDS.values()])
                file.write_text(json.dumps({path: vars(page) for path, page in found.items()}))
        return {path: Fetched(**page) for path, page in json.loads(file.read_text()).items()}

    def fetch_all(self, paths: Iterable[str]) -> dict[str, Fetched]:
        wanted = list(dict.fromkeys(paths))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return dict(zip(wanted, pool.map(fetch, map(self.site.url, wanted)), strict=True))

    def read(self, path: str) -> Reader:
        if path not in self._read:
            if path not in self.pages:
                self.pages[path] = fetch(self.site.url(path))
            reader = self._read[path] = Reader()
            reader.feed(self.pages[path].html)
        return self._read[path]

    def links_of(self, path: str) -> list[str]:
        """Addresses of this site that a page links to, as path, query and fragment."""
        found = dict.fromkeys(urljoin(path, link) for link in self.read(path).links)
        return [link for link in found if link.startswith("/") and not link.startswith("//")]


def fetch(address: str) -> Fetched:
    try:
        with urllib.request.urlopen(address) as answer:
            # Files may be no text; of these only the status matters.
            return Fetched(answer.status, answer.read().decode(errors="replace"))
    except urllib.error.HTTPError as refused:
        return Fetched(refused.code, refused.read().decode())


def without_fragment(link: str) -> str:
    return link.partition("#")[0]


def is_further_part(link: str) -> bool:
    """A further part of a list, without a filter."""
    return set(parse_qs(urlsplit(link).query)) == {"page"}


def is_file(link: str) -> bool:
    """The same as a file or for programs, which leads nowhere."""
    path = urlsplit(link).path
    if path.startswith("/api/v1/"):
        return path != "/api/v1/docs"
    return path.endswith((".csv", ".xlsx", ".json", ".zip", ".svg", ".png", ".pdf"))


def folder_of_run(base: Path) -> Path:
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
