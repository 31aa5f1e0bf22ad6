#!/usr/bin/env python3
"""Writes a C++ file that holds other files' bytes: embed.py OUT NAMESPACE BASE FILE…"""
import os
import sys


def literal(data):
    """The bytes as C++ string pieces of 1,024 bytes each; every escape has three octal digits, so none runs on."""
    safe = set(range(0x20, 0x7F)) - {0x22, 0x5C, 0x3F}
    pieces = (data[i : i + 1024] for i in range(0, len(data), 1024))
    return "\n    ".join('"' + "".join(chr(b) if b in safe else f"\\{b:03o}" for b in p) + '"' for p in pieces) or '""'


def main():
    out, namespace, base, *files = sys.argv[1:]
    with open(out, "w", encoding="utf-8") as f:
        f.write('#include "base/embedded.hpp"\n\n#include <array>\n\n')
        f.write(f"namespace {namespace} {{\nnamespace {{\n")
        names = []
        for i, path in enumerate(sorted(files)):
            data = open(path, "rb").read()
            f.write(f"constexpr char file_{i}[] =\n    {literal(data)};\n")
            names.append((os.path.relpath(path, base), len(data), i))
        f.write(f"constexpr std::array<base::embedded_file, {len(names)}> all{{{{\n")
        for name, size, i in names:
            f.write(f'    {{"{name}", {{file_{i}, {size}}}}},\n')
        f.write("}};\n}\n\n")
        f.write("std::span<const base::embedded_file> files() { return all; }\n\n}\n")


main()
