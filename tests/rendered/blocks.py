"""A document's text as blocks, and what every way of making a file of them needs."""
import html
import os
import re
import subprocess

BULLET = re.compile(r"^\s*[-•*]\s+")


class Block:
    def __init__(self, kind, lines):
        self.kind, self.lines = kind, lines  # heading, text, bullet; a table's lines are lists of cells


class Blocks(list):
    """The blocks of a text, and the text itself for ways that put it down line by line."""

    def __init__(self, source):
        super().__init__()
        self.source = source


def is_heading(line):
    return len(line) < 60 and not re.search(r"[.:;,@]", line) and not re.match(r"\d{4}-", line)


def blocks_of(text):
    """An empty line parts paragraphs, "- " begins a bullet, tabs part cells; a short line of its own is a heading."""
    blocks, open_ = Blocks(text), False
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


def merged_rows(rows):
    """Rows as [(text, rows it spans)], None where the first column's cell is the one above: as merged cells show it."""
    out = []
    for i, row in enumerate(rows):
        same = i > 0 and rows[i - 1][0] == row[0]
        high = next((k for k in range(1, len(rows) - i) if rows[i + k][0] != row[0]), len(rows) - i)
        out.append([None if same else (row[0], high)] + [(c, 1) for c in row[1:]])
    return out


def raw_parts(source):
    """The text's lines as they are, and each run of lines with tabs as a list of rows."""
    out = []
    for line in source.replace("\f", "\n").split("\n"):
        if "\t" not in line:
            out.append(line.rstrip())
        elif out and isinstance(out[-1], list):
            out[-1].append(line.split("\t"))
        else:
            out.append([line.split("\t")])
    return out
