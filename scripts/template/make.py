#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Makes the files of a new driver: make.py TOP DIR NAME [OPTION]...

TOP is this tree, DIR an empty folder. scripts/new-driver has checked the rest. The manifest says
what is taken. The files of an option may bring two that are not copied:

    tables   what the option adds to tables of the driver. Each paragraph begins with a line
             "FILE in NAME", "FILE before TEXT" or "FILE after TEXT". The lines below it go to the
             end of the array, enum or list NAME, before the first line that has TEXT, or after the
             last one.
    spec     a part of a YAML spec. What stands below a key of it goes to the end of what stands
             below the same key of the driver's spec.

DIR/scripts/shared gets the version, the options, and the checksum of each file that the driver does
not own: scripts/update goes by it.
"""
import fnmatch
import hashlib
import os
import re
import shutil
import subprocess
import sys

PLACEHOLDER = 'example'
RECORD = 'scripts/shared'
# What a build leaves beside its sources.
BUILT = re.compile(r'\.(o|ko|mod|mod\.c|cmd|d|gcno|gcda|symvers|pyc)$|(^|/)modules\.order$|(^|/)flags$|'
                   r'(^|/)__pycache__/|(^|/)\.[^/]*\.(cmd|d)$')


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


class Manifest:
    def __init__(self, path, options):
        self.names, self.shared, self.left_out = [], [], []
        for line in read(path).splitlines():
            words = line.split('#')[0].split()
            if not words:
                continue
            kind, pattern, condition = words[0], words[1], words[2:]
            if kind == 'name':
                self.names.append((pattern, condition[1] if condition else 'NAME'))
            elif kind == 'not':
                self.left_out.append(pattern)
            elif kind == 'shared' and (not condition or condition[1] in options):
                self.shared.append(pattern)
            elif kind != 'shared':
                sys.exit(f'{path}: what is this: {line}')

    @staticmethod
    def fits(path, patterns):
        return any(fnmatch.fnmatchcase(path, pattern) or path.startswith(pattern + '/')
                   for pattern in patterns)

    def takes(self, path):
        return self.fits(path, self.shared) and not self.fits(path, self.left_out)


def files_below(top):
    """Paths of all files that are no product of a build, without those of git."""
    for folder, folders, names in os.walk(top):
        below = os.path.relpath(folder, top)
        folders[:] = sorted(name for name in folders
                            if name != '__pycache__' and (below != '.' or name not in ('.git', 'build')))
        for name in sorted(names):
            path = os.path.normpath(os.path.join(below, name))
            if not BUILT.search(path):
                yield path


### Names

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
    """Source in C with changed names, whose lines are otherwise as @before."""
    aligner = Aligner()
    lines = []
    for old, new in zip(before.split('\n'), after.split('\n')):
        new = aligner.line(old, new)
        aligner.comment = aligner.after_line
        lines.extend(wrapped(new))
    return '\n'.join(lines)


def wrapped(line):
    """A line that got too long, broken behind a comma within its innermost parenthesis."""
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


def pairs_for(old, new):
    """[(text, what comes in its place)] for words that begin with @old."""
    return [(re.compile(r'(?:(?<![a-zA-Z0-9])|(?<=-D))' + a), b) for a, b in
            ((old, new), (old.upper(), new.upper()), (old.capitalize(), new.capitalize()))]


def copy(source, path, out, pairs):
    """Copies the file to where @path, with changed names, is below @out."""
    to = path
    for old, new in pairs:
        to = old.sub(new, to)
    to = os.path.join(out, to)
    os.makedirs(os.path.dirname(to), exist_ok=True)
    if os.path.islink(source):
        os.symlink(os.readlink(source), to)
        return to
    write(to, renamed(path, read(source), pairs))
    shutil.copymode(source, to)
    return to


### What options add

def add_in(lines, name, new):
    """To the end of the array, enum or list @name."""
    pattern = re.compile(r'\b' + re.escape(name) + r'\b(\[\])? *(:?=|\{)')
    begin = next((i for i, line in enumerate(lines) if pattern.search(line)), None)
    if begin is None:
        return None
    end = next(i for i in range(begin + 1, len(lines)) if re.match(r'[})]', lines[i]))
    return lines[:end] + new + lines[end:]


def add_after(lines, text, new):
    last = max((i for i, line in enumerate(lines) if text in line), default=None)
    return None if last is None else lines[:last + 1] + new + lines[last + 1:]


def add_before(lines, text, new):
    first = next((i for i, line in enumerate(lines) if text in line), None)
    return None if first is None else lines[:first] + new + lines[first:]


def add_tables(folder, out):
    for paragraph in re.split(r'\n\n(?=\S)', read(os.path.join(folder, 'tables')).strip('\n')):
        lines = [line for line in paragraph.split('\n') if not line.startswith('# ')]
        if not lines:
            continue
        path, how, what = lines[0].split(' ', 2)
        source = read(os.path.join(out, path)).split('\n')
        add = {'in': add_in, 'before': add_before, 'after': add_after}[how]
        result = add(source, what, lines[1:])
        if result is None:
            sys.exit(f'{folder}/tables: {path} has no {what}')
        write(os.path.join(out, path), '\n'.join(result))


def sections(lines, depth=0):
    """[(key, lines)] of a YAML mapping whose keys stand at column @depth."""
    found = []
    for line in lines:
        match = re.match(' ' * depth + r'([a-z-]+):', line)
        if match or not found:
            found.append((match.group(1) if match else '', [line]))
        else:
            found[-1][1].append(line)
    return found


def add_spec(part, whole):
    result = sections(whole)
    for key, lines in sections(part):
        if not key:
            continue
        into = next(block for name, block in result if name == key)
        # Below "operations:" and the like stands "list:", which is there already.
        new = [line for line in lines[1:] if line.strip() != 'list:']
        while not into[-1].strip():
            into.pop()
        into.extend(line for line in new if line.strip())
        into.append('')
    return [line for _, block in result for line in block]


### In order

def version_of(top):
    said = subprocess.run(['git', '-C', top, 'log', '-1', '--format=%cs %h'], text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return said.stdout.strip() or 'unknown'


def checksum(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def copy_shared(top, out, name, options):
    manifest = Manifest(os.path.join(top, 'scripts/template/manifest'), options)
    pairs = [pair for old, new in manifest.names for pair in pairs_for(old, new.replace('NAME', name))]
    made = []
    for path in files_below(top):
        if manifest.takes(path):
            made.append(copy(os.path.join(top, path), path, out, pairs))
    lines = ['# The files that this driver does not own. scripts/update replaces them with those of a',
             '# newer version, and refuses where one was edited.',
             f'version {version_of(top)}', f'name {name}', ' '.join(['options'] + options)]
    for path in made:
        if not os.path.islink(path):
            lines.append(f'{checksum(path)}  {os.path.relpath(path, out)}')
    write(os.path.join(out, RECORD), '\n'.join(lines) + '\n')


def copy_own(folder, out, pairs):
    for path in files_below(folder):
        if path not in ('tables', 'spec'):
            copy(os.path.join(folder, path), path, out, pairs)


def make(top, out, name, options):
    template = os.path.join(top, 'scripts/template')
    copy_shared(top, out, name, options)
    # The placeholder stays until all parts are together, so that tables fit the sources.
    whole = out + '.own'
    for option in ['small'] + options:
        folder = os.path.join(template, option)
        copy_own(folder, whole, [])
        if os.path.exists(os.path.join(folder, 'tables')):
            add_tables(folder, whole)
        if os.path.exists(os.path.join(folder, 'spec')):
            spec = os.path.join(whole, 'uapi', PLACEHOLDER + '.yaml')
            write(spec, '\n'.join(add_spec(read(os.path.join(folder, 'spec')).split('\n'),
                                           read(spec).split('\n'))))
    copy_own(whole, out, pairs_for(PLACEHOLDER, name))
    shutil.rmtree(whole)


if __name__ == '__main__':
    make(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
