"""Files as readers get them."""

import csv
import io
from typing import Any

from django.test import Client
from openpyxl import load_workbook


def content(address: str, status: int = 200) -> bytes:
    response: Any = Client().get(address)
    assert response.status_code == status, address
    return response.getvalue()


def csv_rows(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(address).decode("utf-8-sig"))))


def xlsx_rows(address: str) -> list[tuple[Any, ...]]:
    """Of the first worksheet, with its heading."""
    book = load_workbook(io.BytesIO(content(address)))
    return list(book.worksheets[0].iter_rows(values_only=True))
