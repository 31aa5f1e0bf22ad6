"""Word and OpenDocument files of a text's blocks: python-docx, odfpy, LibreOffice."""
import os

from blocks import page_of, run, save
from pdf_ways import STYLES


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
            # Small: the last column of a table that is wider than its paper falls out of Writer's PDF.
            page = save(folder, "a.html", page_of(blocks, STYLES["small"]))
            odt = soffice(folder, page, "odt", "--writer")
            return odt if kind == "odt" else soffice(folder, odt, kind)
        return soffice(folder, source(blocks, folder), kind)
    return make
