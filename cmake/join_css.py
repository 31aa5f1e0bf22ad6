#!/usr/bin/env python3
"""Joins style sheets: join_css.py OUT VENDOR.css… -- OWN.css…

The design system's sheets go into a layer, so that ours win whatever their selectors' weight. Ours lose comments and
indentation; nothing else changes."""
import re
import sys


def squeezed(css):
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return "\n".join(line.strip() for line in css.splitlines() if line.strip())


def main():
    out, *rest = sys.argv[1:]
    cut = rest.index("--")
    read = lambda path: open(path, encoding="utf-8").read()
    vendor = "\n".join(read(p).strip() for p in rest[:cut])
    own = "\n".join(squeezed(read(p)) for p in sorted(rest[cut + 1 :]))
    with open(out, "w", encoding="utf-8") as f:
        f.write(f"/* Parts of @digdir/designsystemet-css, MIT */\n@layer ds{{\n{vendor}\n}}\n{own}\n")


main()
