"""Bringing figures in, in the admin: by those who may edit the program, step by step."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from programs.metrics.importing.models import FigureImport
from programs.metrics.models import Observation
from programs.models import ProgramPage
from tests.metrics.importing.files import HEADINGS, as_csv, row

OURS = row(source="SODU-2025", period_start="2025", value="98765")


def choose(client: Client, program: ProgramPage, content: bytes) -> Any:
    file = SimpleUploadedFile("ours.csv", content)
    return client.post(reverse("figure_imports:new"), {"program": program.pk, "file": file})


def act(client: Client, of: FigureImport, action: str, **fields: str) -> Any:
    address = reverse("figure_imports:import", args=[of.key])
    return client.post(address, {"action": action} | fields, follow=True)


def test_a_file_is_looked_at_applied_and_undone(durham_editor: Client, heart: ProgramPage) -> None:
    address = choose(durham_editor, heart, as_csv(OURS))["Location"]
    html = durham_editor.get(address).content.decode()
    assert "98,765 calls" in html
    assert "Apply 1 change" in html
    assert not Observation.objects.filter(value=98765).exists()

    of = FigureImport.objects.get()
    assert "Undo all of it" in act(durham_editor, of, "apply").content.decode()
    assert Observation.objects.filter(program=heart, value=98765).exists()
    listed = durham_editor.get(reverse("figure_imports:index")).content.decode()
    assert "1 new figure" in listed
    assert "by durham" in listed

    assert "Figures removed again: 1" in act(durham_editor, of, "undo").content.decode()
    assert not Observation.objects.filter(value=98765).exists()


def test_unknown_columns_are_asked_for_and_remembered(
    durham_editor: Client, heart: ProgramPage
) -> None:
    content = as_csv([*OURS, "calm"], headings=[*HEADINGS, "mood"])
    address = choose(durham_editor, heart, content)["Location"]
    html = durham_editor.get(address).content.decode()
    assert "1 column is not known yet" in html
    of = FigureImport.objects.get()
    answers = {f"column-{place}": name for place, name in enumerate(HEADINGS)}
    refused = act(durham_editor, of, "columns", decimal_mark=".", **answers)
    assert "Say what this column is, or leave it out" in refused.content.decode()
    response = act(durham_editor, of, "columns", decimal_mark=".", **answers, **{"column-6": "-"})
    assert "G (mood)" in response.content.decode()
    choose(durham_editor, heart, content)
    assert FigureImport.objects.first().state == FigureImport.State.CHECKED


def test_refused_rows_cannot_be_applied(durham_editor: Client, heart: ProgramPage) -> None:
    choose(durham_editor, heart, as_csv(OURS, row(source="SODU-2025", value="many")))
    of = FigureImport.objects.get()
    html = act(durham_editor, of, "apply").content.decode()
    assert "1 row is refused" in html
    assert "<b>D3</b>" in html
    assert not Observation.objects.filter(value=98765).exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04"])
def test_a_file_that_is_no_table_is_told_at_its_field(
    durham_editor: Client, heart: ProgramPage, content: bytes
) -> None:
    response = choose(durham_editor, heart, content)
    assert response.context["form"].errors["file"]
    assert not FigureImport.objects.exists()


def test_what_is_put_away_leaves_nothing(durham_editor: Client, heart: ProgramPage) -> None:
    choose(durham_editor, heart, as_csv(OURS))
    act(durham_editor, FigureImport.objects.get(), "put_away")
    assert not FigureImport.objects.exists()


def test_others_programs_are_out_of_reach(
    durham_editor: Client, cambridge_editor: Client, heart: ProgramPage, care: ProgramPage
) -> None:
    assert "program" in choose(durham_editor, care, as_csv(OURS)).context["form"].errors
    choose(cambridge_editor, care, as_csv(OURS))
    of = FigureImport.objects.get()
    address = reverse("figure_imports:import", args=[of.key])
    assert durham_editor.get(address).status_code in {302, 403}
    for action in ("apply", "check", "put_away", "columns"):
        durham_editor.post(address, {"action": action})
    of.refresh_from_db()
    assert of.state == FigureImport.State.CHECKED
    assert "ours.csv" not in durham_editor.get(reverse("figure_imports:index")).content.decode()
    for kind in ("csv", "xlsx"):
        name = f"figure_imports:{kind}"
        assert durham_editor.get(reverse(name, args=[care.pk])).status_code in {302, 403}
        assert durham_editor.get(reverse(name, args=[heart.pk])).status_code == 200


@pytest.mark.django_db
def test_nobody_else_reaches_it(client: Client) -> None:
    assert client.get(reverse("figure_imports:index")).status_code == 302
