#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""
Compares the journals with the notes of a probe: judge.py FOLDER.

The probe on nlmsg_notify() knows nothing of the module. FOLDER has its notes (trace) and the
journal of each namespace as JSON (journal.NAME). For each record that a task has made, there
must be a call of the function by this task, under the same name, for the same kind and the same
port, in the same order. A task that serves a soft interrupt is not the one who makes the change,
so such calls and records are left out. Prints "ok ..." or "not ok ...".
"""
import glob
import json
import re
import sys

GROUPS = {1: 'link', 5: 'addr', 9: 'addr', 7: 'route', 11: 'route', 8: 'rule', 19: 'rule',
          3: 'neigh', 32: 'nexthop'}
CALL = re.compile(r'-(\d+) +\[\d+\] ([^ ]+) .*nj_witness: .* comm="(.*)" port=(\d+) group=(\d+)')


def calls(path):
    """Return the calls of each task in order: kind, name, port."""
    result = {}
    with open(path, encoding='utf-8', errors='replace') as lines:
        for line in lines:
            match = CALL.search(line)
            if not match or match[2][2] in 'sShHzZ' or int(match[5]) not in GROUPS:
                continue
            result.setdefault(int(match[1]), []).append(
                (GROUPS[int(match[5])], match[3], int(match[4])))
    return result


def records(folder):
    """Return the records of each task in order: kind, name, port, number."""
    found = []
    for path in glob.glob(f'{folder}/journal.*'):
        space = path.rpartition('.')[2]
        with open(path, encoding='utf-8') as lines:
            for line in lines:
                rec = json.loads(line)
                origin = rec.get('origin', {})
                if rec['kind'] not in GROUPS.values() or 'gap' in rec or 'silent' in rec:
                    continue
                if origin['context'] in ('request', 'task', 'kthread'):
                    found.append((rec['boot-time'], space, rec))
    result = {}
    for _, space, rec in sorted(found, key=lambda f: (f[0], f[1], f[2]['seq'])):
        origin = rec['origin']
        result.setdefault(origin.get('tid', origin['pid']), []).append(
            (rec['kind'], origin['comm'], origin.get('port-id', 0), f'{space} #{rec["seq"]}'))
    return result


def agree(rec, call):
    # The kernel names no port when it announces some kinds, although the message has one.
    return rec[:2] == call[:2] and call[2] in (0, rec[2])


def main():
    folder = sys.argv[1]
    noted, count = calls(f'{folder}/trace'), 0
    for tid, recs in records(folder).items():
        left = iter(noted.get(tid, []))
        for rec in recs:
            if not any(agree(rec, call) for call in left):
                print(f'not ok a probe agrees on who makes each change # {rec[3]}: task {tid}, {rec[:3]}')
                return
            count += 1
    if count < 1000:
        print(f'not ok a probe agrees on who makes each change # only {count} records')
        return
    print(f'ok a probe agrees on who makes each change\n# {count} records')


main()
