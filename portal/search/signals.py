"""What search says of its own work, inside the transaction that does it."""

from django.dispatch import Signal

# Passages of pages were written anew or removed. Argument: page_ids.
pages_written = Signal()
