#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Copies the shared files of this tree into a driver that it made: update.py TOP DIR

Only files that DIR/scripts/shared lists are replaced or removed, and new ones added. If one of them
was edited, or if a new one is there already, nothing is changed and the exit status is 1. What no longer
comes along, but is included by a file of the owner's, stays and is the owner's from now on.
"""
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
import make  # pylint: disable=wrong-import-position


class Shared:
    """DIR/scripts/shared."""

    def __init__(self, folder):
        self.name, self.options, self.version, self.sums = '', [], 'unknown', {}
        for line in make.read(os.path.join(folder, make.RECORD)).splitlines():
            words = line.split()
            if line.startswith('#'):
                continue
            if words[0] == 'name':
                self.name = words[1]
            elif words[0] == 'options':
                self.options = words[1:]
            elif words[0] == 'version':
                self.version = ' '.join(words[1:])
            else:
                self.sums[words[1]] = words[0]


def obstacles(folder, old, new):
    """The obstacles to an update, as lines."""
    for path, wanted in old.sums.items():
        there = os.path.join(folder, path)
        if os.path.exists(there) and make.checksum(there) != wanted and \
                make.checksum(there) != new.sums.get(path):
            yield f'{path}: was edited'
    for path, wanted in new.sums.items():
        there = os.path.join(folder, path)
        if path not in old.sums and os.path.exists(there) and make.checksum(there) != wanted:
            yield f'{path}: is a file of yours, and one of the new version'


def user_of(folder, old, path):
    """A file of the owner's that includes the header of @path; None if there is none."""
    header = '/'.join(os.path.splitext(path)[0].split('/')[-2:]) + '.h'
    included = (f'"{header}"', f'"{os.path.basename(header)}"')
    for mine in make.files_below(folder):
        if mine.endswith(('.c', '.h')) and mine not in old.sums and \
                any(f'#include {name}' in make.read(os.path.join(folder, mine)) for name in included):
            return mine
    return None


def replace(source, to):
    """Puts a new file in the place of the old one: a shell may be reading the old one, as it does with
    scripts/update."""
    os.makedirs(os.path.dirname(to), exist_ok=True)
    shutil.copy(source, to + '.new')
    os.replace(to + '.new', to)


def update(top, folder):
    old = Shared(folder)
    with tempfile.TemporaryDirectory() as tmp:
        make.copy_shared(top, tmp, old.name, old.options)
        new = Shared(tmp)
        bad = list(obstacles(folder, old, new))
        if bad:
            sys.exit('\n'.join(bad + ['nothing was changed']))
        for path in old.sums:
            if path not in new.sums and os.path.exists(os.path.join(folder, path)):
                user = user_of(folder, old, path)
                if user:
                    print(f'{path}: no longer comes along, but {user} uses it: it is yours now')
                else:
                    print(f'{path}: no longer comes along')
                    os.remove(os.path.join(folder, path))
        for path in list(new.sums) + [make.RECORD]:
            replace(os.path.join(tmp, path), os.path.join(folder, path))
    print(f'from version {old.version} to {new.version}')


update(sys.argv[1], sys.argv[2])
