#!/usr/bin/python3
"""A document's text made into files by programs that people use: {way: (programs, function)}.

Each way takes the text's blocks and a folder and gives the file it made there. A program that is not installed
gives nothing; so a way can be tried wherever its programs are.
"""
import os
import shutil

from blocks import blocks_of, bulleted_cell, run  # noqa: F401 (check.py takes blocks_of from here)
import hand_ways as hand
from office_ways import bold_docx, office, python_docx, python_odf, soffice
from pdf_ways import STYLES, chromium, groff, reportlab, scan, weasy
from text_ways import cmark, labelled, latin_page, markdown, nfd_text, page, pandoc, site_page, text, text_of_pdf

# Tables over both columns are printed over each other by WeasyPrint: see "columns, then table" below.
WAYS = {f"pdf/weasyprint {s}": (["weasyprint"], weasy(s)) for s in STYLES if s != "two-columns"}
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


def converted(source, *command):
    """What a program makes of a hand's file: the names of the source and of the file it makes are put in its command."""
    def make(blocks, folder):
        into = os.path.join(folder, "made." + command[0])
        run(*[x.format(source=source(blocks, folder), into=into) for x in command[1:]])
        return into
    return make


def by_office(source, kind):
    return lambda blocks, folder: soffice(folder, source(blocks, folder), kind)


HTML = {
    "divs": hand.html_divs,
    "divs as table": lambda b: hand.html_divs(b, hand.div_table),
    "run-in headings": hand.html_run_in,
    "layout table": hand.html_layout,
    "line breaks": hand.html_breaks,
    "line by line": hand.html_raw,
    "saved by word": hand.html_word,
    "numbered, merged": hand.html_numbered,
    "preformatted": hand.html_pre,
}
DOCX = {
    "bold, merged": hand.docx_hand(merged=True),
    "bold, numbered": hand.docx_hand(bullet="List Number", paragraphs=True),
    "large, dashes": hand.docx_hand("large", "- "),
    "large, typed numbers": hand.docx_hand("large", "1. "),
    "numbered headings": hand.docx_hand("numbered"),
    "banner": hand.docx_hand(banner="Åtgärder", merged=True),
    "line by line": hand.docx_raw(True),
    "line by line, tabs": hand.docx_raw(False),
}
WAYS |= {f"html/{n}": ([], hand.hand_page(f)) for n, f in HTML.items()}
WAYS |= {f"docx/{n}": (["docx"], f) for n, f in DOCX.items()}
WAYS |= {f"pdf/libreoffice from docx {n}": (["soffice", "docx"], by_office(DOCX[n], "pdf"))
         for n in ("bold, merged", "bold, numbered", "large, typed numbers", "banner", "line by line, tabs")}
WAYS |= {f"pdf/weasyprint {n}": (["weasyprint"], hand.pdf_of(hand.hand_page(f)))
         for n, f in HTML.items() if n not in ("divs as table", "layout table")}
WAYS |= {
    "odt/hand": (["odf"], hand.odt_hand()),
    "odt/hand merged": (["odf"], hand.odt_hand(merged=True)),
    "odt/line by line": (["odf"], hand.odt_hand(raw=True)),
    "odt/libreoffice from docx bold, merged": (["soffice", "docx"], by_office(DOCX["bold, merged"], "odt")),
    "odt/pandoc from docx": (["pandoc", "docx"], converted(DOCX["large, dashes"], "odt", "pandoc", "{source}", "-o", "{into}")),
    "odt/pandoc from raw md": (["pandoc"], converted(hand.raw_markdown, "odt", "pandoc", "{source}", "-o", "{into}")),
    "docx/libreoffice from odt": (["soffice", "odf"], by_office(hand.odt_hand(merged=True), "docx")),
    "docx/pandoc from raw md": (["pandoc"], converted(hand.raw_markdown, "docx", "pandoc", "{source}", "-o", "{into}")),
    "docx/libreoffice from txt": (["soffice"], by_office(hand.raw_file("txt"), "docx")),
    "html/libreoffice from odt": (["soffice", "odf"], by_office(hand.odt_hand(), "html")),
    "html/pandoc from docx": (["pandoc", "docx"], converted(DOCX["bold, merged"], "html", "pandoc", "{source}", "-o", "{into}")),
    "pdf/weasyprint columns, then table": (["weasyprint"], hand.pdf_of(hand.hand_page(hand.columns_page))),
    "pdf/reportlab line by line": (["reportlab"], hand.reportlab_raw),
    "pdf/reportlab canvas": (["reportlab"], hand.reportlab_canvas),
    "pdf/libreoffice from txt": (["soffice"], by_office(hand.raw_file("txt"), "pdf")),
    "md/raw": ([], hand.raw_file("md")),
    "txt/pandoc from docx": (["pandoc", "docx"], converted(python_docx(), "txt", "pandoc", "-t", "plain", "{source}", "-o", "{into}")),
    "txt/libreoffice from docx": (["soffice", "docx"], by_office(python_docx(), "txt:Text (encoded):UTF8")),
    "txt/pdftotext layout of reportlab": (["reportlab", "pdftotext"],
                                          converted(reportlab(True), "txt", "pdftotext", "-layout", "{source}", "{into}")),
}
SCANS = {f"scan/{dpi} dpi": (["weasyprint", "pdftoppm", "PIL", "tesseract"], scan(dpi, turn))
         for dpi, turn in ((150, 0.5), (200, 0.5), (300, 0.5))}


# What is asked of each document and of their mean where it is not check.LEAST. Of a scan letters are read wrongly, and
# cells of a plan's table run into each other.
LEAST = {f"scan/{dpi} dpi": (0.60, 0.90) for dpi in (150, 200, 300)}

# A document with a plan is shown in these ways, but not asked for: its cells stand among each other's lines, or what
# parted them is gone.
HARD = {"pdf/libreoffice from bold docx", "pdf/libreoffice from docx line by line, tabs", "pdf/weasyprint preformatted",
        "pdf/libreoffice from txt", "txt/pdftotext"}


def is_here(program):
    if program in ("PIL", "docx", "odf", "reportlab"):
        try:
            __import__(program)
            return True
        except ImportError:
            return False
    return shutil.which(program) is not None

