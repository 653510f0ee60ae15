"""What rests on a record, so that nothing is deleted from under it.

Rows and figures hold what they name with a protected foreign key; drafts and earlier versions
name it in their stored content, where no database would notice. Both are looked up here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision

# So many of one kind are named one by one; of more, their number is told.
_NAMED = 5

# Which records of each model are looked at: a page counts under each of its classes.
Targets = Mapping[type[models.Model], set[Any]]


@dataclass(frozen=True)
class Use:
    """Something that names a record: where it stands, and how to get there."""

    holder: str
    what: str
    address: str
    is_draft: bool = False


def targets_of(*instances: models.Model) -> Targets:
    found: dict[type[models.Model], set[Any]] = defaultdict(set)
    for instance in instances:
        for model in [type(instance), *type(instance)._meta.get_parent_list()]:
            found[model].add(instance.pk)
    return found


def targets_of_subtrees(pages: Iterable[Page]) -> Targets:
    below: list[Page] = []
    for page in pages:
        below += page.get_descendants(inclusive=True).specific()
    return targets_of(*below)


def uses_of(targets: Targets) -> list[Use]:
    """All that rests on the targets and does not go with them."""
    live = _live_uses(targets)
    known = {use.address for use in live}
    return [*live, *(use for use in _draft_uses(targets) if use.address not in known)]


def shortened(uses: Iterable[Use]) -> list[Use]:
    """For people: "33 figures" instead of a line for each."""
    by_kind: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        by_kind["" if use.is_draft else use.what].append(use)
    listed: list[Use] = []
    for what, alike in by_kind.items():
        listed += alike[:_NAMED] if what else alike
        if what and len(alike) > _NAMED:
            more = ngettext("and %(count)d more", "and %(count)d more", len(alike) - _NAMED)
            listed.append(Use(more % {"count": len(alike) - _NAMED}, what, ""))
    return listed


def protecting_keys(model: type[models.Model]) -> Iterator[Any]:
    """Foreign keys that would stop a record of this model from being deleted."""
    for candidate in apps.get_models(include_auto_created=True):
        for field in candidate._meta.local_fields:
            if field.related_model is model and _protects(field):
                yield field


def _protects(field: Any) -> bool:
    """Whether it is a foreign key that holds what it names."""
    holding = (models.PROTECT, models.RESTRICT)
    return bool(field.is_relation and field.remote_field.on_delete in holding)


def rows_naming(targets: Targets) -> Iterator[tuple[Any, models.Model]]:
    """Each stored row with the foreign key by which it holds a target."""
    for model, keys in targets.items():
        for field in protecting_keys(model):
            for row in field.model._default_manager.filter(**{f"{field.name}__in": keys}):
                yield field, row


def page_of(row: models.Model) -> Page | None:
    """The page that a child row belongs to, over as many steps as it takes."""
    if isinstance(row, Page):
        return row
    for field in row._meta.fields:
        if isinstance(field, ParentalKey):
            owner = getattr(row, field.name)
            return page_of(owner) if owner else None
    return None


def _live_uses(targets: Targets) -> list[Use]:
    finder = AdminURLFinder()
    found: dict[tuple[str, str], Use] = {}
    for field, row in rows_naming(targets):
        page = page_of(row)
        if page is not None and page.pk in targets.get(Page, ()):
            continue
        holder = page.specific_deferred if page is not None else row
        what = capfirst(str(field.model._meta.verbose_name))
        use = Use(str(holder), what, finder.get_edit_url(holder) or "")
        found.setdefault((use.address or use.holder, what), use)
    return list(found.values())


def _draft_uses(targets: Targets) -> list[Use]:
    finder = AdminURLFinder()
    found: dict[int, Use] = {}
    for revision in _revisions_that_may_name(targets):
        if int(revision.object_id) in targets.get(Page, ()) or int(revision.object_id) in found:
            continue
        page = Page.objects.filter(pk=revision.object_id).first()
        model = page.specific_class if page else None
        if page and model and _names(model, revision.content, targets):
            specific = page.specific_deferred
            found[page.pk] = Use(
                str(specific), "", finder.get_edit_url(specific) or "", is_draft=True
            )
    return list(found.values())


def _revisions_that_may_name(targets: Targets) -> Iterable[Revision]:
    """By text first: reading the content of every version would take minutes."""
    mentions = models.Q()
    for model, keys in targets.items():
        for field in protecting_keys(model):
            for key in keys:
                mentions |= models.Q(as_text__contains=f'"{field.name}": {key}')
    if not mentions:
        return []
    pages = ContentType.objects.get_for_model(Page)
    versions = Revision.objects.filter(base_content_type=pages)
    as_text = Cast("content", models.TextField())
    return versions.annotate(as_text=as_text).filter(mentions).order_by("-pk").iterator()


def _names(model: type[models.Model], content: Any, targets: Targets) -> bool:
    """Whether stored content of this model, or of its rows, names one of the targets."""
    fields: list[Any] = model._meta.concrete_fields  # type: ignore[assignment]  # their targets vary
    for field in fields:
        if _protects(field) and content.get(field.name) in targets.get(field.related_model, ()):
            return True
    return any(
        _names(relation.related_model, row, targets)
        for relation in get_all_child_relations(model)
        for row in content.get(relation.get_accessor_name()) or []
    )
