#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Draws what a terminal showed as an SVG file that looks like a terminal.

    picture.py FIRST LAST <OUTPUT >PICTURE.svg

The picture begins at the line that starts with FIRST, and ends before the next line that starts
with LAST. Colours are those of the escape sequences in the output.

    picture.py --same PICTURE.svg PICTURE.svg

Compares the text of two pictures. Numbers may differ, because times, process ids and sequence
numbers differ in each run.
"""
import html
import re
import sys

CHAR, LINE, SIZE, EDGE, BAR = 7.83, 19, 13, 16, 30	# pixels

# How a sequence "ESC [ CODE m" looks.
STYLES = {
    "1": "font-weight:bold", "2": "fill:#8b949e", "31": "fill:#ff7b72", "32": "fill:#56d364",
    "33": "fill:#e3b341", "34": "fill:#79c0ff", "35": "fill:#d2a8ff", "36": "fill:#39c5cf",
}


def draw_line(line, codes):
    """Return a line as SVG, and the codes that are still in force after it."""
    spans = []
    for sequence, text in re.findall(r"(?:\x1b\[([\d;]*)m)?([^\x1b]*)", line):
        if sequence:
            codes = [] if sequence == "0" else codes + sequence.split(";")
        text = html.escape(text, quote=False)
        if text:
            style = ";".join(STYLES[code] for code in codes)
            spans.append(f'<tspan style="{style}">{text}</tspan>' if style else text)
    return "".join(spans), codes


def draw(lines):
    width = round(2 * EDGE + CHAR * max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in lines))
    height = BAR + LINE * len(lines) + EDGE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
          "<!-- Drawn by `make picture` from the output of `make demo`. -->\n"
          f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>')
    for i, colour in enumerate(("#ff5f56", "#ffbd2e", "#27c93f")):
        print(f'<circle cx="{EDGE + 4 + 18 * i}" cy="16" r="5" fill="{colour}"/>')
    print(f'<g xml:space="preserve" fill="#e6edf3" font-size="{SIZE}" '
          'font-family="DejaVu Sans Mono,Menlo,Consolas,monospace">')
    codes = []
    for i, line in enumerate(lines):
        text, codes = draw_line(line, codes)
        if line.startswith("$ "):
            text = f'<tspan style="font-weight:bold">{text}</tspan>'
        elif line.startswith("# "):
            text = f'<tspan style="{STYLES["2"]}">{text}</tspan>'
        print(f'<text x="{EDGE}" y="{BAR + LINE * (i + 1) - 5}">{text}</text>')
    print("</g>\n</svg>")


def shown(path):
    """The text of a picture, with N for each number."""
    with open(path, encoding="utf-8") as file:
        lines = re.findall(r"<text[^>]*>(.*)</text>", file.read())
    return [re.sub(r"\d+", "N", re.sub(r"<[^>]*>", "", line)) for line in lines]


def main():
    if sys.argv[1] == "--same":
        old, new = shown(sys.argv[2]), shown(sys.argv[3])
        if not old or old != new:
            sys.exit("\n".join(["the picture shows:", *old, "but the demo shows:", *new]))
        return
    first, last = sys.argv[1:]
    lines = [line.rstrip("\r\n") for line in sys.stdin]
    begin = next(i for i, line in enumerate(lines) if line.startswith(first))
    end = next(i for i, line in enumerate(lines) if i > begin and line.startswith(last))
    draw(lines[begin:end])


main()
