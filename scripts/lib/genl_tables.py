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


# A value whose type is in another attribute of this number.
VALUE = '.form = ATTR_FN, .print = genl_print_value, .n = {}'
# What the specs leave out, because its type can differ: family and set, number, name, and number of the type.
MISSING = {'devlink/devlink': (86, 'param-value-data', 83)}
# Nests of which the specs do not say that they can come several times.
REPEATED = ('team/item-option/option', 'team/item-port/port')


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
        if self.name == 'team' and attr.name == 'data':
            return VALUE.format(attr.attr_set.attrs['type'].value)
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

    def key(self, attr):
        """The name in output, or None if another attribute prints it."""
        return attr.name

    def descs(self, name):
        attr_set = self.spec.attr_sets[name]
        prefix = attr_set.yaml.get('name-prefix') or f'{self.name}-a-{name}-'
        yield f'static const struct attr_desc {self.name}_{c_name(name)}_desc[] = {{'
        for attr in attr_set.attrs.values():
            if attr.yaml['type'] == 'unused' or attr.value > TYPES_MAX:
                continue
            constant = c_name(prefix + attr.name).upper()
            form = self.form(attr)
            repeated = attr.yaml.get('multi-attr') or f'{self.name}/{name}/{attr.name}' in REPEATED
            flags = ', .flags = ATTR_REPEAT' if repeated else ''
            key = self.key(attr)
            key = f' .key = "{key}",' if key else ''
            yield f'\t[{attr.value}] = {{ .name = "{constant}",{key}\n\t\t{form}{flags} }},'
        missing = MISSING.get(f'{self.name}/{name}')
        if missing:
            number, key, of = missing
            yield f'\t[{number}] = {{ .name = "{c_name(prefix + key).upper()}", .key = "{key}",\n\t\t{VALUE.format(of)} }},'
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

    def structs(self):
        """The tables of the structures that the attributes need."""
        return ()

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
        yield from self.structs()
        for name in self.sets:
            yield f'static const struct attr_table {self.name}_{c_name(name)}_table;'
        yield ''
        for name, body in bodies:
            yield from body
            table = f'{self.name}_{c_name(name)}'
            yield f'static const struct attr_table {table}_table = ATTR_TABLE({table}_desc);\n'
        yield from ops


# The members that the structures of all actions begin with, except that of police.
ACTION = ('index', 'capab', 'action', 'refcnt', 'bindcnt')
# Structures that the spec does not have, and their other members.
MORE_STRUCTS = {'tc-mirred': ('eaction', 'ifindex'), 'tc-skbedit': (), 'tc-nat': ('old_addr', 'new_addr', 'mask', 'flags'),
                'tc-tunnel-key': ('t_action',), 'tc-csum': ('update_flags',), 'tc-ct': (), 'tc-ctinfo': (), 'tc-gate': (),
                'tc-connmark': ('zone',), 'tc-defact': (), 'tc-sample': (), 'tc-skbmod': ('flags',), 'tc-act-bpf': (),
                'tc-ife': ('flags',)}
# What the spec says otherwise, or does not say: whether a number is in network order, an address or a mask.
FORMS = {'flower-attrs/key-vlan-id': 'UINT', 'flower-attrs/key-cvlan-id': 'UINT', 'flower-attrs/key-mpls-label': 'UINT',
         'fw-attrs/mask': 'HEX', 'act-ct-attrs/mark-mask': 'HEX', 'act-skbedit-attrs/mask': 'HEX',
         'act-simple-attrs/data': 'STR'}
FORMS |= {f'flower-attrs/key-arp-{end}ip{mask}': 'ADDR, .min = 4' for end in 'st' for mask in ('', '-mask')}
FORMS |= {f'act-ct-attrs/nat-ipv4-{end}': 'ADDR, .min = 4' for end in ('min', 'max')}
FORMS |= {f'act-tunnel-key-attrs/enc-ipv4-{end}': 'ADDR, .min = 4' for end in ('src', 'dst')}
FORMS |= {f'act-{end}': 'ADDR, .min = 16' for end in ('ct-attrs/nat-ipv6-min', 'ct-attrs/nat-ipv6-max',
                                                      'tunnel-key-attrs/enc-ipv6-src', 'tunnel-key-attrs/enc-ipv6-dst')}
# The structures of attributes of which the spec says only that they are binary.
STRUCTS = {'act-pedit-attrs/parms-ex': 'tc-pedit-sel', 'act-bpf-attrs/parms': 'tc-act-bpf', 'act-simple-attrs/parms': 'tc-defact',
           'hfsc-attrs/rsc': 'tc-service-curve', 'hfsc-attrs/fsc': 'tc-service-curve', 'hfsc-attrs/usc': 'tc-service-curve'}
# Members that repeat to the end of the attribute.
ARRAYS = ('tc-u32-key', 'tc-pedit-key')
# What the kernel counts.
COUNTERS = ('tm', 'pcnt', 'stats', 'in-hw-count')


# The names that tc has for keys of flower, where they are not the spec's.
FLOWER = {'eth-dst': 'dst_mac', 'eth-src': 'src_mac', 'vlan-eth-type': 'vlan_ethtype', 'cvlan-eth-type': 'cvlan_ethtype',
          'ipv4-src': 'src_ip', 'ipv4-dst': 'dst_ip', 'ipv6-src': 'src_ip', 'ipv6-dst': 'dst_ip',
          'tcp-src': 'src_port', 'tcp-dst': 'dst_port', 'udp-src': 'src_port', 'udp-dst': 'dst_port',
          'sctp-src': 'src_port', 'sctp-dst': 'dst_port', 'flags': 'ip_flags',
          'enc-ipv4-src': 'enc_src_ip', 'enc-ipv4-dst': 'enc_dst_ip', 'enc-ipv6-src': 'enc_src_ip',
          'enc-ipv6-dst': 'enc_dst_ip', 'enc-udp-src-port': 'enc_src_port', 'enc-udp-dst-port': 'enc_dst_port',
          'enc-ip-tos': 'enc_tos', 'enc-ip-ttl': 'enc_ttl',
          'icmpv4-code': 'icmp_code', 'icmpv4-type': 'icmp_type', 'icmpv6-code': 'icmp_code', 'icmpv6-type': 'icmp_type',
          'port-src-min': 'src_port_min', 'port-src-max': 'src_port_max', 'port-dst-min': 'dst_port_min',
          'port-dst-max': 'dst_port_max'}
# The names that tc has for others, and functions that print them.
NAMES = {'u32-attrs/classid': 'flowid', 'u32-attrs/divisor': 'ht_divisor',
         'act-vlan-attrs/push-vlan-id': 'id', 'act-vlan-attrs/push-vlan-protocol': 'protocol',
         'act-vlan-attrs/push-vlan-priority': 'priority', 'act-vlan-attrs/push-eth-dst': 'dst_mac',
         'act-vlan-attrs/push-eth-src': 'src_mac', 'act-skbedit-attrs/queue-mapping': 'queue_mapping',
         'act-tunnel-key-attrs/enc-ipv4-src': 'src_ip', 'act-tunnel-key-attrs/enc-ipv4-dst': 'dst_ip',
         'act-tunnel-key-attrs/enc-ipv6-src': 'src_ip', 'act-tunnel-key-attrs/enc-ipv6-dst': 'dst_ip',
         'act-tunnel-key-attrs/enc-key-id': 'key_id', 'act-tunnel-key-attrs/enc-dst-port': 'dst_port',
         'act-tunnel-key-attrs/enc-tos': 'tos', 'act-tunnel-key-attrs/enc-ttl': 'ttl',
         'act-sample-attrs/trunc-size': 'trunc_size', 'act-sample-attrs/psample-group': 'group',
         'act-simple-attrs/data': 'sdata'}
# Others print these.
NAMES |= {f'police-attrs/{name}': None for name in ('rate', 'peakrate', 'avrate', 'result', 'rate64', 'peakrate64',
                                                    'pktrate64', 'pktburst64')}
NAMES |= {'act-gact-attrs/prob': None}
PRINTERS = {'act-ct-attrs/action': 'ct_action', 'act-skbedit-attrs/ptype': 'ptype', 'u32-attrs/sel': 'u32_sel', 'u32-attrs/hash': 'u32_hash', 'u32-attrs/link': 'u32_handle',
            'police-attrs/tbf': 'police', 'act-vlan-attrs/push-vlan-protocol': 'protocol',
            'act-skbedit-attrs/priority': 'classid', 'act-mpls-attrs/proto': 'protocol',
            'hfsc-attrs/rsc': 'curve', 'hfsc-attrs/fsc': 'curve', 'hfsc-attrs/usc': 'curve'}
PRINTERS |= {f'act-tunnel-key-attrs/enc-ipv6-{end}': 'tunnel_addr6' for end in ('src', 'dst')}
# These have flags, which say whether hardware classifies.
CLASSIFIERS = ('u32-attrs', 'flower-attrs', 'matchall-attrs', 'bpf-attrs')


class TrafficControl(Family):
    """The options of qdiscs, classes and filters, and those of actions, by kind."""

    # Those of filters contain those of actions.
    MESSAGES = (('act-options-msg', 'tc_action_kinds'), ('options-msg', 'tc_kinds'))

    def __init__(self):
        super().__init__('tc', False)
        self.fields = []

    def struct_of(self, attr):
        """The name of the attribute's structure, or None."""
        name = attr.yaml.get('struct') or STRUCTS.get(f'{attr.attr_set.name}/{attr.name}')
        action = attr.attr_set.name.removeprefix('act-').removesuffix('-attrs')
        if not name and attr.name == 'parms' and f'tc-{action}' in MORE_STRUCTS:
            name = f'tc-{action}'
        return name

    def fields_of(self, name):
        if name not in self.fields:
            # A structure comes after those that are parts of it.
            self.structs_inside(name)
            self.fields.append(name)
        return f'tc_{c_name(name)}_fields'

    def structs_inside(self, name):
        if name in self.spec.consts:
            for member in self.spec.consts[name].members:
                if member.struct:
                    self.fields_of(member.struct)

    def key(self, attr):
        name = attr.name.removeprefix('key-')
        if attr.attr_set.name != 'flower-attrs' or name == attr.name:
            return NAMES.get(f'{attr.attr_set.name}/{attr.name}', attr.name)
        if name.endswith('-mask'):
            return None
        return FLOWER.get(name, name.replace('-', '_'))

    def printer(self, attr):
        """The function that prints the attribute as tc does, or None."""
        if attr.name == 'classid':
            return 'classid'
        if attr.name == 'flags' and attr.attr_set.name in CLASSIFIERS:
            return 'cls_flags'
        if attr.attr_set.name == 'flower-attrs' and attr.name.startswith('key-') and attr.yaml['type'] != 'nest':
            return 'flower_key'
        return PRINTERS.get(f'{attr.attr_set.name}/{attr.name}')

    def form(self, attr):
        form = self.plain_form(attr)
        printer = self.printer(attr)
        if not printer or attr.name.endswith('-mask'):
            return form
        mask = attr.attr_set.attrs.get(attr.name + '-mask')
        mask = f', .n = {mask.value}' if printer == 'flower_key' and mask else ''
        return form.removesuffix(', .flags = ATTR_DETAIL') + f', .print = tc_print_{printer}{mask}'

    def plain_form(self, attr):
        if attr.yaml.get('sub-message') == 'act-options-msg':
            return '.form = ATTR_NEST, .pick = tc_pick_action'
        struct = self.struct_of(attr)
        if struct:
            form = f'.form = ATTR_STRUCT, .fields = {self.fields_of(struct)}'
            if attr.name in COUNTERS:
                return form + ', .flags = ATTR_DETAIL'
            return form + (', .print = tc_print_parms' if attr.name.startswith('parms') and self.is_action(struct) else '')
        other = FORMS.get(f'{attr.attr_set.name}/{attr.name}')
        if other:
            return f'.form = ATTR_{other}'
        form = super().form(attr)
        if attr.yaml.get('nested-attributes') == 'act-attrs':
            form += ', .print = tc_print_actions'
        elif form.startswith('.form = ATTR_NEST'):
            form += ', .print = tc_print_nest'
        # Text has room for what has a meaning.
        return form + ', .flags = ATTR_DETAIL' if form.endswith('ATTR_BIN') or attr.name in COUNTERS else form

    def is_action(self, struct):
        return struct in MORE_STRUCTS or [m.name for m in self.spec.consts[struct].members][:5] == list(ACTION)

    def rows(self, name):
        """The rows of the table of a structure. The header of the kernel says where the members are."""
        c_type = f'struct {c_name(name)}'
        if name == 'tc-service-curve':
            members = [(m, 'UINT') for m in ('m1', 'd', 'm2')]
        elif name in MORE_STRUCTS:
            members = [(m, 'INT' if m in ('action', 'refcnt', 'bindcnt') else 'UINT') for m in ACTION + MORE_STRUCTS[name]]
        else:
            members = []
            for m in self.spec.consts[name].members:
                if m.type == 'pad':
                    continue
                kind = 'BE' if m.byte_order == 'big-endian' else NUMBERS.get(m.type, 'BIN')
                members.append((m.name, ('STRUCT', m.struct) if m.struct else kind))
        for member, kind in members:
            c_member = c_name(member)
            if member == 'kcnts':
                yield f'\tFIELDS_OF("{member}", {c_type}, {c_member}, __u64, NULL),'
                continue
            if not isinstance(kind, tuple):
                yield f'\tFIELD("{member}", {c_type}, {c_member}, {kind}),'
            elif kind[1] in ARRAYS:
                yield f'\tFIELDS_OF("{member}", {c_type}, {c_member}, struct {c_name(kind[1])}, tc_{c_name(kind[1])}_fields),'
            else:
                yield f'\tFIELD("{member}", {c_type}, {c_member}, STRUCT, .fields = tc_{c_name(kind[1])}_fields),'

    def structs(self):
        for name in self.fields:
            yield f'static const struct field tc_{c_name(name)}_fields[] = {{'
            yield from self.rows(name)
            yield '\t{ NULL }\n};\n'

    def ops(self):
        for message, array in self.MESSAGES:
            yield f'const struct tc_kind {array}[] = {{'
            for kind in self.spec.sub_msgs[message].formats.values():
                # The options of a class of hfsc are attributes, those of a qdisc are a structure.
                attrs = 'hfsc-attrs' if kind.value == 'hfsc' else kind.attr_set
                table = '&' + self.table(attrs) if attrs else 'NULL'
                if kind.value == 'sfb':
                    # The structure is in an attribute that the spec does not have.
                    continue
                if kind.fixed_header:
                    fields = self.fields_of(kind.fixed_header)
                    yield f'\t{{ "{kind.value}", {table}, {fields}, sizeof(struct {c_name(kind.fixed_header)}) }},'
                elif attrs:
                    yield f'\t{{ "{kind.value}", {table} }},'
            yield '\t{ NULL }\n};\n'


def main():
    lines = [HEAD.format(header='tc_kernel' if 'tc' in sys.argv[3:] else 'genl')]
    if 'tc' in sys.argv[3:]:
        lines += TrafficControl().source()
    else:
        for name, announces in FAMILIES:
            lines += Family(name, announces).source()
    with open(sys.argv[2], 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines).rstrip('\n') + '\n')


main()
