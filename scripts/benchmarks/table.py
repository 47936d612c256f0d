#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""
Turns samples into medians, ratios and a table: table.py TIMES COUNTS JSON [NOTE...]

TIMES and COUNTS have a JSON object on each line, as bench.h tells; those of COUNTS were taken
with a clock that counts instructions. Either may be empty. The medians go to the file JSON
too. The notes say on what machine it was.
"""
import json
import statistics
import sys

# What is shown of each row: its title, the case that others are compared with, and bounds.
ROWS = {
    'record': ('1. A route change by `ip -batch`', 'bare', {'netjournal': 1.03}),
    'replay': ('2. Reading all records', None, {}),
    'follow': ('3. Following', None, {}),
    'roundtrip': ('4. A round trip', 'getfamily', {'status-get': 1.1}),
    'bytes': ('5. Memory', None, {}),
    'writers': ('6. A route change, by the number of processes that make them', None, {}),
    'followers': ('6. A route change, by the number of `log -f`', '0 followers', {}),
    'rings': ('6. A route change, by the size of the ring', '1 MiB', {}),
}

# (row, case, its base, at most)
RATIOS = [
    ('replay', 'log', 'ip route show', 0.5),
    ('replay', 'log, nothing printed', 'receive only', 1.5),
    ('replay', 'log -j', 'ip -j route show', None),
    ('writers', 'netjournal, 1 writer', 'bare, 1 writer', None),
    ('writers', 'netjournal, 2 writers', 'bare, 2 writers', None),
    ('writers', 'netjournal, 4 writers', 'bare, 4 writers', None),
]


def read(path):
    """Samples by (row, case, what), in the order of their first appearance."""
    samples = {}
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            s = json.loads(line)
            samples.setdefault((s['row'], s['case'], s['what']), []).append(s['value'])
    return samples


def number(value, what):
    """A value with a unit that people read."""
    if not what.startswith('ns'):
        return f'{value:,.0f}' if value >= 100 else f'{value:.3g}'
    for unit, size in (('s', 1e9), ('ms', 1e6), ('us', 1e3)):
        if value >= size:
            return f'{value / size:.3g} {unit}'
    return f'{value:.0f} ns'


def paired(samples, key, base):
    """
    The median of the ratios within each round: what else the machine does changes from minute
    to minute, and less within a round.
    """
    pairs = list(zip(samples.get(key, []), samples.get(base, [])))
    return statistics.median(a / b for a, b in pairs) if pairs else None


def base_of(row, case):
    for r, c, base, most in RATIOS:
        if (r, c) == (row, case):
            return base, most
    base = ROWS[row][1]
    return (base if base != case else None), ROWS[row][2].get(case)


def main():
    times, counts = read(sys.argv[1]), read(sys.argv[2])
    medians = {k: statistics.median(v) for k, v in times.items()}
    insns = {k: statistics.median(v) for k, v in counts.items()}
    result, short = [], []
    for row, (title, _, _) in ROWS.items():
        keys = [k for k in list(times) + [k for k in counts if k not in times] if k[0] == row]
        if not keys:
            continue
        print(f'\n{title}\n')
        print('| case | measure | median | ratio | instructions | ratio |')
        print('| --- | --- | ---: | ---: | ---: | ---: |')
        for key in keys:
            _, case, what = key
            base, most = base_of(row, case)
            cells = []
            entry = {'row': row, 'case': case, 'what': what, 'most': most}
            for name, values in (('time', medians), ('instructions', insns)):
                value, ratio = values.get(key), None
                if value is not None:
                    ratio = paired(times if name == 'time' else counts, key,
                                   (row, base, what))
                is_count = name == 'instructions' and what.startswith('ns')
                if name == 'instructions' and not is_count:
                    value = ratio = None
                cells.append('' if value is None else
                             f'{value:,.0f}' if is_count else number(value, what))
                cells.append('' if ratio is None else f'{ratio:.3f}')
                entry[name] = value
                entry[name + ' ratio'] = ratio
            samples = times.get(key, [])
            entry['samples'] = samples
            result.append(entry)
            if most and entry['time ratio'] and entry['time ratio'] > most:
                short.append(f'{case}: {entry["time ratio"]:.3f}, wanted at most {most}')
            unit = what.removeprefix('ns').strip() if what.startswith('ns') else what
            print(f'| {case} | {unit or "time"} | ' + ' | '.join(cells) + ' |')
    print()
    for line in short:
        print(f'falls short: {line}')
    for note in sys.argv[4:]:
        print(note)
    with open(sys.argv[3], 'w', encoding='utf-8') as out:
        json.dump({'notes': sys.argv[4:], 'results': result, 'falls short': short}, out, indent=1)
        out.write('\n')


main()
