#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Judges what scripts/suites/truth/guest.sh sent: judge.py WITHOUT WITH, two folders.

Prints "ok NAME" or "not ok NAME # why" for each thing that is compared:
- each selftest's results are the same without the module and with it;
- what `ip -ts monitor all` printed is in the journal, in order, with the same content;
- the IPv4 routes: what was there before, with all changes of the journal, is what is there after;
  without those that the journal calls silent it is not.
"""
import difflib
import os
import re
import struct
import sys

# Lines of monitor that belong to no kind of the journal. Under NEIGH these are the entries of forwarding
# databases of bridges, which have no address.
OTHERS = re.compile(r'\[(NETCONF|PREFIX|MROUTE|NSID|STATS)\]|\[NEIGH\](Deleted )?dev ')


def say(ok, name, why=''):
    print(f'ok {name}' if ok else f'not ok {name} # {why}')


def read(*path):
    with open(os.path.join(*path), errors='replace') as f:
        return f.read()


def read_bytes(*path):
    with open(os.path.join(*path), 'rb') as f:
        return f.read()


# The selftests

def results(folder, test):
    """The lines with results, and the exit status."""
    status = dict(line.split() for line in read(folder, 'status').splitlines())
    lines = [re.sub(r'[0-9]+(\.[0-9]+)? ?(ms|s|sec)\b', 'TIME', line.strip())
             for line in read(folder, f'{test}.log').splitlines()
             if re.search(r'\b(PASS|FAIL|SKIP|OK|XFAIL|ok|Tests passed|Tests failed)\b', line)]
    return lines + [f'status {status.get(test)}']


def compare_results(without, with_):
    tests = [line.split()[0] for line in read(without, 'status').splitlines()]
    say(bool(tests), 'kernel selftests ran', 'none did')
    for test in tests:
        a, b = results(without, test), results(with_, test)
        diff = list(difflib.unified_diff(a, b, lineterm='', n=0))[2:]
        print(f'# {test}: {len(a) - 1} results, {a[-1]}')
        say(a == b and len(a) > 1, f'{test} says the same without the module and with it',
            '; '.join(diff[:6]) or 'no results')


# What was announced

def between(lines):
    begin = next(i for i, line in enumerate(lines) if 'zzbegin' in line)
    end = next(i for i, line in enumerate(lines) if 'zzend' in line)
    return lines[begin:end + 1]


def told(folder, name):
    """The lines of the journal's kinds, without the time that -ts prints."""
    lines = [re.sub(r'^\[[0-9T:.-]+\] ?', '', line) for line in read(folder, name).splitlines()]
    return between([line for line in lines if not OTHERS.match(line)])


def compare_monitor(folder):
    try:
        heard, said = told(folder, 'monitor'), told(folder, 'journal')
    except StopIteration:
        say(False, 'the journal has what ip monitor printed', 'the begin or the end is missing')
        return
    diff = [line for line in difflib.unified_diff(heard, said, 'monitor', 'journal', lineterm='', n=0)
            if not line.startswith('@@')][2:]
    print(f'# ip monitor printed {len(heard)} lines of the kinds of the journal')
    say(not diff and len(heard) > 100, 'the journal has what ip monitor printed, in order',
        f'{len(diff)} lines differ: ' + ' | '.join(diff[:6]))


# IPv4 routes

RTM_NEWROUTE, RTM_DELROUTE, NLM_F_REPLACE, AF_INET = 24, 25, 0x100, 2
RTM_F_CLONED = 0x200
RTNH_FLAGS = 0x1 | 0x8 | 0x10  # dead, offloaded, link down: states, not what the route is
RTA_DST, RTA_PRIORITY, RTA_MULTIPATH, RTA_CACHEINFO, RTA_TABLE = 1, 6, 9, 12, 15


def attributes(data):
    while len(data) >= 4:
        length, kind = struct.unpack_from('=HH', data)
        if length < 4:
            break
        yield kind & 0x3fff, data[4:length]
        data = data[(length + 3) & ~3:]


def hops(data):
    """The next hops without the flags of their state."""
    out = b''
    while len(data) >= 8:
        length, flags, weight, dev = struct.unpack_from('=HBBi', data)
        if length < 8:
            break
        out += struct.pack('=HBBi', length, flags & ~RTNH_FLAGS & 0xff, weight, dev) + data[8:length]
        data = data[(length + 3) & ~3:]
    return out


def route(message):
    """Return for an IPv4 route the key by which it can be replaced, and the route; otherwise None."""
    family, dst_len, _, tos, table, protocol, scope, kind, flags = \
        struct.unpack_from('=BBBBBBBBI', message, 16)
    if family != AF_INET or flags & RTM_F_CLONED:
        return None
    attrs = dict(attributes(message[28:]))
    attrs.pop(RTA_CACHEINFO, None)
    if RTA_MULTIPATH in attrs:
        attrs[RTA_MULTIPATH] = hops(attrs[RTA_MULTIPATH])
    if RTA_TABLE in attrs:
        table = struct.unpack('=I', attrs[RTA_TABLE])[0]
    slot = (table, attrs.get(RTA_DST, b''), dst_len, tos, attrs.get(RTA_PRIORITY, b''))
    return slot, (protocol, scope, kind, tuple(sorted(attrs.items())))


def messages(data):
    while len(data) >= 16:
        length, kind, flags = struct.unpack_from('=IHH', data)
        yield kind, flags, data[:length]
        data = data[(length + 3) & ~3:]


def dump(folder, name):
    """`ip route save`: a magic number, and messages."""
    return sorted(route(m) for kind, _, m in messages(read_bytes(folder, name)[4:])
                  if kind == RTM_NEWROUTE and route(m))


def journal(folder):
    """All messages after zzbegin and up to zzend, and whether each was silent."""
    data, inside = read_bytes(folder, 'all'), False
    while data:
        silent = data[:1] == b's'
        length, kind, flags = struct.unpack_from('=IHH', data, 1)
        message = data[1:1 + length]
        if b'zzbegin\0' in message:
            inside = True
        elif b'zzend\0' in message:
            return
        elif inside:
            yield kind, flags, message, silent
        data = data[1 + ((length + 3) & ~3):]


def apply(folder, routes, with_silent):
    """The routes after all changes, the impossible changes, and the number of silent ones."""
    routes, wrong, silent_ones = list(routes), [], 0
    for kind, flags, message, silent in journal(folder):
        what = route(message) if kind in (RTM_NEWROUTE, RTM_DELROUTE) else None
        if not what or (silent and not with_silent):
            continue
        silent_ones += silent
        if kind == RTM_NEWROUTE and silent and what in routes:
            continue  # only the state of its next hops has changed
        if kind == RTM_NEWROUTE:
            old = [r for r in routes if r[0] == what[0]] if flags & NLM_F_REPLACE else []
            if old:
                routes.remove(old[0])
            routes.append(what)
        elif what in routes:
            routes.remove(what)
        else:
            wrong.append(f'gone, and was not there{" (silent)" if silent else ""}: {what}')
    return sorted(routes), wrong, silent_ones


def compare_routes(folder):
    before, after = dump(folder, 'before'), dump(folder, 'after')
    got, wrong, silent = apply(folder, before, True)
    why = wrong + [f'not in the kernel: {r}' for r in got if r not in after] + \
        [f'not in the journal: {r}' for r in after if r not in got]
    print(f'# {len(before)} IPv4 routes before, {len(after)} after, {silent} went in silence')
    say(got == after and not wrong, 'the routes before, with the journal, are the routes after',
        f'{len(why)}: ' + ' | '.join(why[:4]))
    got, _, _ = apply(folder, before, False)
    say(silent > 0 and got != after, 'which they are not without the silent deletions',
        'they are' if silent else 'nothing was silent')


compare_results(sys.argv[1], sys.argv[2])
for problem in ('monitor.err', 'journal.err', 'rtfile.err'):
    text = read(sys.argv[2], problem).strip()
    say(not text, f'{problem} is empty', text.replace('\n', '; ')[:200])
compare_monitor(sys.argv[2])
compare_routes(sys.argv[2])
