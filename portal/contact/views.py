"""The contact form, alone or about one fact of one page."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.pages.models import KnowledgePage
from portal.provenance.facts import Fact

from .forms import ContactForm, FactForm
from .models import Message

MOST_FILLED_IN = 500
logger = logging.getLogger(__name__)


@never_cache
def contact(request: HttpRequest) -> HttpResponse:
    """Keeps and mails a message; what is wrong comes back at its field with the text kept."""
    page = _page(request.GET.get("page", ""))
    fact = page.find_fact(request.GET.get("field", "")) if page else None
    form = _form(request, fact)
    if request.method == "POST" and form.is_valid():
        _keep(form.message(), page, fact)
        return HttpResponseRedirect(reverse("contact:thanks"))
    context = {
        "form": form,
        "about_page": page,
        "fact": fact,
        "days": settings.PORTAL_MESSAGE_RETENTION_DAYS,
        "page_title": _title(page, fact),
        "trail": _trail(page),
    }
    status = 422 if form.is_bound else 200
    return render(request, "contact/contact.html", context, status=status)


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "contact/thanks.html", {"page_title": _("Thank you")})


def _page(text: str) -> KnowledgePage | None:
    """A page that the public may read; an unknown one gives the plain form."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    found = KnowledgePage.objects.live().public().filter(pk=int(text)).first()
    return found.specific if found else None


def _form(request: HttpRequest, fact: Fact | None) -> ContactForm:
    data = request.POST if request.method == "POST" else None
    if fact is None:
        # What a search did not answer comes along, to be put in one's own words.
        question = request.GET.get("question", "").replace("\x00", "")[:MOST_FILLED_IN]
        return ContactForm(data, initial={"text": question})
    return FactForm(data, label=fact.label, has_value=bool(fact.value))


def _title(page: KnowledgePage | None, fact: Fact | None) -> str:
    if fact is not None:
        return _("Confirm or correct a fact") if fact.value else _("Help complete a page")
    return _("Ask or tell us") if page is None else _("Ask about this page")


def _trail(page: KnowledgePage | None) -> list[dict[str, str]]:
    """For the breadcrumb: home, and the page that the message is about."""
    trail = [{"title": _("Home"), "url": "/"}]
    if page is not None:
        trail.append({"title": page.title, "url": page.url})
    return trail


def _keep(message: Message, page: KnowledgePage | None, fact: Fact | None) -> None:
    if page is not None:
        message.page_id = page.pk
        message.page_title = page.title
    if fact is not None:
        message.about, message.about_label = fact.about, fact.label[:300]
        message.value_then = fact.value
    message.save()
    # Here, so that the promise to erase needs no scheduler.
    Message.objects.expired().delete()
    if settings.PORTAL_MAINTAINER_EMAIL:
        _mail(message)


def _mail(message: Message) -> None:
    """The message is kept already: a mail server that fails must not fail the reader."""
    lines = [message.page_title, message.about_label, message.value_then, message.text]
    lines += [message.evidence, message.role, message.email]
    try:
        send_mail(
            subject=" ".join(f"{settings.PORTAL_NAME}: {message}".split()),
            message="\n\n".join(line for line in lines if line),
            from_email=None,
            recipient_list=[settings.PORTAL_MAINTAINER_EMAIL],
        )
    except OSError:
        logger.exception("The message %s is kept, but could not be mailed.", message.pk)
