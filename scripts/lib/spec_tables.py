#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""
Writes the family's spec as tables for the tool: spec-tables.py SPEC FILE.c FILE.h

scripts/generate runs it. The tables have the names and types of attributes and
enums; user/nl/spec.h tells what they are.
"""
import os
import sys
import yaml

TYPES = {'pad', 'flag', 'u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64', 'string', 'binary', 'nest'}

HEAD = '''{spdx}
/* Made from uapi/{spec} by make generate; do not edit. */
'''


def name(text):
    return text.replace('-', '_')


def plural(text):
    return name(text) + ('es' if text[-1] in 'sx' else 's')


def numbered(items, start=1):
    """Each item with its number: the one it gives, or one more than that of the item before."""
    for item in items:
        item = item if isinstance(item, dict) else {'name': item}
        start = item.get('value', start)
        yield start, item
        start += 1


def check_names(path, node):
    """YAML takes on, off, yes, no and numbers for something else than text."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ('name', 'enum', 'nested-attributes', 'attribute-set') and not isinstance(value, str):
                sys.exit(f'{path}: {key}: {value} is no text for YAML (on, off, yes, no?); put it into quotes')
            if key in ('entries', 'attributes', 'flags') and isinstance(value, list):
                for entry in value:
                    check_names(path, entry if isinstance(entry, dict) else {'name': entry})
            else:
                check_names(path, value)
    elif isinstance(node, list):
        for entry in node:
            check_names(path, entry)


class Tables:
    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            self.spec = yaml.safe_load(file)
        check_names(path, self.spec)
        self.file = os.path.basename(path)
        self.enums = {item['name']: item for item in self.spec.get('definitions', [])
                      if item['type'] in ('enum', 'flags')}
        self.sets = {item['name']: item for item in self.spec['attribute-sets']}
        # A subset uses the numbers of its set, so both share one table.
        self.whole = {key: item for key, item in self.sets.items() if 'subset-of' not in item}

    def enum(self, item):
        entries = list(numbered(item['entries'], item.get('value-start', 0)))
        yield f'static const char *const {name(item["name"])}_names[] = {{'
        for number, entry in entries:
            yield f'\t[{number}] = "{entry["name"]}",'
        yield '};\n'
        last = max(number for number, _ in entries)
        yield (f'const struct spec_enum spec_{plural(item["name"])} = '
               f'{{ {name(item["name"])}_names, {last} }};\n')

    def attribute(self, attr):
        kind = attr['type']
        if kind not in TYPES:
            sys.exit(f'attribute {attr["name"]}: user/nl/spec.c does not know the type {kind}')
        members = [f'SPEC_NAME("{attr["name"]}")', f'SPEC_{kind.upper()}']
        if attr.get('multi-attr'):
            members.append('.multi = true')
        if 'enum' in attr:
            if attr.get('enum-as-flags') or self.enums[attr['enum']]['type'] == 'flags':
                members.append('.flags = true')
            members.append(f'.values = &spec_{plural(attr["enum"])}')
        if kind == 'nest':
            inner = self.sets[attr['nested-attributes']]
            members.append(f'.nest = &spec_{name(inner.get("subset-of", inner["name"]))}')
        return '{ ' + ', '.join(members) + ' }'

    def set(self, item):
        attrs = list(numbered(item['attributes']))
        yield f'static const struct spec_attr {name(item["name"])}_attrs[] = {{'
        for number, attr in attrs:
            # The number of a removed attribute is never used again.
            if attr['type'] != 'unused':
                yield f'\t[{number}] = {self.attribute(attr)},'
        yield '};\n'
        last = max(number for number, _ in attrs)
        yield (f'const struct spec_set spec_{name(item["name"])} = '
               f'{{ {name(item["name"])}_attrs, {last} }};\n')

    def source(self):
        yield HEAD.format(spdx='// SPDX-License-Identifier: GPL-2.0', spec=self.file) + '#include "nl/spec_tables.h"\n'
        for item in self.enums.values():
            yield from self.enum(item)
        for item in self.whole.values():
            yield from self.set(item)

    def header(self):
        yield HEAD.format(spdx='/* SPDX-License-Identifier: GPL-2.0 */', spec=self.file)[:-1]
        yield '#ifndef NL_SPEC_TABLES_H'
        yield '#define NL_SPEC_TABLES_H\n'
        yield '#include "nl/spec.h"\n'
        yield '/* A table for each enum and each set of the spec, as spec_ENUMs and spec_SET. */'
        for key in self.enums:
            yield f'extern const struct spec_enum spec_{plural(key)};'
        yield ''
        for key in self.whole:
            yield f'extern const struct spec_set spec_{name(key)};'
        yield '\n#endif'


def write(path, lines):
    with open(path, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines).rstrip('\n') + '\n')


tables = Tables(sys.argv[1])
write(sys.argv[2], tables.source())
write(sys.argv[3], tables.header())
