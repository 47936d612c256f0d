#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Judges what scripts/suites/load/guest.sh left: judge.py SPEC FOLDER [FAULT].

There are three witnesses of each namespace: the listener's file SPACE.raw, the journal in SPACE.db, and the calls of
the announcing function in `trace`. Each message of the listener is looked for in the other two. Equal messages are
taken in the order in which they came. Prints "ok NAME" or "not ok NAME # why" for each check.

Two calls of the announcing function that overlap in time have no order: one can enter the function first and reach the
listener last. The probe has the times at which each call began and ended, so these pairs are known. No other pair may
have another order.

FAULT is one of FAULTS below; --faults prints them. The data are made wrong in this way first, and the check that is
meant for it must fail.
"""
import bisect
import collections
import math
import re
import sqlite3
import statistics
import struct
import sys

import yaml

# The groups of the listener, and the kinds of the journal.
LINK, NEIGH = 1, 3
GROUPS = {LINK: 'link', NEIGH: 'neigh', 5: 'addr', 9: 'addr', 7: 'route', 11: 'route', 8: 'rule', 19: 'rule',
          32: 'nexthop', 27: 'mpls', 26: 'mdb', 33: 'vlan', 6: 'mroute', 10: 'mroute', 24: 'sysctl', 25: 'sysctl'}
# linux/rtnetlink.h comes with the numbers below.
IFLA_STATS, IFLA_STATS64 = 7, 23
RTM_GETNEIGH, RTM_NEWNETCONF = 30, 80
AF_INET, AF_BRIDGE = 2, 7
IFLA_IFNAME, NETCONFA_IFINDEX = 3, 1
# The files of the other numbers of NETCONFA_*.
NETCONF = {2: 'forwarding', 3: 'rp_filter', 4: 'mc_forwarding', 5: 'proxy_arp', 6: 'ignore_routes_with_linkdown',
           8: 'bc_forwarding', 10: 'force_forwarding'}
NUD_PERMANENT, NUD_NOARP, NTF_EXT_LEARNED = 0x80, 0x40, 0x10
MDBA_MDB, MDBA_ROUTER, MDB_PERMANENT = 1, 2, 1
RTNH_F_UNRESOLVED = 0x20
# What the kernel changes and does not announce: routes and nexthops that go with a device, routes and groups that lose
# some of theirs, rules that lose their device, IPv6 addresses before they are known to be unique, and properties of links.
SILENT = {('route', 24), ('route', 25), ('nexthop', 104), ('nexthop', 105), ('rule', 32), ('addr', 20), ('link', 16)}
PROBED = 48  # bytes of a message that the probe has
PORT = slice(12, 16)  # nlmsg_pid
# The programs that must have been at work, by the names of their threads, and how many messages at least.
ACTORS = {'FRR': (re.compile('zebra'), 1000), 'NetworkManager': (re.compile('NetworkManager'), 50),
          'netavark': (re.compile('netavark'), 50), 'ip': (re.compile('ip$'), 5000)}


class Call:
    """A call of the announcing function, as the probe saw it."""
    def __init__(self, space, group, message, task, softirq, began):
        self.space, self.group, self.message = space, group, message
        self.pid, self.tid, self.comm = task
        self.softirq, self.began, self.ended = softirq, began, math.inf


class Record:
    """A record of the journal."""
    def __init__(self, seq, kind, act, attrs, origin, sysctl):
        self.seq, self.kind, self.act, self.origin = seq, kind, act, origin
        self.message = attrs.get('message')
        self.silent = 'silent' in attrs
        self.sysctl = sysctl


failed = set()


def say(name, why):
    if why:
        failed.add(name)
    print(f'not ok {name} # {len(why)}: ' + ' | '.join(map(str, why[:4])) if why else f'ok {name}')


def attributes(data):
    """The type, the value, and all the bytes of each netlink attribute."""
    while len(data) >= 4:
        length, kind = struct.unpack_from('=HH', data)
        if length < 4:
            break
        yield kind & 0x3fff, data[4:length], data[:(length + 3) & ~3]
        data = data[(length + 3) & ~3:]


# The witnesses

class Spec:
    """The names of attributes."""
    def __init__(self, path):
        with open(path, encoding='utf-8') as f:
            spec = yaml.safe_load(f)
        self.sets = {s['name']: s['attributes'] for s in spec['attribute-sets']}
        context = next(d for d in spec['definitions'] if d['name'] == 'context')
        self.contexts = {n + 1: e['name'] for n, e in enumerate(context['entries'])}

    def named(self, name, data):
        return {self.sets[name][kind - 1]['name']: value for kind, value, _ in attributes(data)}

    def origin(self, data):
        attrs = self.named('origin', data)
        number = {n: struct.unpack('=I', attrs[n])[0] for n in ('context', 'pid', 'tid', 'port-id') if n in attrs}
        return (self.contexts[number['context']], number.get('pid'), number.get('tid'),
                attrs.get('comm', b'').rstrip(b'\0').decode(errors='replace') or None, number.get('port-id', 0))


def read_journal(spec, path):
    """The records, and the gaps."""
    db = sqlite3.connect(path)
    rows = db.execute('SELECT r.seq, k.name, r.act, r.data, o.data FROM record r JOIN kind k ON k.id = r.kind'
                      " LEFT JOIN origin o ON o.id = r.origin WHERE r.action IS NOT '!' ORDER BY r.seq").fetchall()
    gaps = db.execute('SELECT first, last, reason FROM gap').fetchall()
    out = []
    for seq, kind, act, data, origin in rows:
        attrs = spec.named('record', data)
        sysctl = spec.named('sysctl', attrs['message'][20:]) if kind == 'sysctl' else None
        out.append(Record(seq, kind, act, attrs, spec.origin(origin) if origin else None, sysctl))
    return out, gaps


def read_listener(path):
    with open(path, 'rb') as f:
        data = f.read()
    out, at = [], 0
    while at < len(data):
        group, length = struct.unpack_from('=II', data, at)
        out.append((group, data[at + 8:at + 8 + length]))
        at += 8 + length
    return out


CALL = re.compile(r'-(\d+) +\( *([\d-]+)\) \[(\d+)\] (.)(.)(.)\S+ +([\d.]+): (say|said): (.*)')
SAY = re.compile(r'protocol=(\d+) space=(\d+) group=(\d+) comm="(.*)" message=\{(.*)\}')


def read_trace(path):
    """The calls that announce over rtnetlink, in the order in which they began."""
    calls, inside = [], collections.defaultdict(list)
    with open(path, errors='replace') as f:
        for line in f:
            found = CALL.search(line)
            if not found:
                if not line.startswith('#'):
                    raise ValueError(line)
                continue
            tid, pid, cpu, _, _, irq, time, what, text = found.groups()
            # The idle tasks of all processors have the number 0. A soft interrupt is inside what it interrupts.
            stack = inside[tid if tid != '0' else f'idle {cpu}']
            if what == 'said':
                # The probe of the end can begin before that of the beginning.
                if stack:
                    stack.pop().ended = float(time)
                continue
            protocol, space, group, comm, message = SAY.search(text).groups()
            message = b''.join(struct.pack('=Q', int(word, 16)) for word in message.split(','))
            pid = int(pid) if pid.strip('-') else None
            stack.append(Call(int(space), int(group), message, (pid, int(tid), comm), irq in 'sShHzZ', float(time)))
            if protocol == '0':
                calls.append(stack[-1])
    return calls


# The rules by which a message of the listener and a record of the journal are compared

def without_statistics(message):
    """The journal leaves the statistics of a link out, because they are no configuration."""
    out = message[16:32] + b''.join(whole for kind, _, whole in attributes(message[32:])
                                    if kind not in (IFLA_STATS, IFLA_STATS64))
    return struct.pack('=I', len(out) + 16) + message[4:16] + out


def kind_of(group, message):
    return 'fdb' if group == NEIGH and message[16] == AF_BRIDGE else GROUPS[group]


def recorded_as(group, message):
    """What the journal must have of the message: the kind, and the bytes."""
    return kind_of(group, message), without_statistics(message) if group == LINK else message


def netconf(message, names):
    """The path and the value of the sysctl that the message is about."""
    values = {k: struct.unpack('=i', v)[0] for k, v, _ in attributes(message[20:])}
    dev = names.get(values.pop(NETCONFA_IFINDEX))
    (kind, value), = values.items()
    family = 'ipv4' if message[16] == AF_INET else 'ipv6'
    file = 'proxy_ndp' if (family, kind) == ('ipv6', 5) else NETCONF[kind]
    return f'net/{family}/conf/{dev}/{file}', value


def written(sysctl):
    """The same of a record."""
    path = sysctl['path'].rstrip(b'\0').decode()
    value = sysctl.get('value', b'').rstrip(b'\0').decode()
    return ('net/ipv4/conf/all/forwarding' if path == 'net/ipv4/ip_forward' else path,
            int(value) if value.lstrip('-').isdigit() else value)


def left_out(group, message):
    """Why the journal does not have the message; None if it must have it."""
    kind = kind_of(group, message)
    if kind == 'fdb':
        state, flags = struct.unpack_from('=HB', message, 24)
        if not state & (NUD_PERMANENT | NUD_NOARP) and not flags & NTF_EXT_LEARNED:
            return 'learned entry of a bridge'
    if kind == 'mdb':
        attrs = {k: v for k, v, _ in attributes(message[24:])}
        if MDBA_MDB not in attrs:
            return 'learned port of a multicast router' if MDBA_ROUTER in attrs else None
        _, entry, _ = next(attributes(attrs[MDBA_MDB]))
        _, entry, _ = next(attributes(entry))
        if entry[4] != MDB_PERMANENT:
            return 'learned entry of multicast'
    if kind == 'mroute' and struct.unpack_from('=I', message, 24)[0] & RTNH_F_UNRESOLVED:
        return 'multicast route that a packet asks for'
    if kind == 'sysctl' and (struct.unpack_from('=H', message, 4)[0] != RTM_NEWNETCONF or
                             len(list(attributes(message[20:]))) != 2):
        return 'sysctls of a device that comes or goes'
    if kind == 'neigh' and struct.unpack_from('=H', message, 4)[0] == RTM_GETNEIGH:
        return 'question, and no change'
    return None


def probed(group, message):
    """What the probe must have of the message. The port is compared with that of the record."""
    return group, message[:12] + message[16:PROBED]


def pair(wanted, there):
    """For each key the index of the item in `there` with this key, the first that is not taken; or None."""
    places = collections.defaultdict(collections.deque)
    for i, key in enumerate(there):
        places[key].append(i)
    return [places[key].popleft() if places[key] else None for key in wanted]


def swapped(positions):
    """The pairs (i, j), i < j, of which i is behind j."""
    out, seen = [], []  # seen: positions in order, with their indexes
    for j, at in enumerate(positions):
        if at is None:
            continue
        k = bisect.bisect(seen, (at, j))
        out += [(i, j) for _, i in seen[k:]]
        seen.insert(k, (at, j))
    return out


def overlap(one, other):
    return one and other and one.began <= other.ended and other.began <= one.ended


def text(message):
    return message.hex()[:120]


class Space:
    """What the three have of a namespace, from the mark at the beginning. The mark at the end is the last that
    the listener must have."""
    def __init__(self, spec, folder, name, inode, calls):
        self.name = name
        self.heard = self.since_mark(read_listener(f'{folder}/{name}.raw'), lambda m: m[1])
        records, self.gaps = read_journal(spec, f'{folder}/{name}.db')
        records = self.since_mark(records, lambda r: r.message)
        listened = {*GROUPS.values(), 'fdb'}
        # A task that writes a sysctl makes a record at the end of the write, whether or not the kernel announces the
        # value.
        self.writes = [r for r in records if r.sysctl and 'announced' not in r.sysctl]
        self.silent = [r for r in records if r.kind in listened and r.silent]
        self.records = [r for r in records if r.kind in listened and not r.silent and r not in self.writes]
        self.told = {(r.act, r.kind, r.message[4:6], r.message[16:]) for r in self.records if r.act}
        self.others = [r for r in records if r.kind not in listened] + self.writes
        self.calls = self.since_mark([c for c in calls if c.space == inode and c.group in GROUPS], lambda c: c.message)

    def since_mark(self, items, message):
        first = [i for i, item in enumerate(items) if message(item) and b'zzbegin\0' in message(item)]
        if not first:
            raise ValueError(f'{self.name}: no mark')
        return items[first[0]:]

    @staticmethod
    def end(items, message):
        return next(i for i, item in enumerate(items) if b'zzend\0' in message(item))

    def compare(self):
        """Finds for each message its call and its record."""
        self.call_at = pair([probed(*m) for m in self.heard],
                            [(c.group, (c.message[:12] + c.message[16:])[:struct.unpack_from('=I', c.message)[0] - 4])
                             for c in self.calls])
        self.left = [left_out(*m) for m in self.heard]
        wanted = [(None, i) if self.left[i] else recorded_as(*m) for i, m in enumerate(self.heard)]
        self.want_sysctls(wanted)
        self.record_at = pair(wanted, [('sysctl', written(r.sysctl), r.origin[2]) if r.sysctl else (r.kind, r.message)
                                       for r in self.records])
        by_writer = pair([key if at is None else None for key, at in zip(wanted, self.record_at)],
                         [('sysctl', written(r.sysctl), r.origin[2]) for r in self.writes])
        for i, at in enumerate(by_writer):
            if at is not None:
                self.left[i] = 'sysctl that its writer records'

    def want_sysctls(self, wanted):
        """A message about sysctls becomes a record with path and value of the task that the probe saw."""
        names = {1: 'lo', -1: 'all', -2: 'default'}
        for i, (group, message) in enumerate(self.heard):
            if group == LINK and message[16] != AF_BRIDGE:
                number = struct.unpack_from('=i', message, 20)[0]
                names[number] = dict(a[:2] for a in attributes(message[32:]))[IFLA_IFNAME].rstrip(b'\0').decode()
            if GROUPS[group] == 'sysctl' and not self.left[i]:
                wanted[i] = 'sysctl', netconf(message, names), self.call(i) and self.call(i).tid

    def call(self, i):
        return None if self.call_at[i] is None else self.calls[self.call_at[i]]

    def not_recorded(self):
        return [f'{self.name} {kind_of(*m)} {text(m[1])}' for m, why, at in zip(self.heard, self.left, self.record_at)
                if at is None and not why]

    def not_heard(self):
        end = self.end(self.records, lambda r: r.message)
        extra = set(range(end)) - set(self.record_at)
        return [f'{self.name} #{self.records[i].seq} {self.records[i].kind} {text(self.records[i].message)}'
                for i in sorted(extra)]

    def not_silent(self):
        """Records that are called silent, and are of no kind that the kernel leaves unsaid, or repeat what it said."""
        return [f'{self.name} #{r.seq} {r.kind} {text(r.message)}' for r in self.silent
                if (r.kind, struct.unpack_from('=H', r.message, 4)[0]) not in SILENT or
                (r.act, r.kind, r.message[4:6], r.message[16:]) in self.told]

    def probe_differs(self):
        end = self.end(self.calls, lambda c: c.message)
        return [f'{self.name} not probed: {text(m[1])}' for m, at in zip(self.heard, self.call_at) if at is None] + \
            [f'{self.name} not heard: {text(self.calls[i].message)}' for i in sorted(set(range(end)) - set(self.call_at))]

    def disorder(self, positions):
        """The pairs in another order, and of these the pairs without an order."""
        pairs = swapped(positions)
        free = [(i, j) for i, j in pairs if overlap(self.call(i), self.call(j))]
        return [f'{self.name} {text(self.heard[i][1])} / {text(self.heard[j][1])}' for i, j in
                sorted(set(pairs) - set(free))], len(free)

    def witnessed(self):
        """Each record with the call that announced it."""
        for i, at in enumerate(self.record_at):
            if at is not None and self.call(i):
                yield self.records[at], self.call(i)


# Who

def expected_origin(call):
    port = struct.unpack('=I', call.message[PORT])[0]
    if call.softirq:
        return 'softirq', None, None, None, port
    if re.match('kworker/|ksoftirqd/', call.comm):
        return 'kthread', call.tid, None, call.comm, port
    return 'request' if port else 'task', call.pid, call.tid, call.comm, port


def compare_who(spaces):
    wrong = collections.defaultdict(list)
    count = collections.Counter()
    for space in spaces:
        for record, call in space.witnessed():
            count[expected_origin(call)[0]] += 1
            for what, seen, said in zip(('context', 'pid', 'thread', 'command', 'port'), expected_origin(call),
                                        record.origin or (None,) * 5):
                if seen != said:
                    wrong[what].append(f'{space.name} #{record.seq}: {said}, and the probe saw {seen}')
    for what in ('context', 'pid', 'thread', 'command', 'port'):
        say(f'the probe agrees on the {what} of each record', wrong[what])
    print('# by context: ' + ', '.join(f'{n} {c}' for c, n in count.most_common()))


def compare_acts(spaces):
    """All records of an act have one task, also the silent ones, which the probe cannot see."""
    tasks, silent, known = {}, 0, 0
    wrong = []
    for space in spaces:
        for record, _ in space.witnessed():
            if record.act is not None:
                tasks.setdefault(record.act, record.origin[1:4])
    for space in spaces:
        for record in space.records + space.silent:
            silent += record.silent
            known += record.silent and record.act in tasks
            if tasks.get(record.act, record.origin[1:4]) != record.origin[1:4]:
                wrong.append(f'{space.name} #{record.seq}: {record.origin}, and the act has {tasks[record.act]}')
    say('all records of an act have the task that the probe saw', wrong)
    print(f'# of {silent} silent records {known} are in an act of which the probe saw a call')


def check_actors(spaces):
    """Each was at work while the others were: the middle one of its messages came between the first and the last of
    each other's."""
    times = collections.defaultdict(list)
    for space in spaces:
        for _, call in space.witnessed():
            for actor, (pattern, _) in ACTORS.items():
                if not call.softirq and pattern.match(call.comm):
                    times[actor].append(call.began)
    print('# messages of ' + ', '.join(f'{a}: {len(t)}' for a, t in times.items()))
    few = [f'{a}: {len(times[a])}' for a, (_, least) in ACTORS.items() if len(times[a]) < least]
    say('each program made changes enough', few)
    if not few:
        say('all programs made changes at once', [
            f'{a} and {b}' for a in ACTORS for b in ACTORS
            if not min(times[b]) < statistics.median(times[a]) < max(times[b])])


def check_probe(folder):
    wrong = []
    with open(f'{folder}/probe') as f:
        wrong += [f'{line.strip()} missed' for line in f if line.split()[0] in ('say', 'said') and line.split()[2] != '0']
    with open(f'{folder}/trace.stats') as f:
        wrong += [line.strip() for line in f if re.search('overrun|dropped', line) and not line.rstrip().endswith(': 0')]
    say('the probe missed nothing', wrong)


# Faults that must be found

def fault_drop(space):
    """The listener has a message that the journal has not."""
    del space.records[len(space.records) // 2]


def fault_extra(space):
    """The journal has an announcement that the listener has not."""
    del space.heard[len(space.heard) // 2]


def fault_silent(space):
    """The journal calls an announcement silent."""
    space.silent.append(space.records[len(space.records) // 2])


def fault_byte(space):
    at = len(space.heard) // 2
    group, message = space.heard[at]
    space.heard[at] = group, message[:-1] + bytes([message[-1] ^ 1])


def fault_swap(space):
    """Two that follow each other from one port, which are of one task."""
    heard = space.heard
    at = next(i for i in range(len(heard) // 2, len(heard)) if heard[i] != heard[i - 1] and
              heard[i][1][PORT] == heard[i - 1][1][PORT] != bytes(4))
    heard[at - 1:at + 1] = reversed(heard[at - 1:at + 1])


def fault_call(space):
    del space.calls[len(space.calls) // 2]


def wrong_call(**changes):
    def fault(space):
        for name, value in changes.items():
            call = next(c for c in space.calls[len(space.calls) // 2:] if not c.softirq)
            setattr(call, name, value if name != 'message' else call.message[:12] + value + call.message[16:])
    return fault


# By name: the check that must fail, and what makes it fail.
FAULTS = {
    'dropped record': ('each message of the listener is in the journal', fault_drop),
    'dropped message': ('each announcement of the journal was heard', fault_extra),
    'announced and silent': ('what the journal calls silent was not announced', fault_silent),
    'altered byte': ('each message of the listener is in the journal', fault_byte),
    'swapped messages': ('the order of the journal is that of the listener', fault_swap),
    'dropped call': ('the probe saw the calls for these messages, and no others', fault_call),
    'other context': ('the probe agrees on the context of each record', wrong_call(softirq=True)),
    'other pid': ('the probe agrees on the pid of each record', wrong_call(pid=1)),
    'other thread': ('the probe agrees on the thread of each record', wrong_call(tid=1)),
    'other command': ('the probe agrees on the command of each record', wrong_call(comm='init')),
    'other port': ('the probe agrees on the port of each record', wrong_call(message=b'\1\2\3\4')),
}


def judge(spec, folder, fault):
    with open(f'{folder}/spaces') as f:
        names = dict(line.split() for line in f)
    calls = read_trace(f'{folder}/trace')
    spaces = [Space(spec, folder, name, int(inode), calls) for name, inode in names.items()]
    if fault:
        FAULTS[fault][1](next(s for s in spaces if s.name == 'n1'))
    for space in spaces:
        space.compare()
        left = collections.Counter(filter(None, space.left))
        print(f'# {space.name}: {len(space.heard)} messages, {len(space.silent)} silent records: '
              f'{dict(collections.Counter(r.kind for r in space.silent))}, left out: {dict(left)}, '
              f'of other kinds: {dict(collections.Counter(r.kind for r in space.others))}')
    check_probe(folder)
    say('no journal has a gap', [f'{s.name} {gap}' for s in spaces for gap in s.gaps])
    say('each message of the listener is in the journal', [w for s in spaces for w in s.not_recorded()])
    say('each announcement of the journal was heard', [w for s in spaces for w in s.not_heard()])
    say('what the journal calls silent was not announced', [w for s in spaces for w in s.not_silent()])
    say('the probe saw the calls for these messages, and no others', [w for s in spaces for w in s.probe_differs()])
    for what, at in (('journal', 'record_at'), ('probe', 'call_at')):
        orders = [s.disorder(getattr(s, at)) for s in spaces]
        say(f'the order of the {what} is that of the listener', [w for wrong, _ in orders for w in wrong])
        print(f'# {what}: {sum(n for _, n in orders)} pairs in another order, whose calls overlap')
    compare_who(spaces)
    compare_acts(spaces)
    check_actors(spaces)


def main(spec, folder, fault=None):
    if fault == '--faults':
        print('\n'.join(FAULTS))
        return
    judge(Spec(spec), folder, fault)
    if fault and FAULTS[fault][0] in failed:
        print('# the fault is found')


main(*sys.argv[1:])
