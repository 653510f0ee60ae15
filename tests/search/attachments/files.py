"""Real files: PDF by WeasyPrint, locked by pypdf; Word files by python-docx."""

import io
import zipfile
from html import escape

import docx
from django.core.files.base import ContentFile
from pypdf import PdfReader, PdfWriter
from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from weasyprint import HTML


def pdf(*pages: str) -> bytes:
    """A page for each text."""
    html = "".join(f'<p style="break-after: page">{escape(text)}</p>' for text in pages)
    made: bytes = HTML(string=html).write_pdf()
    return made


def locked(content: bytes, password: str) -> bytes:
    """An empty password locks it against changes only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*parts: tuple[str, str]) -> bytes:
    """Paragraphs under headings; a part without heading stands under the one before."""
    document = docx.Document()
    for heading, text in parts:
        if heading:
            document.add_heading(heading)
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A Word file of a few hundred kilobytes that unpacks to 200 megabytes."""
    out = io.BytesIO(word(("", "A text.")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/image1.png", bytes(200_000_000))
    return out.getvalue()


def with_entities() -> bytes:
    """XML that grows when it is read, in the place of a Word file's text."""
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    source, out = zipfile.ZipFile(io.BytesIO(word(("", "A text.")))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in source.namelist():
            xml = source.read(name)
            if name == "word/document.xml":
                xml = f"<!DOCTYPE x [{entities}]><x>&j;</x>".encode()
            packed.writestr(name, xml)
    return out.getvalue()


def uploaded(content: bytes, name: str = "protocol.pdf", title: str = "Protocol") -> Document:
    file = ContentFile(content, name=name)
    document: Document = get_document_model().objects.create(title=title, file=file)
    return document


def replace_file(document: Document, content: bytes) -> None:
    document.file = ContentFile(content, name="replaced.pdf")
    document.save()


def link_to(document: Document) -> str:
    """For a page's text."""
    return f'<a linktype="document" id="{document.pk}">The form</a>'
