#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Changes names in sources, and keeps continuation lines of C below their parenthesis.

    rename.py OLD NEW FILE...    for scripts/rename: words that begin with OLD begin with NEW, in small
                                 letters, in capitals and as a word of a sentence. A plural becomes the
                                 plural of NEW, and "a" becomes "an" where NEW needs it. Files whose
                                 names have OLD are renamed, too.
"""
import os
import re
import sys


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


LONGEST = 100   # columns, as checkpatch has it
TAB = 8


def column_after(text, column=0):
    for char in text:
        column = column + TAB - column % TAB if char == '\t' else column + 1
    return column


def indent_to(column):
    return '\t' * (column // TAB) + ' ' * (column % TAB)


class Aligner:
    """Keeps continuation lines of C below their open parenthesis when names get longer."""

    def __init__(self):
        self.open = []      # [(column before, column after)] of what is open
        self.comment = False

    def line(self, before, after):
        """The line @after, which was @before until names in it changed."""
        if self.open and after.strip():
            old, new = self.open[-1]
            indent = len(before) - len(before.lstrip())
            if column_after(before[:indent]) == old:
                after = indent_to(new) + after.lstrip()
        self.scan(before, after)
        return after

    def scan(self, before, after):
        befores, afters = self.parens(before), self.parens(after)
        if len(befores) != len(afters):
            sys.exit(f'parentheses changed with a name: {before}')
        for (char, old), (_, new) in zip(befores, afters):
            if char == '(':
                self.open.append((old, new))
            elif self.open:
                self.open.pop()

    def parens(self, line):
        """[(parenthesis, column behind it)] outside of texts and comments."""
        found, column, quote, skip = [], 0, '', False
        comment = self.comment
        for i, char in enumerate(line):
            pair = line[i:i + 2]
            column = column_after(char, column)
            if skip:
                skip = False
            elif comment:
                if pair == '*/':
                    comment, skip = False, True
            elif quote:
                if char == '\\':
                    skip = True
                elif char == quote:
                    quote = ''
            elif pair == '/*':
                comment, skip = True, True
            elif char in '"\'':
                quote = char
            elif char in '()':
                found.append((char, column))
        self.after_line = comment
        return found


def realigned(before, after):
    """C source with changed names. Its lines are otherwise those of @before."""
    aligner = Aligner()
    lines = []
    for old, new in zip(before.split('\n'), after.split('\n')):
        new = aligner.line(old, new)
        aligner.comment = aligner.after_line
        lines.extend(wrapped(new))
    return '\n'.join(lines)


def wrapped(line):
    """A line that got too long, broken behind a comma inside its innermost parenthesis."""
    if column_after(line) > LONGEST:
        line = re.sub(r'[ \t]+\\$', r' \\', line)
    if column_after(line) <= LONGEST:
        return [line]
    for match in reversed(list(re.finditer(r', (?=\S)', line))):
        head, tail = line[:match.end() - 1], line[match.end():]
        if column_after(head) > LONGEST or head.count('"') % 2:
            continue
        depth = [m.end() for m in re.finditer(r'[()]', head)]
        stack = []
        for end in depth:
            if head[end - 1] == '(':
                stack.append(end)
            elif stack:
                stack.pop()
        if stack:
            return [head] + wrapped(indent_to(column_after(head[:stack[-1]])) + tail)
    return [line]


def renamed(path, text, pairs):
    after = text
    for old, new in pairs:
        after = old.sub(new, after)
    if after != text and path.endswith(('.c', '.h')):
        after = realigned(text, after)
    return after


# Where a word begins: not within another one, but behind -D, and behind an escape in a text (\b, \n).
BEGIN = r'(?:(?<![a-zA-Z0-9])|(?<=-D)|(?<=\\[a-z]))'


def pairs_for(old, new):
    """[(text, what comes in its place)] for words that begin with @old."""
    return [(re.compile(BEGIN + a), b) for a, b in
            ((old, new), (old.upper(), new.upper()), (old.capitalize(), new.capitalize()))]


def plural(noun):
    if re.search('(s|x|z|ch|sh)$', noun):
        return noun + 'es'
    return re.sub('y$', 'ie', noun) + 's' if re.search('[^aeiou]y$', noun) else noun + 's'


def noun_pairs(old, new):
    """Like pairs_for(), for nouns with their plurals and articles."""
    pairs = []
    for change in (str.lower, str.upper, str.capitalize):
        one, many = change(new), change(plural(new))
        pattern = re.compile(f'(?:{BEGIN}([Aa])n? )?{BEGIN}'
                             f'(?:({change(plural(old))}(?![a-zA-Z]))|{change(old)})')

        def word(match, one=one, many=many):
            article = match[1] + ('n ' if one[0] in 'aeiouAEIOU' else ' ') if match[1] else ''
            return article + (many if match[2] else one)
        pairs.append((pattern, word))
    return pairs


def rename_file(path, pairs):
    text = read(path)
    after = renamed(path, text, pairs)
    if after != text:
        write(path, after)
    to = os.path.join(os.path.dirname(path), renamed('', os.path.basename(path), pairs))
    if to != path:
        os.rename(path, to)


if __name__ == '__main__':
    for file in sys.argv[3:]:
        rename_file(file, noun_pairs(sys.argv[1], sys.argv[2]))
