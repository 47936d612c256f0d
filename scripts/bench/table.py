#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""
Turns samples into medians, ratios and tables: table.py FOLDER [NOTE...]

The files times, counts and cpus.N of the folder have a JSON object on each line, as bench.h
tells; those of counts were taken with a clock that counts instructions, those of cpus.N with
N processors. Any may be empty. The medians go to bench.json there. The notes say on what machine
it was.
"""
import json
import os
import re
import statistics
import sys

# For each row: its title, and the case with which others are compared.
ROWS = {
    'record': ('1. A route change by `ip -batch`', 'bare'),
    'namespaces': ('1. A route change by `ip -batch`, on large machines', None),
    'large': ('1. Large machines', None),
    'load': ('1. Loading and unloading', '1 namespace'),
    'paths': ('1. What each kind of record costs', None),
    'replay': ('2. Reading all records', None),
    'ask': ('2. Questions to the journal', None),
    'follow': ('3. Following', 'ip monitor'),
    'followers': ('3. Following: a route change, by the number of followers', None),
    'roundtrip': ('4. A round trip', 'getfamily'),
    'bytes': ('5. Memory', None),
    'writers': ('6. A route change, by the number of processes that make them', None),
    'rings': ('6. A route change, by the size of the ring', '1 MiB'),
}

# (row, pattern of the case, its base), if the base is another case than the one above. The text
# that the pattern's first group matches replaces {} in the base.
BASES = [
    ('namespaces|large', r'netjournal, (.*)', 'bare, {}'),
    ('load', r'netjournal, (.*)', 'bare, {}'),
    ('paths', r'(.*); (?:on|off|full|no processes)', '{}; bare'),
    ('replay', r'log( -j)?', 'ip{} route show'),
    ('replay', 'log, nothing printed', 'receive only'),
    ('ask', r'(?:blame|list|diff).*, (\d+ records)', 'receive only, {}'),
    ('followers', r'(\d+) log -f', '{} ip monitor'),
    ('bytes', 'namespace, netjournal', 'namespace, bare'),
    ('writers', r'netjournal, (.*)', 'bare, {}'),
]

# (row, pattern of the case, pattern of the measure, at most): a number is a limit for the ratio, of instructions
# where they were counted; a number with "s" is one for the seconds.
LIMITS = [
    ('record', 'netjournal', 'ns', 1.03),
    ('namespaces', 'netjournal, .*', 'ns', 1.03),
    ('namespaces', 'netjournal, .*', 'clones.*|events.*', 1.0),
    ('large', 'netjournal, .*', '.*making.*', 1.1),
    ('large', 'netjournal, .*', '.*veth.*', 1.05),
    ('load', '.* routes that churn', 'ns of processor for loading', '1 s'),
    ('load', r'\d+ namespaces', 'ns for unloading', '2 s'),
    ('paths', 'a link, by a new process.*; on', 'ns', 1.02),
    ('replay', 'log( -j)?', 'ns', 0.45),
    ('replay', 'log, nothing printed', 'ns', 1.5),
    ('ask', 'blame .*, 1000000 .*', 'ns', 1.2),
    ('ask', '(list|diff).*, 1000000 .*', 'ns', 2.0),
    ('follow', 'log -f', 'ns latency.*', 1.0),
    ('followers', r'\d+ log -f', 'ns for each follower', 1.0),
    ('roundtrip', 'status-get', 'ns', 1.1),
]


# (title, row, case, its base, measure): the ratios that are shown by the number of processors.
GROWTH = [
    ('a route change, against bare', 'record', 'netjournal', 'bare', 'ns'),
    ('a route change with `log -f`, against bare', 'record', 'netjournal, log -f', 'bare', 'ns'),
    ('a route change with `ip monitor`, against bare', 'record', 'ip monitor', 'bare', 'ns'),
    ('`log`, against `ip route show`', 'replay', 'log', 'ip route show', 'ns'),
    ('`log` that prints nothing, against receiving only', 'replay', 'log, nothing printed',
     'receive only', 'ns'),
    ('lines a second of `log -f`, against `ip monitor`', 'follow', 'log -f', 'ip monitor',
     'lines per s'),
    ('status-get, against getfamily', 'roundtrip', 'status-get', 'getfamily', 'ns'),
]


def read(path):
    """Samples by (row, case, what), in the order of their first appearance."""
    samples = {}
    if not os.path.exists(path):
        return samples
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            s = json.loads(line)
            samples.setdefault((s['row'], s['case'], s['what']), []).append(s['value'])
    return samples


def number(value, what):
    """Return a value with a unit, for people."""
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
    # A base of 0 has no ratio: among few changes, ip monitor misses none.
    pairs = [(a, b) for a, b in zip(samples.get(key, []), samples.get(base, [])) if b]
    return statistics.median(a / b for a, b in pairs) if pairs else None


def base_of(row, case):
    """Return the case with which this one is compared, or None."""
    for rows, pattern, base in BASES:
        match = re.fullmatch(rows, row) and re.fullmatch(pattern, case)
        if match:
            return base.format(*[g or '' for g in match.groups()])
    base = ROWS[row][1]
    return base if base != case else None


def limit_of(key):
    """Return the most that the ratio (a number) or the time (like "1 s") may be, or None."""
    for limit in LIMITS:
        if all(re.fullmatch(pattern, text) for pattern, text in zip(limit, key)):
            return limit[3]
    return None


def exceeds(entry):
    """Return what is larger than its limit as text, or None."""
    most, ratio = entry['most'], entry['instructions ratio'] or entry['time ratio']
    if isinstance(most, str):
        value, most = (entry['time'] or entry['instructions'] or 0) / 1e9, float(most.split()[0])
    else:
        value = ratio or 0
    # A ratio of 1.0004 is shown as 1.000.
    if most is None or round(value, 3) <= most:
        return None
    return f'{entry["case"]}, {entry["what"]}: {value:.3f}, wanted at most {entry["most"]}'


def paths(entries):
    """Print the rows of `paths`: a line for what is done, and a column for each way."""
    lines = {}
    for entry in entries:
        name, how = entry['case'].rsplit('; ', 1)
        lines.setdefault(name, {})[how] = entry
    print('| once | bare | on | off | everything | no processes |')
    print('| --- | ---: | ---: | ---: | ---: | ---: |')
    for name, ways in lines.items():
        cells = []
        for how in ('bare', 'on', 'off', 'full', 'no processes'):
            entry = ways.get(how)
            ratio = entry and (entry['instructions ratio'] or entry['time ratio'])
            if entry and how == 'bare':
                cells.append(f'{entry["instructions"] or entry["time"]:,.0f}')
            else:
                cells.append(f'{ratio:.3f}' if ratio else '')
        print(f'| {name} | ' + ' | '.join(cells) + ' |')


def growth(folder):
    """Return the table of ratios by the number of processors, and the same as data."""
    machines = {n: read(f'{folder}/cpus.{n}') for n in (1, 2, 4)}
    if not any(machines.values()):
        return []
    print('\n6. How these grow with processors: ratios\n')
    print('| ratio | 1 CPU | 2 CPUs | 4 CPUs |')
    print('| --- | ---: | ---: | ---: |')
    result = []
    for title, row, case, base, what in GROWTH:
        ratios = {n: paired(samples, (row, case, what), (row, base, what))
                  for n, samples in machines.items()}
        cells = ('' if r is None else f'{r:.3f}' for r in ratios.values())
        print(f'| {title} | ' + ' | '.join(cells) + ' |')
        result.append({'ratio': title, 'by cpus': ratios})
    return result


def main():
    folder, notes = sys.argv[1], sys.argv[2:]
    times, counts = read(f'{folder}/times'), read(f'{folder}/counts')
    medians = {k: statistics.median(v) for k, v in times.items()}
    insns = {k: statistics.median(v) for k, v in counts.items()}
    # A value that is not a time can also come from the machine that counts instructions.
    for key in counts:
        if not key[2].startswith('ns') and key not in times:
            times[key], medians[key] = counts[key], insns[key]
    result, short = [], []
    for row, (title, _) in ROWS.items():
        keys = [k for k in list(times) + [k for k in counts if k not in times] if k[0] == row]
        if not keys:
            continue
        print(f'\n{title}\n')
        if row != 'paths':
            print('| case | measure | median | ratio | instructions | ratio | at most |')
            print('| --- | --- | ---: | ---: | ---: | ---: | ---: |')
        for key in keys:
            _, case, what = key
            base, most = base_of(row, case), limit_of(key)
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
            if exceeds(entry):
                short.append(exceeds(entry))
            if row == 'paths':
                continue
            cells.append('' if most is None else str(most))
            unit = what.removeprefix('ns').strip() if what.startswith('ns') else what
            print(f'| {case} | {unit or "time"} | ' + ' | '.join(cells) + ' |')
        if row == 'paths':
            paths([entry for entry in result if entry['row'] == row])
    grown = growth(folder)
    print()
    for line in short:
        print(f'falls short: {line}')
    for note in notes:
        print(note)
    with open(f'{folder}/bench.json', 'w', encoding='utf-8') as out:
        json.dump({'notes': notes, 'results': result, 'growth': grown, 'falls short': short}, out,
                  indent=1)
        out.write('\n')


main()
