from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from portal.search.page_listings import page_listing

from .models import SiteVisitPage


@hooks.register("register_admin_viewset")
def site_visits() -> PageListingViewSet:
    return page_listing(
        SiteVisitPage, "site_visits", icon="site", menu_label=_("Site visits"), menu_order=130
    )
