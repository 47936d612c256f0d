#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""
Turns the family's spec into the C tables that family.c holds against the running
module: spec2c.py SPEC >spec.h

Only numbers and names come out, counted from the spec and not taken from the
uapi header, so that a mistake in the header is seen too.
"""
import sys
import yaml


def name(text):
    return text.replace('-', '_')


def numbered(items, start=1):
    """Each item with its number: the one it gives, or one more than that of the item before."""
    for item in items:
        item = item if isinstance(item, dict) else {'name': item}
        start = item.get('value', start)
        yield start, item
        start += 1


# Types of numbers, and types with a length with what the kernel's policies call them.
INTEGERS = ('u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64')
WITH_LENGTH = {'string': 'NUL_STRING', 'binary': 'BINARY'}


def limits_of(kind):
    """The smallest and the largest number of an integer type."""
    bits = int(kind[1:])
    return (-2 ** (bits - 1), 2 ** (bits - 1) - 1) if kind.startswith('s') else (0, 2 ** bits - 1)


class Spec:
    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            self.spec = yaml.safe_load(file)
        self.consts = {}
        self.enums = {}
        for item in self.spec['definitions']:
            if item['type'] == 'const':
                self.consts[item['name']] = item['value']
            else:
                entries = numbered(item['entries'], item.get('value-start', 0))
                self.enums[item['name']] = [value for value, _ in entries]
        self.sets = {}
        for item in self.spec['attribute-sets']:
            self.sets[item['name']] = self.attributes(item)

    def attributes(self, item):
        """The attributes of a set by name; a subset has the numbers of its set."""
        if 'subset-of' in item:
            whole = self.sets[item['subset-of']]
            return {a['name']: whole[a['name']] | a for a in item['attributes']}
        return {a['name']: a | {'value': i} for i, a in numbered(item['attributes'])}

    def policy(self, attr):
        """What the kernel must report about a policy of an attribute, as members in C."""
        checks = attr.get('checks', {})
        kind = attr['type']
        if kind in INTEGERS:
            return [f'.type = NL_ATTR_TYPE_{kind.upper()}'] + self.range(attr, checks, *limits_of(kind))
        if kind in WITH_LENGTH:
            members = [f'.type = NL_ATTR_TYPE_{WITH_LENGTH[kind]}']
            for check, member in (('min-len', 'min_len'), ('max-len', 'max_len'), ('exact-len', 'min_len'),
                                  ('exact-len', 'max_len')):
                if check in checks:
                    members.append(f'.{member} = {self.number(checks[check])}')
            return members
        if kind == 'flag':
            return ['.type = NL_ATTR_TYPE_FLAG']
        if kind == 'nest':
            return ['.type = NL_ATTR_TYPE_NESTED',
                    f'.nested = &spec_{name(attr["nested-attributes"])}']
        sys.exit(f'{attr["name"]}: no policy is known for a {kind} in a request')

    def range(self, attr, checks, low, high):
        """The members for the numbers that an integer attribute can have."""
        if 'enum' in attr:
            values = self.enums[attr['enum']]
            if attr.get('enum-as-flags'):
                return [f'.mask = {sum(1 << v for v in values):#x}']
            low, high = min(values), max(values)
        low = self.number(checks.get('min', low))
        high = self.number(checks.get('max', high))
        return [f'.min = {low % 2 ** 64}ull', f'.max = {high % 2 ** 64}ull']

    def number(self, value):
        return self.consts.get(value, value)

    def print_policy(self, label, attrs):
        print(f'static const struct spec_policy spec_{label} = {{')
        print(f'\t.n = {len(attrs)},\n\t.attrs = {{')
        for attr in attrs:
            members = [f'.name = "{attr["name"]}"', f'.id = {attr["value"]}']
            print('\t\t{ ' + ', '.join(members + self.policy(attr)) + ' },')
        print('\t},\n};\n')

    def print_nested(self, attrs, done):
        for attr in attrs:
            label = attr.get('nested-attributes')
            if label and label not in done:
                done.add(label)
                inner = list(self.sets[label].values())
                self.print_nested(inner, done)
                self.print_policy(name(label), inner)

    def print_all(self):
        print('/* Made by spec2c.py. */\n')
        operations, done = [], set()
        for cmd, op in numbered(self.spec['operations']['list']):
            if 'notify' in op or 'event' in op:
                continue
            flags = ['GENL_' + name(f).upper() for f in op.get('flags', [])]
            wanted = []
            # genl_ops have one policy for both.
            for mode in ('do', 'dump'):
                if mode in op:
                    flags.append(f'GENL_CMD_CAP_{mode.upper()}')
                    wanted += op[mode].get('request', {}).get('attributes', [])
            flags.append('GENL_CMD_CAP_HASPOL')
            attrs = [a for a in self.sets[op['attribute-set']].values() if a['name'] in wanted]
            self.print_nested(attrs, done)
            self.print_policy('op_' + name(op['name']), attrs)
            operations.append(f'{{ "{op["name"]}", {cmd}, {" | ".join(flags)}, '
                              f'&spec_op_{name(op["name"])} }}')
        print('static const struct spec_op spec_ops[] = {')
        for line in operations:
            print(f'\t{line},')
        print('};\n\nstatic const char *const spec_groups[] = {')
        for group in self.spec.get('mcast-groups', {'list': []})['list']:
            print(f'\t"{group["name"]}",')
        # A family may have no group, but C has no empty array.
        print('\tNULL\n};\n')
        print(f'#define SPEC_NAME "{self.spec["name"]}"')
        print(f'#define SPEC_VERSION {self.spec.get("version", 1)}')


Spec(sys.argv[1]).print_all()
