"""What the platform says about pages, inside the transaction that changes them.

Wagtail's own `page_published` and its kin fire outside the transaction, and never for a page
that a loader adds; whoever must be in step with what readers see listens here.
"""

from django.dispatch import Signal

# A page was saved whole. Arguments: sender (the page's class), page.
page_saved = Signal()
