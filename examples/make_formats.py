"""Writes the DOCX and PDF examples from the plain texts in examples/sources, byte for byte the same each time.

python examples/make_formats.py [FOLDER]      (FOLDER: where they go; examples/reports unless given)

A source has its title, its date and its outlet on the first three lines and one paragraph on each line after them.
"""

from __future__ import annotations

import io
import sys
import textwrap
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import docx

HERE = Path(__file__).parent
STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP entry can carry
LINES_A_PAGE = 48
CHARACTERS_A_LINE = 86


@dataclass(frozen=True, slots=True)
class Text:
    """A source text: what the finished file shows, in order."""

    title: str
    date: str
    outlet: str
    paragraphs: tuple[str, ...]


def main(folder: Path) -> None:
    """Write every format example into the folder."""
    docx_bytes = as_docx(read_source(HERE / "sources" / "2022-03-10-antalya.txt"))
    (folder / "2022-03-10-antalya.docx").write_bytes(docx_bytes)
    pdf_bytes = as_pdf(read_source(HERE / "sources" / "2022-03-16-eight-hundred-million.txt"))
    (folder / "2022-03-16-eight-hundred-million.pdf").write_bytes(pdf_bytes)


def read_source(path: Path) -> Text:
    """The parts of a source file. Raises ValueError where it has no paragraph."""
    title, date, outlet, *paragraphs = path.read_text(encoding="utf8").splitlines()
    if not paragraphs:
        raise ValueError(f"{path.name}: expected a title, a date, an outlet and at least one paragraph")
    return Text(title, date, outlet, tuple(paragraphs))


def as_docx(text: Text) -> bytes:
    """A Word file. Its properties carry no time and no user of the machine that made it."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime(2022, 3, 10)
    document.core_properties.author = text.outlet
    document.core_properties.title = text.title
    document.add_heading(text.title, level=1)
    document.add_paragraph(text.date)
    for paragraph in text.paragraphs:
        document.add_paragraph(paragraph)
    raw = io.BytesIO()
    document.save(raw)
    return _restamped(raw.getvalue())


def _restamped(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.create_system = 0  # the same on Windows and elsewhere
            new.writestr(entry, old.read(name))
    return out.getvalue()


def as_pdf(text: Text) -> bytes:
    """A PDF of text pages in Helvetica, its title in the properties. No library's version shows in its bytes."""
    lines = [f"{text.outlet}, {text.date}", ""]
    for paragraph in text.paragraphs:
        lines += [*textwrap.wrap(paragraph, CHARACTERS_A_LINE), ""]
    pages = [lines[i : i + LINES_A_PAGE] for i in range(0, len(lines), LINES_A_PAGE)]
    return _pdf_file(_pdf_objects(pages), text.title)


def _pdf_objects(pages: list[list[str]]) -> list[bytes]:
    """Objects 1 to 3 are the catalogue, the page tree and the font; then a page and its content by turns."""
    numbers = [4 + 2 * i for i in range(len(pages))]
    kids = " ".join(f"{n} 0 R" for n in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {number + 1} 0 R >>".encode()
        )
        stream = _pdf_stream(lines)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    return objects


def _pdf_stream(lines: list[str]) -> bytes:
    shown = "\n".join(f"({_pdf_escape(line)}) Tj T*" for line in lines)
    return f"BT /F1 11 Tf 15 TL 60 780 Td\n{shown}\nET".encode("cp1252")


def _pdf_escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf_file(objects: list[bytes], title: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    info = f"<< /Title ({_pdf_escape(title)}) >>"
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {info} >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "reports")
