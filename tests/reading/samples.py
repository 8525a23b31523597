"""One small file of each format, made here; nothing is fetched and nothing is taken from elsewhere."""

import io
from email.message import EmailMessage

import docx

SENTENCES = (
    "The harbour master told the crew on Friday that the storm had passed.",
    "Two deckhands, who asked not to be named, said he had been warned twice.",
    "“We sailed because he said so,” one of them said.",
)


def plain() -> bytes:
    return ("Storm over the harbour\n\n" + "\n\n".join(SENTENCES) + "\n").encode()


def markdown() -> bytes:
    front = "---\ntitle: Storm over the harbour\ndate: 2024-03-02\npublisher: Quay Gazette\n---\n"
    return (
        front + "# Storm over the harbour\n\n" + "\n\n".join(SENTENCES) + "\n\n- **one** [thing](http://x.example)\n"
    ).encode()


def html() -> bytes:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 3)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Storm | Quay Gazette</title>'
        '<meta property="og:site_name" content="Quay Gazette"><meta property="article:published_time" content="2024-03-02T08:00:00Z">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Storm over the harbour", '
        '"author": {"name": "Ida Voss"}, "datePublished": "2024-03-02"}</script><script>alert(1)</script></head>'
        f"<body><nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav><article><h1>Storm over the harbour</h1>{paragraphs}</article>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Storm over the harbour"
    message["From"] = "Ida Voss <ida@quay.example>"
    message["To"] = "desk@quay.example"
    message["Date"] = "Sat, 02 Mar 2024 08:00:00 +0000"
    message.set_content("\n\n".join(SENTENCES) + "\n")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="chart.bin")
    return message.as_bytes()


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Storm over the harbour"
    document.core_properties.author = "Ida Voss"
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    table = document.add_table(rows=1, cols=1)
    table.rows[0].cells[0].text = "Logged at the quay."
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pdf(pages: tuple[str, ...] = SENTENCES, *, text: bool = True) -> bytes:
    """A PDF of one line a page, written object by object (ISO 32000-1, section 7)."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for at, line in enumerate(pages):
        shown = line.replace("(", r"\(").replace(")", r"\)").encode("cp1252", "replace")
        stream = b"BT /F1 12 Tf 72 720 Td (" + shown + b") Tj ET" if text else b"0 0 m 9 9 l S"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        objects.append(page.encode())
        objects.append(b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream")
    objects.append(b"<< /Title (Storm over the harbour) /Author (Ida Voss) /CreationDate (D:20240302080000Z) >>")
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for offset in offsets:
        out.write(f"{offset:010d} 00000 n \n".encode())
    out.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return out.getvalue()


ALL = {".txt": plain, ".md": markdown, ".html": html, ".eml": mail, ".docx": word, ".pdf": pdf}
