#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""The table of scripts/static/coverage: coverage.py GCOV EXCLUDED OUT PARTS -- DIR...

Each DIR has .gcno and .gcda files side by side; a source that any of them has run through counts as
run. Prints a line for each source file below kmod/ and user/, and the totals of both; fails if a total
is below what is promised. PARTS are those that must be there. EXCLUDED lists the branches that are not counted, and why. OUT gets a
copy of each source, with how often each line and branch was taken.
"""

import json
import os
import re
import subprocess
import sys

PROMISED = {"kmod": (95, 85), "user": (95, 85)}  # percent of lines, of branches


def counted(path, tree):
    """The name of a source in the table, or None for other sources."""
    found = re.match(r"(?:.*/)?(kmod|user)/((?:[^/]+/)*[^/]+\.[ch])$", os.path.normpath(path))
    if not found or found.group(2).startswith("tests/"):
        return None
    name = "/".join(found.groups())
    return name if os.path.exists(os.path.join(tree, name)) else None


class Source:
    """Counts of one source: by line; and by line and place in it for branches."""

    def __init__(self):
        self.lines = {}
        self.branches = {}

    def add(self, data):
        n = {}
        for line in data["lines"]:
            number = line["line_number"]
            self.lines[number] = self.lines.get(number, 0) + line["count"]
            for branch in line["branches"]:
                # gcov reports a line once for each function that contains it.
                key = (number, line.get("function_name"), n.setdefault(number, 0))
                n[number] += 1
                self.branches[key] = self.branches.get(key, 0) + branch["count"]


def exclusions(path):
    """Lines of the file: FILE-PATTERN, a tab, LINE-PATTERN (both regular expressions)."""
    result = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                result.append([re.compile(part) for part in line.split("\t")])
    return result


def read(gcov, folders, tree):
    sources = {}
    for folder in folders:
        notes = sorted(f for f in os.listdir(folder) if f.endswith(".gcno"))
        for note in notes:
            said = subprocess.run(
                [gcov, "--json-format", "--stdout", "--branch-probabilities", note],
                cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True, text=True)
            if "version mismatch" in said.stderr or "stamp mismatch" in said.stderr:
                sys.exit(f"coverage: {folder}/{note}: {said.stderr.strip()}")
            for document in said.stdout.splitlines():
                document = json.loads(document)
                for data in document["files"]:
                    name = counted(os.path.join(document["current_working_directory"],
                                                data["file"]), tree)
                    if name:
                        sources.setdefault(name, Source()).add(data)
    return sources


def percent(have, of):
    return 100.0 * have / of if of else 100.0


def main():
    gcov, excluded, out, parts = sys.argv[1:5]
    folders = sys.argv[sys.argv.index("--") + 1:]
    tree = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    excluded = exclusions(excluded)
    used = [0] * len(excluded)
    totals = {}
    failed = False

    sources = read(gcov, folders, tree)
    os.makedirs(out, exist_ok=True)
    print(f"{'':28} {'lines':>6} {'run':>6} {'':6} {'branches':>9} {'taken':>6} {'':6} {'not counted':>12}")
    for name in sorted(sources):
        source = sources[name]
        with open(os.path.join(tree, name), encoding="utf-8") as file:
            text = file.read().splitlines()
        rules = [(i, line) for i, (file, line) in enumerate(excluded) if file.fullmatch(name)]
        branches, omitted = {}, 0
        for key, count in source.branches.items():
            rule = next((i for i, r in rules if r.search(text[key[0] - 1])), None)
            if rule is None:
                branches[key] = count
            else:
                used[rule] += 1
                omitted += 1
        row = [len(source.lines), sum(1 for n in source.lines.values() if n),
               len(branches), sum(1 for n in branches.values() if n), omitted]
        total = totals.setdefault(name.split("/")[0], [0] * 5)
        for i, value in enumerate(row):
            total[i] += value
        show(name, row)
        annotate(os.path.join(out, name.replace("/", "-")), text, source, branches)
    for part, row in sorted(totals.items()):
        show(f"{part}/ in all", row)
        for what, have, of, want in (("lines", row[1], row[0], PROMISED[part][0]),
                                     ("branches", row[3], row[2], PROMISED[part][1])):
            good = percent(have, of) >= want
            failed |= not good
            print(f"{'' if good else 'not '}ok {part}/: at least {want} % of the {what}"
                  f"{'' if good else f' # {percent(have, of):.2f} %'}")
    for part in parts.split():
        if part not in totals:
            print(f"not ok {part}/: nothing was measured")
            failed = True
    for rule, n in zip(excluded, used):
        if not n:
            print(f"not ok nothing is excluded by: {rule[1].pattern}")
            failed = True
    sys.exit(failed)


def show(name, row):
    print(f"{name:28} {row[0]:6} {row[1]:6} {percent(row[1], row[0]):5.1f}% "
          f"{row[2]:9} {row[3]:6} {percent(row[3], row[2]):5.1f}% {row[4] or '':>12}")


def annotate(path, text, source, branches):
    with open(path, "w", encoding="utf-8") as file:
        for number, line in enumerate(text, 1):
            count = source.lines.get(number)
            file.write(f"{'-' if count is None else count or '#####':>9}: {number:4}: {line}\n")
            taken = [n for key, n in branches.items() if key[0] == number]
            if taken and not all(taken):
                file.write(f"{'':9}  branches: {' '.join(map(str, taken))}\n")


main()
