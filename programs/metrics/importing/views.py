"""Bringing figures in, in the admin: choose a file, settle its columns, look, apply, undo."""

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from programs.models import ProgramPage
from programs.permissions import programs_editable_by

from . import applying, checking, undoing
from .forms import ColumnsForm, FileForm, missing_words
from .headings import Headings
from .models import FigureImport, ImportedFile, ImportRow
from .opening import left_out, open_import, remember
from .permissions import imports_of, own_import
from .tables import FileRefusedError
from .working import SMALL_BYTES, SMALL_CHANGES, seems_interrupted, work

FILES_SHOWN, ROWS_SHOWN, FIGURES_NAMED = 50, 100, 20
_SECONDS_TO_REFRESH = "2"
_ALL_ROWS = "all"
_LONGEST_REASON = 300


class _AdminPage(WagtailAdminTemplateMixin, TemplateView):
    """Of people who may write the figures of some program; others are turned away."""

    header_icon = "upload"
    page_title = gettext_lazy("Figures from files")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not programs_editable_by(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[Any]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("figures:index"), "label": _("Figures")},
            {"url": reverse("figure_imports:index"), "label": _("From files")},
            *self.own_breadcrumbs,
        ]

    @property
    def own_breadcrumbs(self) -> list[Any]:
        return []


class ImportsView(_AdminPage):
    """The files that were brought in: who, when, and what came of each."""

    template_name = "importing/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        files = imports_of(self.request.user).select_related(
            "program", "uploaded_by", "applied_by", "undone_by"
        )
        wanted = self.request.GET.get("program", "")[:12]
        if wanted.isdecimal():
            files = files.filter(program=int(wanted))
        pages = Paginator(files, FILES_SHOWN)
        return context | {"page_object": pages.get_page(self.request.GET.get("page", "")[:9])}


class NewImportView(_AdminPage):
    template_name = "importing/new.html"
    page_title = gettext_lazy("Bring figures in")

    @property
    def own_breadcrumbs(self) -> list[Any]:
        return [{"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        program = request.GET.get("program", "")[:12]
        own = programs_editable_by(request.user)
        chosen = own.filter(pk=int(program)).first() if program.isdecimal() else None
        return self._answer(FileForm(user=request.user, initial={"program": chosen or own.first()}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FileForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self._answer(form)
        of = _kept(form, request.user)
        _table, headings = form.opened or open_import(of, form.content)
        if headings.are_settled:
            _begin_check(of, len(form.content))
        return redirect("figure_imports:import", of.key)

    def _answer(self, form: FileForm) -> HttpResponse:
        program = form["program"].value()
        key = program.pk if isinstance(program, ProgramPage) else program
        return self.render_to_response(self.get_context_data(form=form, program=key))


def _kept(form: FileForm, user: Any) -> FigureImport:
    file = form.cleaned_data["file"]
    with transaction.atomic():
        of = FigureImport.objects.create(
            program=form.cleaned_data["program"],
            file_name=file.name[-200:],
            digest=hashlib.sha256(form.content).hexdigest(),
            uploaded_by=user,
        )
        ImportedFile.objects.create(figure_import=of, content=form.content)
    return of


def _begin_check(of: FigureImport, size: int) -> None:
    checking.begin(of)
    work(lambda: checking.check(of), is_short=size <= SMALL_BYTES)


class ImportView(_AdminPage):
    """One file, at whatever stage it is."""

    _TEMPLATES = {
        FigureImport.State.COLUMNS: "importing/columns.html",
        FigureImport.State.CHECKING: "importing/under_way.html",
        FigureImport.State.CHECKED: "importing/checked.html",
        FigureImport.State.APPLYING: "importing/under_way.html",
        FigureImport.State.APPLIED: "importing/applied.html",
        FigureImport.State.UNDONE: "importing/applied.html",
    }

    @cached_property
    def of(self) -> FigureImport:
        return own_import(self.request.user, self.kwargs["key"])

    @property
    def own_breadcrumbs(self) -> list[Any]:
        return [{"url": "", "label": f"{self.of.file_name}, {self.of.program.title}"}]

    def get_page_subtitle(self) -> str:
        return f"{self.of.file_name}, {self.of.program.title}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state = FigureImport.State(self.of.state)
        if state == FigureImport.State.CHECKED and "columns" in request.GET:
            state = FigureImport.State.COLUMNS
        return self._answer(state)

    def _answer(self, state: FigureImport.State, **context: Any) -> HttpResponse:
        found = {
            FigureImport.State.COLUMNS: self._columns,
            FigureImport.State.CHECKED: self._checked,
            FigureImport.State.APPLIED: self._applied,
        }.get(state, dict)()
        self.template_name = self._TEMPLATES[state]
        response = self.render_to_response(
            self.get_context_data(
                of=self.of,
                is_interrupted=seems_interrupted(self.of),
                **found | context,
            )
        )
        if state in {FigureImport.State.CHECKING, FigureImport.State.APPLYING}:
            # Without a script: the browser asks again by itself.
            response["Refresh"] = _SECONDS_TO_REFRESH
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions = {
            "columns": self._settle_columns,
            "check": self._check,
            "apply": self._apply,
            "undo": self._undo,
            "put_away": self._put_away,
        }
        action = actions.get(request.POST.get("action", ""))
        answer = action() if action else None
        return answer or redirect("figure_imports:import", self.of.key)

    # -- What is shown

    def _opened(self) -> tuple[Any, Headings] | None:
        """None where the file cannot be read after all; its problem then says why."""
        try:
            return open_import(self.of, bytes(self.of.file.content))
        except (FileRefusedError, ImportedFile.DoesNotExist) as error:
            self.of.problem = self.of.problem or str(error)
            return None

    def _columns(self) -> dict[str, Any]:
        opened = self._opened()
        if opened is None:
            return {"form": None}
        table, headings = opened
        return {
            "form": ColumnsForm(table, headings),
            "missing": missing_words(headings),
            "table": table,
            "headings": headings,
        }

    def _checked(self) -> dict[str, Any]:
        shares = [
            (action.value, action.label, count)
            for action in ImportRow.Action
            if (count := self.of.count(action))
        ]
        shown = self.request.GET.get("show", "")
        if shown not in {_ALL_ROWS, *(value for value, _label, _count in shares)}:
            # What somebody has to do, or to look at, comes first.
            shown = shares[0][0] if shares else _ALL_ROWS
        in_all = sum(count for _value, _label, count in shares)
        rows = self.of.rows.all() if shown == _ALL_ROWS else self.of.rows.filter(action=shown)
        pages = Paginator(rows, ROWS_SHOWN)
        opened = self._opened()
        return {
            "shares": [*shares, (_ALL_ROWS, _("All"), in_all)],
            "shown": shown,
            "page_object": pages.get_page(self.request.GET.get("page", "")[:9]),
            "remarks": opened[0].remarks if opened else (),
            "left_out": left_out(opened[1]) if opened else (),
            "unread_sheets": [each for each in opened[0].sheets if each.name != opened[0].sheet]
            if opened
            else [],
            "sheet": opened[0].sheet if opened else "",
            "before": FigureImport.objects.filter(
                program=self.of.program, digest=self.of.digest, state=FigureImport.State.APPLIED
            ).first(),
        }

    def _applied(self) -> dict[str, Any]:
        changed = undoing.changed_since(self.of).distinct()
        return {
            "changed_count": changed.count(),
            "changed_since": changed[:FIGURES_NAMED],
        }

    # -- What is done

    def _settle_columns(self) -> HttpResponse | None:
        if self.of.state not in {FigureImport.State.COLUMNS, FigureImport.State.CHECKED}:
            return None
        opened = self._opened()
        if opened is None:
            return None
        table, headings = opened
        if self.request.POST.get("sheet", table.sheet) != table.sheet:
            return self._read_sheet(self.request.POST["sheet"])
        form = ColumnsForm(table, headings, self.request.POST)
        is_valid = form.is_valid()
        if not is_valid or headings.missing:
            return self._answer(
                FigureImport.State.COLUMNS,
                form=form,
                missing=missing_words(headings),
            )
        self.of.columns = form.columns
        self.of.decimal_mark = form.cleaned_data["decimal_mark"]
        remember(self.of.program_id, headings)
        return self._check()

    def _read_sheet(self, name: str) -> HttpResponse | None:
        """Another sheet has other columns."""
        self.of.sheet, self.of.columns = name[:100], {}
        self.of.state = FigureImport.State.COLUMNS
        self.of.save()
        return None

    def _check(self) -> HttpResponse | None:
        may_be = {
            FigureImport.State.COLUMNS,
            FigureImport.State.CHECKED,
            FigureImport.State.CHECKING,
        }
        if self.of.state in may_be:
            _begin_check(self.of, len(self.of.file.content))
        return None

    def _apply(self) -> HttpResponse | None:
        reason = self.request.POST.get("reason")
        given = None if reason is None else " ".join(reason.split())[:_LONGEST_REASON]
        if self.of.can_be_applied and applying.begin(self.of, given):
            of, user = self.of, self.request.user
            work(lambda: applying.apply(of, user), is_short=of.changes <= SMALL_CHANGES)
        return None

    def _undo(self) -> HttpResponse | None:
        undoing.undo(self.of, self.request.user)
        return None

    def _put_away(self) -> HttpResponse | None:
        """What was never applied leaves nothing behind."""
        if self.of.state in {FigureImport.State.APPLIED, FigureImport.State.UNDONE}:
            return None
        applying.forget_rows(self.of)
        self.of.delete()
        messages.success(self.request, _("The file is put away. No figure was changed."))
        return redirect("figure_imports:index")
