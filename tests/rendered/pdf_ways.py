"""PDF files of a text's blocks: WeasyPrint, Chromium, groff, reportlab, and scans of them."""
import os
import random
import re

from blocks import esc, page_of, run, save

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
