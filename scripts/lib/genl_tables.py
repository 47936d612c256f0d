#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Writes the tables by which the tool decodes messages, from the kernel's own specs.

    genl_tables.py SOURCE OUTPUT.c       generic netlink. SOURCE: the kernel's source; see scripts/kernel
    genl_tables.py SOURCE OUTPUT.c tc    the options of traffic control
"""
import os
import sys

# Family, and whether its announcements (otherwise its requests) are decoded.
FAMILIES = (('ethtool', True), ('wireguard', False), ('mptcp_pm', False), ('team', False), ('devlink', False))

HEAD = '''// SPDX-License-Identifier: GPL-2.0
/* Made from the kernel's specs by make generate; do not edit. */
#include "decode/{header}.h"
'''

NUMBERS = {'u8': 'UINT', 'u16': 'UINT', 'u32': 'UINT', 'u64': 'UINT', 'uint': 'UINT',
           's8': 'INT', 's16': 'INT', 's32': 'INT', 's64': 'INT', 'sint': 'INT'}
HINTS = {'mac': 'LLADDR', 'ipv4': 'ADDR', 'ipv6': 'ADDR', 'ipv4-or-v6': 'ADDR'}
# The decoder's tables have at most so many types.
TYPES_MAX = 255

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(sys.argv[1], 'tools/net/ynl/pyynl'))
from lib.nlspec import SpecFamily  # noqa: E402, pylint: disable=import-error,wrong-import-position


# What the spec of MPTCP's path manager says of these is only how long they are.
PATH_MANAGER = {'addr4': 'ADDR', 'addr6': 'ADDR', 'saddr4': 'ADDR', 'saddr6': 'ADDR', 'daddr4': 'ADDR', 'daddr6': 'ADDR',
                'if-idx': 'IFINDEX'}


def c_name(text):
    return text.replace('-', '_').replace('.', '_')


class Family:
    def __init__(self, name, announces):
        self.spec = SpecFamily(os.path.join(sys.argv[1], f'Documentation/netlink/specs/{name}.yaml'), schema_path=False)
        self.name = name
        self.announces = announces
        self.enums = set()
        self.sets = []

    def table(self, attr_set):
        attr_set = self.spec.attr_sets[attr_set]
        name = attr_set.subset_of or attr_set.name
        if name not in self.sets:
            self.sets.append(name)
        return f'{self.name}_{c_name(name)}_table'

    def words(self, attr):
        """The array with the names of an enum, or None."""
        enum = self.spec.consts.get(attr.yaml.get('enum'))
        if not enum or enum.type != 'enum' or attr.yaml.get('enum-as-flags'):
            return None
        if max(entry.value for entry in enum.entries.values()) > 63:
            return None
        self.enums.add(enum.name)
        return f'WORDS({self.name}_{c_name(enum.name)})'

    def form(self, attr):
        """The members of a description beside its name and key."""
        kind = attr.yaml['type']
        hint = HINTS.get(attr.yaml.get('display-hint'))
        if self.name == 'wireguard' and attr.name in ('public-key', 'private-key', 'preshared-key'):
            return '.form = ATTR_FN, .print = genl_print_key'
        if self.name == 'wireguard' and attr.name == 'endpoint':
            return '.form = ATTR_FN, .min = 16, .print = genl_print_endpoint'
        if self.name == 'mptcp_pm' and attr.name in PATH_MANAGER:
            return f'.form = ATTR_{PATH_MANAGER[attr.name]}'
        if kind in NUMBERS:
            words = self.words(attr)
            if hint and kind == 'u32':
                return f'.form = ATTR_{hint}, .min = 4'
            if words:
                return f'.form = ATTR_ENUM, {words}'
            if attr.yaml.get('byte-order') == 'big-endian':
                return '.form = ATTR_BE'
            return f'.form = ATTR_{NUMBERS[kind]}'
        if kind == 'nest' and attr.yaml['nested-attributes'] == 'bitset':
            return f'.form = ATTR_NEST, .print = genl_print_bitset, .nest = &{self.table("bitset")}'
        if kind == 'nest':
            return f'.form = ATTR_NEST, .nest = &{self.table(attr.yaml["nested-attributes"])}'
        if kind in ('indexed-array', 'array-nest') and attr.yaml.get('sub-type', 'nest') == 'nest':
            return f'.form = ATTR_LIST, .nest = &{self.table(attr.yaml["nested-attributes"])}'
        forms = {'string': 'STR', 'nul-string': 'STR', 'flag': 'FLAG', 'pad': 'PAD'}
        return f'.form = ATTR_{forms.get(kind) or hint or "BIN"}'

    def descs(self, name):
        attr_set = self.spec.attr_sets[name]
        prefix = attr_set.yaml.get('name-prefix') or f'{self.name}-a-{name}-'
        yield f'static const struct attr_desc {self.name}_{c_name(name)}_desc[] = {{'
        for attr in attr_set.attrs.values():
            if attr.yaml['type'] == 'unused' or attr.value > TYPES_MAX:
                continue
            constant = c_name(prefix + attr.name).upper()
            form = self.form(attr)
            flags = ', .flags = ATTR_REPEAT' if attr.yaml.get('multi-attr') else ''
            yield f'\t[{attr.value}] = {{ .name = "{constant}", .key = "{attr.name}",\n\t\t{form}{flags} }},'
        yield '};\n'

    def ops(self):
        yield f'const struct genl_op genl_{self.name}_ops[] = {{'
        for op in self.spec.msgs.values():
            if self.announces:
                number = op.rsp_value if 'notify' in op.yaml or 'event' in op.yaml else None
                name = op.name.removesuffix('-ntf')
            else:
                number = op.req_value if 'do' in op.yaml else None
                name = op.name
            if number is not None and op.attr_set.name in self.spec.attr_sets:
                yield f'\t{{ {number}, "{name}", &{self.table(op.attr_set.name)} }},'
        yield '\t{ 0, NULL, NULL }\n};\n'

    def source(self):
        ops = list(self.ops())
        bodies, done = [], 0
        # Nests add sets to the end.
        while done < len(self.sets):
            bodies.append((self.sets[done], list(self.descs(self.sets[done]))))
            done += 1
        for enum in sorted(self.enums):
            yield f'static const char *const {self.name}_{c_name(enum)}[] = {{'
            for entry in self.spec.consts[enum].entries.values():
                yield f'\t[{entry.value}] = "{entry.name}",'
            yield '};\n'
        for name in self.sets:
            yield f'static const struct attr_table {self.name}_{c_name(name)}_table;'
        yield ''
        for name, body in bodies:
            yield from body
            table = f'{self.name}_{c_name(name)}'
            yield f'static const struct attr_table {table}_table = ATTR_TABLE({table}_desc);\n'
        yield from ops


class TrafficControl(Family):
    """The options of qdiscs, classes and filters, and those of actions, by kind."""

    # Those of filters contain those of actions.
    MESSAGES = (('act-options-msg', 'tc_action_kinds'), ('options-msg', 'tc_kinds'))

    def __init__(self):
        super().__init__('tc', False)

    def form(self, attr):
        if attr.yaml.get('sub-message') == 'act-options-msg':
            return '.form = ATTR_NEST, .pick = tc_pick_action'
        form = super().form(attr)
        # The structures of the spec are not complete. Text has room for what has a meaning.
        return form + ', .flags = ATTR_DETAIL' if form.endswith('ATTR_BIN') else form

    def ops(self):
        for message, array in self.MESSAGES:
            yield f'const struct tc_kind {array}[] = {{'
            for kind in self.spec.sub_msgs[message].formats.values():
                if kind.attr_set:
                    yield f'\t{{ "{kind.value}", &{self.table(kind.attr_set)} }},'
            yield '\t{ NULL, NULL }\n};\n'


def main():
    lines = [HEAD.format(header='tc' if 'tc' in sys.argv[3:] else 'genl')]
    if 'tc' in sys.argv[3:]:
        lines += TrafficControl().source()
    else:
        for name, announces in FAMILIES:
            lines += Family(name, announces).source()
    with open(sys.argv[2], 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines).rstrip('\n') + '\n')


main()
