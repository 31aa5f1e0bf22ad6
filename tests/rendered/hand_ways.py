"""Files as hurried hands make them: no styles, headings that are bold or large, typed bullets, divs, merged cells."""
import os
import re

from blocks import body_of, esc, merged_rows, raw_parts, run, save
from pdf_ways import GRID


def sentences(text):
    return re.split(r"(?<=\.) (?=[A-ZÅÄÖ])", text) or [""]


# ---------------------------------------------------------------- docx
def docx_table(d, rows, merged=False, banner=None, paragraphs=False):
    head, *rest = rows
    t = d.add_table(rows=0, cols=len(head), style="Table Grid")
    if banner:
        cells = t.add_row().cells
        cells[0].merge(cells[-1]).text = banner
    for cell, text in zip(t.add_row().cells, head):
        cell.paragraphs[0].add_run(text).bold = True
    lines = []
    for row in merged_rows(rest) if merged else [[(c, 1) for c in row] for row in rest]:
        cells = t.add_row().cells
        lines.append((cells, row))
        for cell, value in zip(cells, row):
            if value is None:
                continue
            parts = sentences(value[0]) if paragraphs else [value[0]]
            cell.text = parts[0]
            for part in parts[1:]:
                cell.add_paragraph(part)
    for i, (cells, row) in enumerate(lines):
        if row[0] is not None and row[0][1] > 1:
            cells[0].merge(lines[i + row[0][1] - 1][0][0])


def docx_hand(heading="bold", bullet="• ", **table):
    """Headings bold, large or with typed numbers, and in no style; bullets typed or numbered."""
    def make(blocks, folder):
        import docx
        from docx.shared import Pt
        d = docx.Document()
        number = headings = 0
        for b in blocks:
            headings += b.kind == "heading"
            number = number + 1 if b.kind == "bullet" else 0
            if b.kind == "heading":
                run = d.add_paragraph().add_run((f"{headings}. " if heading == "numbered" else "") + b.lines[0])
                if heading != "large":
                    run.bold = True
                else:
                    run.font.size = Pt(16)
            elif b.kind == "bullet":
                if bullet == "List Number":
                    d.add_paragraph(b.lines[0], style=bullet)
                else:
                    d.add_paragraph((f"{number}. " if bullet == "1. " else bullet) + b.lines[0])
            elif b.kind == "text":
                d.add_paragraph("\n".join(b.lines))
            else:
                docx_table(d, b.lines, **table)
        path = os.path.join(folder, "a.docx")
        d.save(path)
        return path
    return make


def docx_raw(tables):
    def make(blocks, folder):
        import docx
        d = docx.Document()
        for part in raw_parts(blocks.source):
            if isinstance(part, str):
                d.add_paragraph(part)
            elif tables:
                docx_table(d, part)
            else:
                for row in part:
                    d.add_paragraph("\t".join(row))
        path = os.path.join(folder, "a.docx")
        d.save(path)
        return path
    return make


# ---------------------------------------------------------------- odt
def odt_hand(raw=False, merged=False):
    def make(blocks, folder):
        from odf import opendocument, style, table, text
        d = opendocument.OpenDocumentText()
        bold = style.Style(name="Fet", family="text")
        bold.addElement(style.TextProperties(fontweight="bold", fontsize="15pt"))
        d.automaticstyles.addElement(bold)

        def put_table(rows):
            t = table.Table()
            t.addElement(table.TableColumn(numbercolumnsrepeated=len(rows[0])))
            for row in [[(c, 1) for c in rows[0]]] + (merged_rows(rows[1:]) if merged else [[(c, 1) for c in r] for r in rows[1:]]):
                r = table.TableRow()
                for value in row:
                    if value is None:
                        r.addElement(table.CoveredTableCell())
                        continue
                    cell = table.TableCell(numberrowsspanned=value[1]) if value[1] > 1 else table.TableCell()
                    cell.addElement(text.P(text=value[0]))
                    r.addElement(cell)
                t.addElement(r)
            d.text.addElement(t)

        if raw:
            for part in raw_parts(blocks.source):
                put_table(part) if isinstance(part, list) else d.text.addElement(text.P(text=part))
        else:
            for b in blocks:
                if b.kind == "table":
                    put_table(b.lines)
                elif b.kind == "heading":
                    p = text.P()
                    p.addElement(text.Span(stylename=bold, text=b.lines[0]))
                    d.text.addElement(p)
                elif b.kind == "bullet":
                    d.text.addElement(text.P(text="• " + b.lines[0]))
                else:
                    for line in b.lines:
                        d.text.addElement(text.P(text=line))
        path = os.path.join(folder, "a.odt")
        d.save(path)
        return path
    return make


# ---------------------------------------------------------------- html
def html_table(rows, merged=False, cell="td"):
    head, *rest = rows
    out = ["<table><tr>" + "".join(f"<{cell}><b>{esc(c)}</b></{cell}>" for c in head) + "</tr>"]
    for row in merged_rows(rest) if merged else [[(c, 1) for c in r] for r in rest]:
        out.append("<tr>" + "".join(f"<td{f' rowspan={v[1]}' if v[1] > 1 else ''}>{esc(v[0])}</td>" for v in row if v) + "</tr>")
    return "\n".join(out) + "</table>"


def div_table(rows):
    return '<div style="display:table">' + "".join(
        '<div style="display:table-row">' + "".join(f'<div style="display:table-cell">{esc(c)}</div>' for c in row) + "</div>"
        for row in rows) + "</div>"


def html_divs(blocks, put_table=html_table):
    out = []
    for b in blocks:
        if b.kind == "heading":
            out.append(f'<div class="rubrik">{esc(b.lines[0])}</div>')
        elif b.kind == "bullet":
            out.append(f"<div>• {esc(b.lines[0])}</div>")
        elif b.kind == "text":
            out.append("<div>" + "<br>".join(map(esc, b.lines)) + "</div>")
        else:
            out.append(put_table(b.lines))
    return '<div id="a"><div class="b">' + "\n".join(out) + "</div></div>"


def html_run_in(blocks):
    """A heading is bold and followed by a line break, in the paragraph that it heads."""
    out, open_ = [], False
    for b in blocks:
        if b.kind == "heading":
            out.append(("</p>\n" if open_ else "") + f"<p><strong>{esc(b.lines[0])}</strong><br>")
            open_ = True
        elif b.kind == "text":
            out.append(("" if open_ else "<p>") + "<br>".join(map(esc, b.lines)) + "</p>\n")
            open_ = False
        else:
            out.append(("</p>\n" if open_ else "") + (f"<p>• {esc(b.lines[0])}</p>\n" if b.kind == "bullet" else html_table(b.lines)))
            open_ = False
    return "".join(out)


def html_layout(blocks):
    """All in the one cell of a table."""
    return f"<table><tr><td>{html_run_in(blocks)}</td></tr></table>"


def html_breaks(blocks):
    """One block, all by line breaks."""
    out = []
    for b in blocks:
        if b.kind == "table":
            out.append(html_table(b.lines))
        else:
            mark = "- " if b.kind == "bullet" else ""
            line = "<br>".join(map(esc, b.lines))
            out.append((f"<b>{line}</b>" if b.kind == "heading" else mark + line) + ("<br>" if mark else "<br><br>"))
    return "\n".join(out)


def html_raw(blocks):
    return "\n".join(html_table(p) if isinstance(p, list) else f"<p>{esc(p)}</p>" for p in raw_parts(blocks.source))


def html_word(blocks):
    """As Word saves a web page."""
    out = []
    for b in blocks:
        if b.kind == "heading":
            out.append(f"<p class=MsoNormal><b><span style='font-size:14.0pt'>{esc(b.lines[0])}<o:p></o:p></span></b></p>")
        elif b.kind == "bullet":
            out.append("<p class=MsoListParagraph style='text-indent:-18.0pt'><span style='font-family:Symbol'>·<span "
                       f"style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>{esc(b.lines[0])}<o:p></o:p></p>")
        elif b.kind == "text":
            out.append("<p class=MsoNormal>" + "<br>\n".join(map(esc, b.lines)) + "<o:p></o:p></p>")
        else:
            out.append("<table class=MsoTableGrid border=1>" + "".join(
                "<tr>" + "".join(f"<td width=90 valign=top><p class=MsoNormal>{esc(c)}<o:p></o:p></p></td>" for c in row) + "</tr>"
                for row in b.lines) + "</table>")
    return "<div class=WordSection1>" + "\n".join(out) + "</div>"


def html_numbered(blocks):
    out, in_list = [], False
    for b in blocks:
        if (b.kind == "bullet") != in_list:
            in_list = b.kind == "bullet"
            out.append("<ol>" if in_list else "</ol>")
        if b.kind == "bullet":
            out.append(f"<li><p>{esc(b.lines[0])}</p></li>")
        elif b.kind == "heading":
            out.append(f"<h3>{esc(b.lines[0])}</h3>")
        elif b.kind == "text":
            out.append("".join(f"<p>{esc(line)}</p>" for line in b.lines))
        else:
            out.append(html_table(b.lines, merged=True))
    return "\n".join(out) + ("</ol>" if in_list else "")


def html_pre(blocks):
    return f"<pre style=\"white-space:pre-wrap;tab-size:4\">{esc(blocks.source)}</pre>"


def hand_page(body, style=GRID):
    def make(blocks, folder):
        return save(folder, "a.html", f'<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Dokument</title>'
                    f"<style>{style}</style></head><body>{body(blocks)}</body></html>")
    return make


# ---------------------------------------------------------------- pdf
def pdf_of(page):
    """A hand's page, printed."""
    def make(blocks, folder):
        source, path = page(blocks, folder), os.path.join(folder, "a.pdf")
        run("weasyprint", "-q", source, path)
        return path
    return make


def columns_page(blocks):
    """Text in two columns, its table after it over the whole width."""
    out, texts = [], []
    for b in [*blocks, None]:
        if b is None or b.kind == "table":
            if texts:
                out.append('<div style="columns:2">' + body_of(texts) + "</div>")
            texts = []
            if b:
                out.append(html_table(b.lines))
        else:
            texts.append(b)
    return "\n".join(out)


def reportlab_raw(blocks, folder):
    """A paragraph for each line of the text, in one style."""
    from reportlab.lib import colors, pagesizes, styles
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table
    sheet = styles.getSampleStyleSheet()
    small = styles.ParagraphStyle("small", parent=sheet["Normal"], fontSize=7, leading=8.5)
    story = []
    for part in raw_parts(blocks.source):
        if isinstance(part, list):
            n = len(part[0])
            rows = [[Paragraph(esc(c), small) for c in row + [""] * (n - len(row))] for row in part]
            looks = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            story.append(Table(rows, colWidths=[460 / n] * n, style=looks))
        else:
            story.append(Paragraph(esc(part), sheet["Normal"]) if part.strip() else Spacer(1, 8))
    path = os.path.join(folder, "a.pdf")
    SimpleDocTemplate(path, pagesize=pagesizes.A4).build(story)
    return path


def reportlab_canvas(blocks, folder):
    """Lines drawn one by one, wrapped by the count of their letters."""
    import textwrap

    from reportlab.lib import pagesizes
    from reportlab.pdfgen import canvas
    path = os.path.join(folder, "a.pdf")
    c = canvas.Canvas(path, pagesize=pagesizes.A4)
    y = 800

    def down(step):
        nonlocal y
        y -= step
        if y < 50:
            c.showPage()
            y = 800

    for part in raw_parts(blocks.source):
        if isinstance(part, str):
            for line in textwrap.wrap(part, 90) or [""]:
                c.setFont("Helvetica", 11)
                c.drawString(50, y, line)
                down(14)
            continue
        for row in part:
            wrapped = [textwrap.wrap(cell, 17) for cell in row]
            high = max(map(len, wrapped))
            if y - high * 9 < 50:
                c.showPage()
                y = 800
            c.setFont("Helvetica", 7)
            for i in range(high):
                for k, cell in enumerate(wrapped):
                    if i < len(cell):
                        c.drawString(40 + k * 88, y - i * 9, cell[i])
            y -= high * 9 + 6
    c.save()
    return path


def raw_markdown(blocks, folder):
    """The text as it is, its tables by bars."""
    out = []
    for part in raw_parts(blocks.source):
        if isinstance(part, list):
            rows = ["| " + " | ".join(row) + " |" for row in part]
            part = "\n".join([rows[0], "|" + "---|" * len(part[0]), *rows[1:]])
        out.append(part)
    return save(folder, "a.md", "\n".join(out))


def raw_file(ending):
    return lambda blocks, folder: save(folder, "a." + ending, blocks.source)
