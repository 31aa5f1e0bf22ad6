#!/usr/bin/env python3
"""Holds the texts and the sources together: check_texts.py SOURCE_DIR

A key is a string literal "area.key" in src/, or {{#t}}area.key{{/t}} in templates/, where `area` is the first part of
some text's key. A literal that ends in "_" or "." (or goes on with a place of fmt: "feeds.state_{}") is a beginning that the code completes at run time; composed.txt
states other ways to compose a key. Fails where
  - a key has no text in a language, or stands twice
  - a text is used by nobody
  - the places {name} of a key differ between the languages or between its plural forms
  - a plural form is missing, a text is empty, or a text is marked fuzzy
"""
import pathlib
import re
import sys

PLACE = re.compile(r"\{([a-z_]*)\}")
LITERAL = re.compile(r'"([a-z]+(?:_[a-z]+)*\.[a-z0-9_.]*)(?:\{[^"]*)?"')
TEMPLATE_KEY = re.compile(r"\{\{#\s*t\s*\}\}\s*([a-z_]+\.[a-z0-9_.]+)")


def unquoted(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), text.strip()[1:-1])


def read_po(path):
    """[(key, {form: text}, fuzzy)] of a .po file, its header left out."""
    entries, fuzzy, key, forms, form = [], False, None, {}, None
    for line in path.read_text(encoding="utf-8").splitlines() + ["#"]:
        if m := re.match(r'msgid (".*")$', line):
            key, forms, form = unquoted(m[1]), {}, "id"
        elif m := re.match(r'msgid_plural (".*")$', line):
            form = "plural"
            forms[form] = unquoted(m[1])
        elif m := re.match(r'msgstr(?:\[(\d+)\])? (".*")$', line):
            form = int(m[1] or 0)
            forms[form] = unquoted(m[2])
        elif line.startswith('"') and form == "id":
            key += unquoted(line)
        elif line.startswith('"') and form is not None:
            forms[form] += unquoted(line)
        elif form not in (None, "id") and (not line.strip() or line.startswith("#")):
            if key:
                entries.append((key, forms, fuzzy))
            fuzzy, key, forms, form = False, None, {}, None
        if line.startswith("#,") and "fuzzy" in line:
            fuzzy = True
    return entries


def read_language(folder, wrong):
    texts = {}
    for path in sorted(folder.glob("*.po")):
        for key, forms, fuzzy in read_po(path):
            where = f"{folder.name}/{path.name}: {key}"
            if key in texts:
                wrong.append(f"{where}: stands twice")
            if fuzzy:
                wrong.append(f"{where}: is marked fuzzy")
            wanted = {0, 1} if "plural" in forms else {0}
            given = {f: t for f, t in forms.items() if f != "plural"}
            if set(given) != wanted or not all(t.strip() for t in given.values()):
                wrong.append(f"{where}: a form is missing or empty")
            texts[key] = given
    return texts


def places(forms):
    """Every form must have the same places; {n} alone may be left out of one ("en gång", "{n} gånger")."""
    each = [set(PLACE.findall(t)) for t in forms.values()]
    return set().union(*each), len({frozenset(p - {"n"}) for p in each}) == 1


def keys_in_sources(root, areas):
    """({key: file}, {beginning: file}) of everything that the sources name."""
    keys, beginnings, composed = {}, {}, []
    for line in (root / "tests/locale/composed.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            folder, pattern, made = line.split("\t")
            composed.append((folder, re.compile(pattern), made))
    by_pattern = {made.split("{")[0] for _, _, made in composed}
    for path in sorted((root / "src").rglob("*.[ch]pp")):
        name, text = str(path.relative_to(root)), path.read_text(encoding="utf-8")
        for found in LITERAL.findall(text):
            # An asset may be called as an area of texts is: "draft.js".
            if found.split(".")[0] not in areas or found.endswith(".js"):
                continue
            if found[-1] not in "._":
                keys.setdefault(found, name)
            elif found not in by_pattern:
                beginnings.setdefault(found, name)
        for folder, pattern, made in composed:
            if name.startswith(folder):
                made_here = (made.format(k) for k in pattern.findall(text))
                keys.update((k, name) for k in made_here if k.split(".")[0] in areas)
    if (root / "templates").is_dir():
        for path in sorted((root / "templates").rglob("*")):
            if path.is_file():
                found = TEMPLATE_KEY.findall(path.read_text(encoding="utf-8"))
                keys.update((k, str(path.relative_to(root))) for k in found)
    return keys, beginnings


def main():
    root = pathlib.Path(sys.argv[1])
    wrong = []
    sv, en = (read_language(root / "locale" / language, wrong) for language in ("sv", "en"))
    areas = {key.split(".")[0] for key in sv.keys() | en.keys()}
    keys, beginnings = keys_in_sources(root, areas)
    for key, file in keys.items():
        for language, texts in (("sv", sv), ("en", en)):
            if key not in texts:
                wrong.append(f"{file}: {key} has no text in {language}")
    for key in sorted(sv.keys() ^ en.keys()):
        wrong.append(f"{key} has a text in one language only")
    for start, file in beginnings.items():
        if not any(key.startswith(start) for key in sv):
            wrong.append(f"{file}: no text begins with {start}")
    for key in sorted(sv):
        if key not in keys and not any(key.startswith(b) for b in beginnings):
            wrong.append(f"{key} is used by nobody")
        if key in en:
            (in_sv, same_sv), (in_en, same_en) = places(sv[key]), places(en[key])
            if in_sv != in_en:
                wrong.append(f"{key}: places differ: sv {sorted(in_sv)}, en {sorted(in_en)}")
            if not (same_sv and same_en):
                wrong.append(f"{key}: places differ between its plural forms")
    if not sv:
        wrong.append("there are no texts at all")
    print("\n".join(wrong) or f"{len(sv)} texts in two languages, {len(keys)} named in the sources")
    sys.exit(1 if wrong else 0)


main()
