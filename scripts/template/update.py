#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Copies the shared files of this tree into a driver that it made: update.py TOP DIR

Only files that DIR/scripts/shared lists are replaced or removed, and new ones added. If one of them
was edited, or if a new one is there already, nothing is changed and the exit status is 1.
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
                os.remove(os.path.join(folder, path))
        for path in list(new.sums) + [make.RECORD]:
            to = os.path.join(folder, path)
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copy(os.path.join(tmp, path), to)
    print(f'from version {old.version} to {new.version}')


update(sys.argv[1], sys.argv[2])
