"""Files of every kind, made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.model import Report
from dateline.read import ReadFailure, ReadOptions, read_reports

TODAY = "2022-06-01"
BODY = (
    "The defence ministry said on Wednesday that two battalions had moved closer to the border.\n\n"
    "Officials of the neighbouring country denied it in the evening."
)
ReadOne = Callable[..., Report | ReadFailure]


@pytest.fixture
def read_one(tmp_path: Path) -> ReadOne:
    """Writes one file and returns the only thing that reading it yields."""

    def read(name: str, content: str | bytes, **options: object) -> Report | ReadFailure:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (found,) = read_reports(path, ReadOptions(**{"today": TODAY, **options}))  # type: ignore[arg-type]
        return found

    return read


def pdf_bytes(pages: list[list[str]], *, created: str = "", title: str = "") -> bytes:
    """A minimal PDF: one text line a string, Helvetica, uncompressed."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = b" T* ".join(
            b"(" + line.replace("(", r"\(").replace(")", r"\)").encode("latin-1") + b") Tj" for line in lines
        )
        stream = b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(f"<< /CreationDate ({created}) /Title ({title}) >>".encode())
    return _with_table(objects)


def _with_table(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects)
    return out + b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size + 1, size, start)
