#!/usr/bin/env python3
"""Documents made from documents: other municipalities, years, numbers, orders, layouts, each with its truth.

    document_variants.py TEXT TRUTH.json OUTDIR

writes OUTDIR/<kind>/<stem>.txt and .json for every kind of variant. A truth is a draft as ../shared/cadence/score.py
takes it; what a variant changes in the text it changes in the truth too.
"""
import csv
import json
import os
import re
import sys
import textwrap

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
YEAR = re.compile(r"\b(20\d\d)\b")


def municipalities():
    with open(os.path.join(ROOT, "data", "municipalities.csv"), encoding="utf-8") as f:
        return {row["name"]: row["code"] for row in csv.DictReader(f)}


def genitive(name):
    return name if name[-1] in "sxz" else name + "s"


def rename(text, old, new):
    """Every form of a name, in the letters (large or small) that it is written in."""
    def put(match):
        word = match.group(0)
        form = genitive(new) if match.group(2) else new
        return form.upper() if word.isupper() else form.lower() if word.islower() else form

    return re.sub(rf"\b({re.escape(old)})(s)?\b", put, text, flags=re.IGNORECASE)


def mapped(value, change):
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [mapped(v, change) for v in value]
    if isinstance(value, dict):
        return {k: mapped(v, change) for k, v in value.items()}
    return value


def other_municipalities(text, truth, names):
    codes = municipalities()
    own = [p["name"] for p in truth["parties"] if p["kind"] == "municipality"]
    by_code = {code: name for name, code in codes.items()}
    new = iter(names)
    for party in [p for p in truth["parties"] if p["kind"] == "municipality"]:
        old, fresh = by_code[party["code"]], next(new)
        text = rename(text, old, fresh)
        code = party["code"]
        truth = mapped(truth, lambda s: codes[fresh] if s == code else rename(s, old, fresh))
    assert own
    return text, truth


def other_years(text, truth, by):
    later = lambda s: YEAR.sub(lambda m: str(int(m.group(1)) + by), s)

    def years(value):
        if isinstance(value, dict):
            return {k: v + by if k == "year" and isinstance(v, int) else years(v) for k, v in value.items()}
        if isinstance(value, list):
            return [years(v) for v in value]
        return later(value) if isinstance(value, str) else value

    return later(text), years(truth)


def other_numbers(text, truth):
    """Counts in cells and sentences: n kontroller, gånger, möten …"""
    number = re.compile(r"\b(\d{1,2})(?= (?:kontroller|gånger|ggr|möten|besök|insatser)\b)")
    for row in truth.get("plan") or []:
        found = number.search(row["when"])
        if not found or len(row["readings"]) != 1 or row["readings"][0].get("count") != int(found.group(1)):
            continue
        fresh = int(found.group(1)) + 3
        when = row["when"][: found.start()] + str(fresh) + row["when"][found.end():]
        text = text.replace("\t" + row["when"] + "\t", "\t" + when + "\t")
        row["when"], row["readings"][0]["count"] = when, fresh
    return text, truth


def paragraphs(text):
    return [p for p in re.split(r"\n\s*\n", text) if p.strip()]


def is_heading(p):
    line = p.strip().strip("*- ")
    return "\n" not in p.strip() and "\t" not in p and len(line) < 70 and not line.endswith((".", ":", ",")) and line[:1].isupper()


def sections(text):
    """The document's parts: a heading and what stands under it."""
    parts = [[]]
    for p in paragraphs(text):
        if is_heading(p) and parts[-1] and not is_heading(parts[-1][-1]):
            parts.append([])
        parts[-1].append(p)
    return parts


FIRST = re.compile(r"medborgarlöfte", re.IGNORECASE)
LAST = re.compile(r"ordförande|chef|genomförandeplan|\t|kontaktperson", re.IGNORECASE)


def other_order(text):
    """The parts between the title and the signatures, the other way round where a part stands on its own."""
    parts = sections(text)
    free = [i for i, p in enumerate(parts)
            if i > 1 and is_heading(p[0]) and not LAST.search("\n".join(p)) and not FIRST.search(p[0])]
    # What a list announces stays together with what it announces.
    free = [i for i in free if not any(re.search(r"områden\.?$", q.strip()) for q in parts[i])]
    moved = dict(zip(free, reversed(free)))
    return "\n\n".join("\n\n".join(parts[moved.get(i, i)]) for i in range(len(parts)))


BULLET = re.compile(r"^\s*[-•*]\s+", re.MULTILINE)


def without_bullets(text):
    """Every item a paragraph."""
    lines = []
    for line in text.split("\n"):
        if BULLET.match(line):
            lines += ["", BULLET.sub("", line).strip(), ""]
        else:
            lines.append(line)
    return "\n".join(lines)


def joined_bullets(text):
    """All items of a list one paragraph."""
    out, run = [], []

    def flush():
        if len(run) > 1:
            out.append("")
            out.append(" ".join(r if r.endswith((".", "!", "?")) else r + "." for r in run))
            out.append("")
        elif run:
            out.append(run_raw[0])
        run.clear()
        run_raw.clear()

    run_raw = []
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if BULLET.match(line):
            run.append(BULLET.sub("", line).strip())
            run_raw.append(line)
        elif run and not line.strip() and any(BULLET.match(n) for n in lines[i + 1:i + 2]):
            continue
        else:
            flush()
            out.append(line)
    flush()
    return "\n".join(out)


def wrapped(text, width, blank_lines=True):
    out = []
    for p in paragraphs(text):
        for line in p.split("\n"):
            if "\t" in line:
                out.append(line)
                continue
            mark = BULLET.match(line)
            out += textwrap.wrap(line.strip(), width, break_long_words=False, break_on_hyphens=False,
                                 subsequent_indent="  " if mark else "") or [""]
        if blank_lines:
            out.append("")
    return "\n".join(out)


def paged(text, head, width=88, lines_a_page=38):
    """As a PDF comes out: wrapped, a running head and a page number on every page."""
    lines = wrapped(text, width).split("\n")
    pages = [lines[i:i + lines_a_page] for i in range(0, len(lines), lines_a_page)]
    out = []
    for n, page in enumerate(pages, 1):
        out.append("\n".join([head, ""] + page + ["", f"Sida {n} ({len(pages)})"]))
    return "\f".join(out)


def plain(text):
    """No bold, one empty line between paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", text.replace("*", "")).strip() + "\n"


def hyphenated(text):
    """Long words cut at line ends, as a narrow column does."""
    return re.sub(r"\b([a-zåäö]{6})([a-zåäö]{5,})(?= [a-zåäö])", r"\1-\n\2", text, count=25)


def variants(text, truth):
    copy = lambda: json.loads(json.dumps(truth))
    n = sum(p["kind"] == "municipality" for p in truth["parties"])
    for k, names in enumerate((["Upplands Väsby", "Lilla Edet", "Hällefors"], ["Sala", "Mark", "Bräcke"], ["Malung-Sälen", "Borås", "Åre"])):
        yield (f"municipality{k + 1}", *other_municipalities(text, copy(), names[:n]))
    yield ("years", *other_years(text, copy(), 4))
    yield ("numbers", *other_numbers(text, copy()))
    yield "order", other_order(text), copy()
    yield "items", without_bullets(text), copy()
    yield "prose", joined_bullets(text), copy()
    yield "plain", plain(text), copy()
    yield "wrapped72", wrapped(plain(text), 72), copy()
    yield "wrapped95", wrapped(plain(text), 95), copy()
    yield "dense", wrapped(plain(text), 88, blank_lines=False), copy()
    yield "paged", paged(plain(text), "Medborgarlöfte för trygghet"), copy()
    yield "hyphens", hyphenated(plain(text)), copy()
    mixed, changed = other_years(*other_municipalities(text, copy(), ["Örkelljunga", "Tanum", "Eda"][:n]), -3)
    yield "mixed", wrapped(without_bullets(plain(mixed)), 80), changed


def main():
    source, truth_file, out = sys.argv[1:4]
    with open(source, encoding="utf-8") as f:
        text = f.read()
    with open(truth_file, encoding="utf-8") as f:
        truth = json.load(f)
    stem = os.path.splitext(os.path.basename(truth_file))[0]
    for kind, made, answer in variants(text, truth):
        folder = os.path.join(out, kind)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, stem + ".txt"), "w", encoding="utf-8") as f:
            f.write(made)
        with open(os.path.join(folder, stem + ".json"), "w", encoding="utf-8") as f:
            json.dump(answer, f, ensure_ascii=False)


if __name__ == "__main__":
    main()
