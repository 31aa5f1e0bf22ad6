"""Web pages, marked and plain text of a text's blocks, by hand and by pandoc, cmark and pdftotext."""
import os

from blocks import Block, body_of, lines_of, page_of, run, save
from pdf_ways import weasy


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
    """What pdftotext gives of a page whose table fits its paper: what does not is lost to it."""
    def make(blocks, folder):
        pdf = weasy("small")(blocks, folder)
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
