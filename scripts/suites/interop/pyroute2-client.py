#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""The family by way of pyroute2, for scripts/suites/interop/run: pyroute2-client.py status|notes|refusal"""
import sys
import yaml
from pyroute2.netlink import NLM_F_DUMP, NLM_F_REQUEST, genlmsg
from pyroute2.netlink.exceptions import NetlinkError
from pyroute2.netlink.generic import GenericNetlinkSocket

NAME = 'netjournal'
with open(f'/root/netlink/specs/{NAME}.yaml', encoding='utf-8') as file:
    SPEC = yaml.safe_load(file)
SETS = {item['name']: item for item in SPEC['attribute-sets']}
COMMANDS = {}
for op in SPEC['operations']['list']:
    COMMANDS[op['name']] = op.get('value', max(COMMANDS.values(), default=0) + 1)
KINDS = {'u32': 'uint32', 'u64': 'uint64', 'string': 'asciiz', 'flag': 'flag'}


def message(name):
    """The class of messages whose attributes are those of a set of the spec."""
    names = [('NONE', 'none')]
    names += [(a['name'], KINDS.get(a['type'], 'hex')) for a in SETS[name]['attributes']]
    return type(name, (genlmsg,), {'nla_map': tuple(names), 'prefix': ''})


def talk(operation, attributes, flags=0):
    kind = message(next(op['attribute-set'] for op in SPEC['operations']['list']
                        if op['name'] == operation))
    sock = GenericNetlinkSocket()
    sock.bind(NAME, kind)
    msg = kind()
    msg['cmd'] = COMMANDS[operation]
    msg['version'] = 1
    msg['attrs'] = attributes
    return list(sock.nlm_request(msg, msg_type=sock.prid, msg_flags=NLM_F_REQUEST | flags))


if sys.argv[1] == 'status':
    reply = talk('status-get', [])[0]
    print('next', reply.get_attr('next-seq'), 'first ring', int(reply.get_attr('ring')[12:14], 16)
          if isinstance(reply.get_attr('ring'), str) else reply.get_attr('ring'))
elif sys.argv[1] == 'notes':
    for record in talk('record-get', [['after', 0]], NLM_F_DUMP):
        if record.get_attr('note'):
            print('note', record.get_attr('note'))
else:
    try:
        talk('record-get', [['seq', 2 ** 60]])
    except NetlinkError as error:
        print('error', error.code)
