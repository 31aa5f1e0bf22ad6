#!/usr/bin/python3
"""A document's text made into files by programs that people use: {way: (programs, function)}.

Each way takes the text's blocks and a folder and gives the file it made there. A program that is not installed
gives nothing; so a way can be tried wherever its programs are.
"""
import html
import os
import random
import re
import shutil
import subprocess

BULLET = re.compile(r"^\s*[-•*]\s+")


class Block:
    def __init__(self, kind, lines):
        self.kind, self.lines = kind, lines  # heading, text, bullet; a table's lines are lists of cells


def is_heading(line):
    return len(line) < 60 and not re.search(r"[.:;,@]", line) and not re.match(r"\d{4}-", line)


def blocks_of(text):
    """An empty line parts paragraphs, "- " begins a bullet, tabs part cells; a short line of its own is a heading."""
    blocks, open_ = [], False
    for line in text.replace("\f", "\n\n").replace("**", "").split("\n"):
        plain = line.strip()
        if not plain:
            if open_ and len(blocks[-1].lines) == 1 and is_heading(blocks[-1].lines[0]):
                blocks[-1].kind = "heading"
            open_ = False
        elif "\t" in line:
            cells = [c.strip() for c in line.split("\t")]
            if not blocks or blocks[-1].kind != "table":
                blocks.append(Block("table", []))
            if cells not in blocks[-1].lines[:1]:
                blocks[-1].lines.append(cells)
            open_ = False
        elif BULLET.match(line):
            blocks.append(Block("bullet", [BULLET.sub("", plain)]))
            open_ = False
        elif open_:
            blocks[-1].lines.append(plain)
        else:
            blocks.append(Block("text", [plain]))
            open_ = True
    return blocks


def esc(s):
    return html.escape(s, quote=False)


def body_of(blocks, cell=esc):
    out, in_list = [], False
    for n, b in enumerate(blocks):
        if (b.kind == "bullet") != in_list:
            in_list = b.kind == "bullet"
            out.append("<ul>" if in_list else "</ul>")
        if b.kind == "heading":
            level = 1 if n < 6 and not any(x.kind == "heading" for x in blocks[:n]) else 2
            out.append(f"<h{level}>{esc(b.lines[0])}</h{level}>")
        elif b.kind == "text":
            out.append("<p>" + "<br>\n".join(map(esc, b.lines)) + "</p>")
        elif b.kind == "bullet":
            out.append("<li>" + esc(b.lines[0]) + "</li>")
        else:
            head, *rows = b.lines
            out.append("<table><thead><tr>" + "".join(f"<th>{cell(c)}</th>" for c in head) + "</tr></thead><tbody>")
            out += ["<tr>" + "".join(f"<td>{cell(c)}</td>" for c in row) + "</tr>" for row in rows]
            out.append("</tbody></table>")
    if in_list:
        out.append("</ul>")
    return "\n".join(out)


def page_of(blocks, style="", cell=esc, before=""):
    return (f'<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Dokument</title><style>{style}</style>'
            f"</head><body>{before}{body_of(blocks, cell)}</body></html>")


def bulleted_cell(text):
    """A cell's sentences as a list in it."""
    parts = [p for p in re.split(r"(?<=\.) (?=[A-ZÅÄÖ])", text) if p]
    return esc(text) if len(parts) < 2 else "<ul>" + "".join(f"<li>{esc(p)}</li>" for p in parts) + "</ul>"


def lines_of(blocks, row="\t".join):
    out = []
    for i, b in enumerate(blocks):
        if b.kind == "table":
            out += [*(row(r) for r in b.lines), ""]
        elif b.kind == "bullet":
            out.append("- " + b.lines[0])
            if i + 1 == len(blocks) or blocks[i + 1].kind != "bullet":
                out.append("")
        else:
            out += [*b.lines, ""]
    return out


def save(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, timeout=300, **options)


# ---------------------------------------------------------------- pdf
GRID = "table{border-collapse:collapse}td,th{border:0.5pt solid #555;padding:3pt;vertical-align:top;text-align:left}"
PLAIN = "td,th{padding:3pt 6pt;vertical-align:top;text-align:left}"
FOOT = ('@page{size:A4;margin:25mm 22mm;@top-left{content:"Medborgarlöfte";font-size:9pt}'
        '@bottom-center{content:"Sida " counter(page) " (" counter(pages) ")";font-size:9pt}}')
STYLES = {
    "grid": GRID,
    "borderless": PLAIN,
    "zebra": "table{border-collapse:collapse}" + PLAIN + "tbody tr:nth-child(odd){background:#e4e9f0}th{background:#246;color:#fff}",
    "underlined": "table{border-collapse:collapse}" + PLAIN + "td,th{border-bottom:0.5pt solid #888}",
    "small": GRID + "body{font-size:8pt}",
    "large": GRID + "body{font:13pt/1.6 sans-serif}td,th{font-size:10pt}",
    "narrow": "@page{margin:20mm 45mm}body{font-size:9.5pt}" + GRID + "table{table-layout:fixed;width:100%;font-size:7.5pt;hyphens:auto}",
    "landscape": "@page{size:A4 landscape}" + GRID,
    "two-columns": "body{columns:2;font-size:9.5pt}table{column-span:all;font-size:8pt}" + GRID,
    "running-heads": FOOT + GRID,
    "hyphenated": "body{hyphens:auto;text-align:justify}" + GRID,
    "justified": "body{text-align:justify;font-family:serif}" + GRID,
    "serif-borderless": "body{font:11pt/1.3 serif}" + PLAIN,
    "whole-rows": GRID + "tr{break-inside:avoid}" + FOOT,
    "short-pages": "@page{size:210mm 150mm;margin:15mm}" + GRID + "body{font-size:10pt}",
    "short-pages-borderless": "@page{size:210mm 150mm;margin:15mm}" + PLAIN + "body{font-size:10pt}tr{break-inside:avoid}",
    "no-repeated-head": GRID + "thead{display:table-row-group}" + FOOT,
    "centred-cells": GRID.replace("vertical-align:top;text-align:left", "vertical-align:middle;text-align:center"),
    "centred-heads": "h1,h2{text-align:center}" + GRID + "body{line-height:1.5}",
    "flat-headings": "h1,h2{font-size:1em;margin:1em 0 0}p{margin:0.4em 0}" + GRID,
    "tight": "h1,h2{margin:0.6em 0 0.1em}p{margin:0 0 0.3em}li{margin:0}body{font:10.5pt/1.15 'Liberation Sans',sans-serif}" + GRID,
}


def weasy(style, **options):
    def make(blocks, folder):
        path = os.path.join(folder, "a.pdf")
        run("weasyprint", "-q", "-", path, input=page_of(blocks, STYLES[style], **options).encode())
        return path
    return make


def chromium(style, **options):
    def make(blocks, folder):
        page = save(folder, "a.html", page_of(blocks, STYLES[style], **options))
        path = os.path.join(folder, "a.pdf")
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={path}", "--virtual-time-budget=1000", "file://" + page)
        return path
    return make


def groff(table=True):
    def make(blocks, folder):
        out = [".nr PS 11", ".nr VS 14"]
        text = lambda s: re.sub(r"^([.'])", r"\\&\1", s.replace("\\", "\\e"))
        for b in blocks:
            if b.kind == "heading":
                out += [".SH", text(b.lines[0])]
            elif b.kind == "bullet":
                out += [".IP \\(bu 2", text(b.lines[0])]
            elif b.kind == "text":
                out.append(".LP")
                for i, line in enumerate(b.lines):
                    out += [".br"] * (i > 0) + [text(line)]
            else:
                n = len(b.lines[0])
                out += [".TS H", "allbox;" if table else "nokeep;", " ".join(["lw(0.95i)"] * n) + "."]
                for i, row in enumerate(b.lines):
                    out.append("\t".join(f"T{{\n.ps 8\n.vs 10\n.ad l\n{text(c)}\nT}}" for c in row))
                    if i == 0:
                        out.append(".TH")
                out.append(".TE")
        source = save(folder, "a.ms", "\n".join(out) + "\n")
        made = run("groff", "-Kutf8", "-t", "-ms", "-Tps", source)
        ps = save(folder, "a.ps", made.stdout)
        path = os.path.join(folder, "a.pdf")
        run("ps2pdf", ps, path)
        return path
    return make


def reportlab(ruled):
    def make(blocks, folder):
        from reportlab.lib import colors, pagesizes, styles
        from reportlab.platypus import ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Table
        sheet = styles.getSampleStyleSheet()
        small = styles.ParagraphStyle("small", parent=sheet["Normal"], fontSize=8, leading=10)
        story = []
        for b in blocks:
            if b.kind == "heading":
                story.append(Paragraph(esc(b.lines[0]), sheet["Heading2"]))
            elif b.kind == "text":
                story.append(Paragraph("<br/>".join(map(esc, b.lines)), sheet["BodyText"]))
            elif b.kind == "bullet":
                story.append(ListFlowable([ListItem(Paragraph(esc(b.lines[0]), sheet["BodyText"]))], bulletType="bullet", start="•"))
            else:
                n = len(b.lines[0])
                rows = [[Paragraph(esc(c), small) for c in row + [""] * (n - len(row))] for row in b.lines]
                looks = [("VALIGN", (0, 0), (-1, -1), "TOP")] + ([("GRID", (0, 0), (-1, -1), 0.5, colors.grey)] if ruled else [])
                story.append(Table(rows, repeatRows=1, colWidths=[450 / n] * n, style=looks))
        path = os.path.join(folder, "a.pdf")
        SimpleDocTemplate(path, pagesize=pagesizes.A4).build(story)
        return path
    return make


# ---------------------------------------------------------------- office
def python_docx(style="Table Grid", lists=True):
    def make(blocks, folder):
        import docx
        d = docx.Document()
        for b in blocks:
            if b.kind == "heading":
                d.add_heading(b.lines[0], 1)
            elif b.kind == "bullet":
                d.add_paragraph(b.lines[0], style="List Bullet") if lists else d.add_paragraph("•\t" + b.lines[0])
            elif b.kind == "text":
                d.add_paragraph("\n".join(b.lines))
            else:
                t = d.add_table(rows=0, cols=len(b.lines[0]), style=style)
                for row in b.lines:
                    for cell, text in zip(t.add_row().cells, row):
                        cell.text = text
        path = os.path.join(folder, "a.docx")
        d.save(path)
        return path
    return make


def bold_docx(blocks, folder):
    """Without styles: headings are bold paragraphs, bullets are typed, the plan is tab-separated lines."""
    import docx
    d = docx.Document()
    for b in blocks:
        if b.kind == "heading":
            d.add_paragraph().add_run(b.lines[0]).bold = True
        elif b.kind == "bullet":
            d.add_paragraph("- " + b.lines[0])
        elif b.kind == "text":
            for line in b.lines:
                d.add_paragraph(line)
            d.add_paragraph("")
        else:
            for row in b.lines:
                d.add_paragraph("\t".join(row))
    path = os.path.join(folder, "a.docx")
    d.save(path)
    return path


def python_odf(blocks, folder):
    from odf import opendocument, table, text
    d = opendocument.OpenDocumentText()
    for b in blocks:
        if b.kind == "heading":
            d.text.addElement(text.H(outlinelevel=1, text=b.lines[0]))
        elif b.kind == "bullet":
            items, item = text.List(), text.ListItem()
            item.addElement(text.P(text=b.lines[0]))
            items.addElement(item)
            d.text.addElement(items)
        elif b.kind == "text":
            p = text.P()
            for i, line in enumerate(b.lines):
                if i:
                    p.addElement(text.LineBreak())
                p.addText(line)
            d.text.addElement(p)
        else:
            t = table.Table()
            t.addElement(table.TableColumn(numbercolumnsrepeated=len(b.lines[0])))
            for row in b.lines:
                r = table.TableRow()
                for c in row:
                    cell = table.TableCell()
                    cell.addElement(text.P(text=c))
                    r.addElement(cell)
                t.addElement(r)
            d.text.addElement(t)
    path = os.path.join(folder, "a.odt")
    d.save(path)
    return path


def soffice(folder, source, kind, filters=""):
    out = os.path.join(folder, "out")
    run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *filters.split(), "--convert-to", kind,
        "--outdir", out, source)
    return os.path.join(out, os.path.splitext(os.path.basename(source))[0] + "." + kind.split(":")[0])


def office(kind, source=None):
    """By LibreOffice Writer, from a web page or from what another way made."""
    def make(blocks, folder):
        if source is None:
            page = save(folder, "a.html", page_of(blocks, GRID))
            odt = soffice(folder, page, "odt", "--writer")
            return odt if kind == "odt" else soffice(folder, odt, kind)
        return soffice(folder, source(blocks, folder), kind)
    return make


# ---------------------------------------------------------------- marked text
def pandoc(to, ending, *options, style=""):
    def make(blocks, folder):
        page = save(folder, "a.html", page_of(blocks, style))
        path = os.path.join(folder, "a." + ending)
        run("pandoc", "-f", "html", "-t", to, *options, "-o", path, page)
        return path
    return make


def markdown_of(blocks):
    out = []
    for i, b in enumerate(blocks):
        if b.kind == "heading":
            out += ["## " + b.lines[0], ""]
        elif b.kind == "bullet":
            out.append("- " + b.lines[0])
            if i + 1 == len(blocks) or blocks[i + 1].kind != "bullet":
                out.append("")
        elif b.kind == "text":
            out += ["  \n".join(b.lines), ""]
        else:
            rows = ["| " + " | ".join(r) + " |" for r in b.lines]
            out += [rows[0], "|" + "---|" * len(b.lines[0]), *rows[1:], ""]
    return "\n".join(out)


def markdown(blocks, folder):
    return save(folder, "a.md", markdown_of(blocks))


def cmark(blocks, folder):
    made = run("cmark", save(folder, "a.md", markdown_of([b for b in blocks if b.kind != "table"]))).stdout.decode()
    tables = body_of([b for b in blocks if b.kind == "table"])
    return save(folder, "a.html", "<!DOCTYPE html><meta charset=utf-8>" + made + tables)


def page(style="", **options):
    return lambda blocks, folder: save(folder, "a.html", page_of(blocks, style, **options))


def site_page(blocks, folder):
    """As a municipality's site shows it: menus around it, div upon div, a plan of divs' tables."""
    return save(folder, "a.html", page_of(blocks, before="<header><nav><ul><li><a href=/>Start</a><li><a href=/b>Bygga och bo</a></ul>"
                                          "</nav></header><main>").replace(
        "</body>", "</main><footer><p>Kontakta oss: 0123-456 78</p><p>Kakor</p></footer></body>"))


def latin_page(blocks, folder):
    return save(folder, "a.html", page_of(blocks).replace("utf-8", "iso-8859-1").encode("cp1252", "xmlcharrefreplace"))


def text(encoding="utf-8", ends="\n", row="\t".join):
    return lambda blocks, folder: save(folder, "a.txt", ends.join(lines_of(blocks, row)).encode(encoding))


def nfd_text(blocks, folder):
    import unicodedata
    return save(folder, "a.txt", unicodedata.normalize("NFD", "\n".join(lines_of(blocks))))


def text_of_pdf(*options):
    """What pdftotext gives of the page with a grid."""
    def make(blocks, folder):
        pdf = weasy("grid")(blocks, folder)
        path = os.path.join(folder, "a.txt")
        run("pdftotext", *options, pdf, path)
        return path
    return make


def labelled(blocks, folder):
    """The plan as a list: each row its area, and its cells with their column's name."""
    out = []
    for b in blocks:
        if b.kind != "table":
            out.append(b)
            continue
        head, *rows = b.lines
        for row in rows:
            out.append(Block("heading", [row[0]]))
            out += [Block("bullet", [f"{h}: {c}"]) for h, c in zip(head[1:], row[1:]) if c]
    return save(folder, "a.txt", "\n".join(lines_of(out)))


def scan(dpi, turn):
    """Printed, laid on the glass a little askew, and kept as JPEG: grey, with some noise, no letter quite sharp."""
    def make(blocks, folder):
        from PIL import Image, ImageFilter
        run("pdftoppm", "-r", str(dpi), "-gray", weasy("running-heads")(blocks, folder), os.path.join(folder, "p"))
        pages = []
        for n, name in enumerate(sorted(f for f in os.listdir(folder) if f.endswith(".pgm"))):
            page = Image.open(os.path.join(folder, name))
            page = page.rotate(turn if n % 2 else -turn, Image.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(dpi / 400))
            noise = Image.frombytes("L", page.size, random.Random(7).randbytes(page.width * page.height))
            pages.append(Image.blend(page, noise, 0.06))
        path = os.path.join(folder, "scan.pdf")
        pages[0].save(path, save_all=True, append_images=pages[1:], resolution=dpi, quality=80)
        return path
    return make


WAYS = {f"pdf/weasyprint {s}": (["weasyprint"], weasy(s)) for s in STYLES}
WAYS["pdf/weasyprint bullets in cells"] = (["weasyprint"], weasy("grid", cell=bulleted_cell))
WAYS |= {f"pdf/chromium {s}": (["chromium"], chromium(s))
         for s in ("grid", "borderless", "zebra", "narrow", "landscape", "two-columns", "hyphenated", "short-pages", "tight")}
WAYS |= {
    "pdf/groff ruled": (["groff", "ps2pdf"], groff()),
    "pdf/groff unruled": (["groff", "ps2pdf"], groff(False)),
    "pdf/reportlab ruled": (["reportlab"], reportlab(True)),
    "pdf/reportlab unruled": (["reportlab"], reportlab(False)),
    "pdf/libreoffice from html": (["soffice"], office("pdf")),
    "pdf/libreoffice from docx": (["soffice", "docx"], office("pdf", python_docx())),
    "pdf/libreoffice from plain docx": (["soffice", "docx"], office("pdf", python_docx("Normal Table"))),
    "pdf/libreoffice from bold docx": (["soffice", "docx"], office("pdf", bold_docx)),
    "docx/python-docx": (["docx"], python_docx()),
    "docx/python-docx typed bullets": (["docx"], python_docx(lists=False)),
    "docx/python-docx bold, tabs": (["docx"], bold_docx),
    "docx/pandoc": (["pandoc"], pandoc("docx", "docx")),
    "docx/libreoffice": (["soffice"], office("docx")),
    "odt/odfpy": (["odf"], python_odf),
    "odt/pandoc": (["pandoc"], pandoc("odt", "odt")),
    "odt/libreoffice": (["soffice"], office("odt")),
    "odt/libreoffice from docx": (["soffice", "docx"], office("odt", python_docx())),
    "html/plain": ([], page()),
    "html/bullets in cells": ([], page(cell=bulleted_cell)),
    "html/site": ([], site_page),
    "html/latin-1": ([], latin_page),
    "html/cmark": (["cmark"], cmark),
    "html/pandoc": (["pandoc"], pandoc("html", "html", "-s", "--metadata", "title=Dokument")),
    "html/libreoffice": (["soffice"], office("html", python_docx())),
    "md/typed": ([], markdown),
    "md/pandoc gfm": (["pandoc"], pandoc("gfm", "md")),
    "md/pandoc markdown": (["pandoc"], pandoc("markdown", "md")),
    "txt/utf-8": ([], text()),
    "txt/utf-8 mark, crlf": ([], text("utf-8-sig", "\r\n")),
    "txt/utf-16": ([], text("utf-16", "\r\n")),
    "txt/utf-16le": ([], text("utf-16-le")),
    "txt/cp1252": ([], text("cp1252", "\r\n")),
    "txt/decomposed": ([], nfd_text),
    "txt/bars": ([], text(row=" | ".join)),
    "txt/semicolons": ([], text(row=";".join)),
    "txt/pandoc plain": (["pandoc"], pandoc("plain", "txt")),
    "txt/pdftotext": (["weasyprint", "pdftotext"], text_of_pdf()),
    "txt/pdftotext layout": (["weasyprint", "pdftotext"], text_of_pdf("-layout")),
    "txt/labelled rows": ([], labelled),
}
SCANS = {f"scan/{dpi} dpi": (["weasyprint", "pdftoppm", "PIL", "tesseract"], scan(dpi, turn))
         for dpi, turn in ((150, 0.5), (200, 0.5), (300, 0.5))}


# What is asked of each document and of their mean where it is not check.LEAST. Of a scan letters are read wrongly, and
# cells of a plan's table run into each other.
LEAST = {f"scan/{dpi} dpi": (0.60, 0.90) for dpi in (150, 200, 300)}

# Tried and shown, but not asked for: what is not read well enough yet.
HARD = {"pdf/weasyprint two-columns", "pdf/libreoffice from html", "pdf/libreoffice from bold docx", "txt/pdftotext",
        "txt/pdftotext layout"}


def is_here(program):
    if program in ("PIL", "docx", "odf", "reportlab"):
        try:
            __import__(program)
            return True
        except ImportError:
            return False
    return shutil.which(program) is not None
