"""The home page and the site that it is the root of."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from portal.pages.models import HomePage

SUMMARY = "Cities learn alternative 911 and crisis response from one another."


def portal_home() -> HomePage | None:
    return HomePage.objects.first()


def ensure_home(name: str) -> HomePage:
    """The portal's home page; on an empty installation it takes the place of Wagtail's welcome."""
    home = portal_home()
    if home is not None:
        return home
    root = Page.get_first_root_node()
    welcome = _welcome_page()
    home = HomePage(title=name, slug="portal", summary=SUMMARY, live=False)
    root.add_child(instance=home)
    home.save_revision(log_action=True).publish()
    _serve(home, name)
    if welcome is not None:
        welcome.delete()
    home = HomePage.objects.get(pk=home.pk)
    if not root.get_children().filter(slug="home").exists():
        home.slug = "home"
        home.save_revision().publish()
    return HomePage.objects.get(pk=home.pk)


def _welcome_page() -> Page | None:
    """The page that Wagtail's migrations make, if nobody has made it their own."""
    page = Page.objects.filter(depth=2, slug="home", numchild=0, latest_revision=None).first()
    return page if page is not None and page.specific_class is Page else None


def _serve(home: HomePage, name: str) -> None:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = name
    site.root_page = home
    site.save()
