#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Makes the files of a new driver: make.py TOP DIR NAME [OPTION]...

TOP is this tree, DIR an empty folder. scripts/new-driver has checked the rest. The manifest says
what is taken. The files of an option may bring some that are not copied:

    tables   what the option adds to tables of the driver. Each block begins with a line
             "@ FILE in NAME", "@ FILE before TEXT" or "@ FILE after TEXT". The lines below it, to an
             empty one, go to the end of the array, enum or list NAME, before the first line that has
             TEXT, or after the last one.
    marks    see spec_of().
    spec     a part of a YAML spec. What stands below a key of it goes to the end of what stands
             below the same key of the driver's spec.

DIR/scripts/shared gets the version, the options, and the checksum of each file that the driver does
not own: scripts/update goes by it.
"""
import fnmatch
import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../lib'))
from rename import pairs_for, read, renamed, write  # pylint: disable=wrong-import-position

PLACEHOLDER = 'example'
RECORD = 'scripts/shared'
# Files that a build leaves beside its sources.
BUILT = re.compile(r'\.(o|ko|mod|mod\.c|cmd|d|gcno|gcda|symvers|pyc)$|(^|/)modules\.order$|(^|/)flags$|'
                   r'(^|/)__pycache__/|(^|/)\.[^/]*\.(cmd|d)$')


class Manifest:
    def __init__(self, path, options):
        self.names, self.rules = [], []
        for line in read(path).splitlines():
            words = line.split('#')[0].split()
            if not words:
                continue
            kind, pattern, rest = words[0], words[1], words[2:]
            if kind == 'name':
                self.names.append((pattern, rest[1] if rest else 'NAME'))
            elif kind not in ('shared', 'not'):
                sys.exit(f'{path}: what is this: {line}')
            # "if OPTION" or "if not OPTION"
            elif not rest or (rest[-1] in options) != ('not' in rest):
                self.rules.append((pattern, kind == 'shared'))

    def takes(self, path):
        """The last line that matches counts."""
        return next((take for pattern, take in reversed(self.rules)
                     if fnmatch.fnmatchcase(path, pattern) or path.startswith(pattern + '/')), False)


def files_below(top):
    """Paths of all files, except products of a build and the files of git."""
    for folder, folders, names in os.walk(top):
        below = os.path.relpath(folder, top)
        folders[:] = sorted(name for name in folders
                            if name != '__pycache__' and (below != '.' or name not in ('.git', 'build')))
        for name in sorted(names):
            path = os.path.normpath(os.path.join(below, name))
            if not BUILT.search(path):
                yield path


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
    """Adds to the end of the array, enum or list @name."""
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
    for block in re.split(r'(?m)^@ ', read(os.path.join(folder, 'tables')))[1:]:
        lines = block.rstrip(' ').split('\n')
        # An empty line ends the block.
        lines = lines[:-2] if lines[-2:] == ['', ''] else lines[:-1]
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


# What of a spec an option can add to.
SPEC_LISTS = ('definitions', 'attribute-sets', 'operations', 'mcast-groups')


def add_spec(part, whole):
    result = sections(whole)
    for key, lines in sections(part):
        if key not in SPEC_LISTS:
            continue
        into = next(block for name, block in result if name == key)
        # Below "operations:" and the like stands "list:", which is there already.
        new = [line for line in lines[1:] if line.strip() != 'list:']
        new = [line for line in new if line.strip() and not line.startswith('  enum-model')]
        while not into[-1].strip():
            into.pop()
        # The groups of kinds are the first ones.
        at = 2 if key == 'mcast-groups' and 'kind' in ''.join(part) else len(into)
        into[at:at] = new
        into.append('')
    return [line for _, block in result for line in block]


def spec_of(top, folder):
    """The lines that an option adds to the spec: its file spec, or the spec of this tree with other
    lines between the marks "# domain: NAME" and "# end of domain"."""
    if os.path.exists(os.path.join(folder, 'spec')):
        return read(os.path.join(folder, 'spec')).split('\n')
    if not os.path.exists(os.path.join(folder, 'marks')):
        return []
    mark = re.compile(r' *# (?:domain: (.*)|end of domain)$')
    texts, name = {}, None
    for line in read(os.path.join(folder, 'marks')).split('\n'):
        found = mark.match(line)
        if found:
            name = found.group(1)
        elif name:
            texts.setdefault(name, []).append(line)
    lines, inside = [], False
    for line in read(glob.glob(os.path.join(top, 'uapi/*.yaml'))[0]).split('\n'):
        found = mark.match(line)
        if found:
            inside = bool(found.group(1))
            lines += texts.get(found.group(1), [])
        elif not inside:
            lines.append(line)
    return lines


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
        if path not in ('tables', 'spec', 'marks') and not path.startswith('lesson/'):
            copy(os.path.join(folder, path), path, out, pairs)


def make_lesson(patch, whole, out, pairs):
    """Writes the lesson as a patch of the made tree. The patch names the files that it was
    made from, so git can make a three-way merge if the tree was committed as it was made. Returns
    whether the patch applies."""
    prose = read(patch).split('\ndiff --git ', 1)[0] + '\n'
    with tempfile.TemporaryDirectory() as tmp:
        after = os.path.join(tmp, 'after')
        shutil.copytree(whole, after)
        if subprocess.run(['git', 'apply', '-C1', os.path.abspath(patch)], cwd=after, check=False,
                          stderr=subprocess.DEVNULL).returncode:
            return False
        copy_own(whole, os.path.join(tmp, 'a'), pairs)
        copy_own(after, os.path.join(tmp, 'b'), pairs)
        diff = subprocess.run(['git', 'diff', '--no-index', '--no-prefix', '--full-index', 'a', 'b'],
                              cwd=tmp, check=False, text=True, stdout=subprocess.PIPE).stdout
    to = os.path.join(out, 'lesson', os.path.basename(patch))
    os.makedirs(os.path.dirname(to), exist_ok=True)
    write(to, renamed('', prose, pairs) + diff)
    return True


def make(top, out, name, options):
    template = os.path.join(top, 'scripts/template')
    copy_shared(top, out, name, options)
    # Keep the placeholder until all parts are together, so that tables match the sources.
    whole = out + '.own'
    for option in ['small'] + options:
        folder = os.path.join(template, option)
        copy_own(folder, whole, [])
        if os.path.exists(os.path.join(folder, 'tables')):
            add_tables(folder, whole)
        spec = os.path.join(whole, 'uapi', PLACEHOLDER + '.yaml')
        part = spec_of(top, folder)
        if part:
            write(spec, '\n'.join(add_spec(part, read(spec).split('\n'))))
    pairs = pairs_for(PLACEHOLDER, name)
    copy_own(whole, out, pairs)
    for patch in sorted(glob.glob(os.path.join(template, 'small/lesson/*.patch'))):
        # Lessons are about the small driver. A lesson is left out if an option has changed the same
        # lines.
        if not make_lesson(patch, whole, out, pairs) and not options:
            sys.exit(f'{patch}: does not fit')
    shutil.rmtree(whole)


if __name__ == '__main__':
    make(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
