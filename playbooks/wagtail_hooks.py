from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from portal.search.page_listings import page_listing

from .models import PlaybookPage


@hooks.register("register_admin_viewset")
def playbooks() -> PageListingViewSet:
    return page_listing(
        PlaybookPage, "playbooks", icon="clipboard-list", menu_label=_("Playbooks"), menu_order=120
    )
