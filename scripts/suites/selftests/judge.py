#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Reads selftests/expected, and judges the output of a run of the selftests.

    judge.py programs EXPECTED KERNEL BIN PART [MIN-MAX]
                                              print the programs in BIN to run on KERNEL, one a line: the
                                              part I/N of them, of N that take about the same time; with
                                              MIN-MAX only those that take so many seconds
    judge.py tests EXPECTED KERNEL PROGRAM    print the tests that PROGRAM must pass on KERNEL
    judge.py judge EXPECTED KERNEL OUTPUT STATUS PROGRAM...
                                              judge a run of the programs in a virtual machine
    judge.py list OUTPUT                      print each test of a run as "PROGRAM TEST"
    judge.py said OUTPUT                      print how long each program took, which processes it left behind,
                                              and what was said of failures

EXPECTED is the folder; its README has the format. KERNEL is a key (6.1, newest, debug-6.1 ...) or
host. OUTPUT is what guest.sh printed, STATUS the exit status of scripts/vm. judge prints one line
for each result ("ok NAME", "not ok NAME # why" or "skipped NAME") and exits 1 if any is not ok.

A test harness that exits with 0 proves little, because it does that with no test run too. So a
result counts only if it is expected, and each expected test must have one result.
"""
import fnmatch
import os
import re
import sys


# How long a program takes if its file does not say.
SECONDS = 5


class Program:
    """The expected tests in one file of the folder."""

    def __init__(self, path):
        self.kernels = []
        self.seconds = SECONDS
        self.lines = []
        with open(path, encoding='utf-8') as file:
            for line in file:
                self.read_line(line.rstrip())

    def read_line(self, line):
        if not line or line.startswith('#'):
            return
        if line.startswith('%on '):
            self.kernels = line.split()[1:]
            return
        if line.startswith('%seconds '):
            self.seconds = int(line.split()[1])
            return
        where, skip, test = re.fullmatch(r'(?:\[(\??)([^]]*)\] )?(.*)', line).group(2, 1, 3)
        self.lines.append(((where or '').split(), bool(skip), test))

    def runs_on(self, kernel):
        if not self.kernels:
            return kernel != 'host'
        return fits(kernel, self.kernels)

    def tests(self, kernel):
        """{TEST: whether it may be skipped}"""
        return {test: skip for where, skip, test in self.lines if not where or fits(kernel, where)}


def fits(kernel, patterns):
    """Whether a pattern fits the key of a kernel. What fits 6.1 fits 6.1-arm64 too."""
    return any(fnmatch.fnmatchcase(key, pattern)
               for key in (kernel, kernel.removesuffix('-arm64')) for pattern in patterns)


def read_expected(folder):
    """{NAME: Program}"""
    if not os.path.isdir(folder):
        return {}
    return {name: Program(os.path.join(folder, name)) for name in os.listdir(folder)
            if name != 'README'}


def part_of(seconds, part):
    """The part I/N of {NAME: SECONDS}. Gives out the longest first, each to the part that has least to do."""
    wanted, number = (int(n) for n in part.split('/'))
    parts = [[] for _ in range(number)]
    for name in sorted(seconds, key=lambda name: (-seconds[name], name)):
        min(parts, key=lambda names: sum(seconds[n] for n in names)).append(name)
    return sorted(parts[wanted - 1])


def programs(folder, kernel, binaries, part, limits='0-'):
    """The programs that exist or are expected. A program that is not expected runs too, and is reported."""
    expected = read_expected(folder)
    there = {name for name in os.listdir(binaries)
             if os.path.isfile(os.path.join(binaries, name)) and
             os.access(os.path.join(binaries, name), os.X_OK)}
    least, _, most = limits.partition('-')
    seconds = {name: expected[name].seconds if name in expected else SECONDS for name in there | set(expected)
               if name not in expected or expected[name].runs_on(kernel)}
    return part_of({name: n for name, n in seconds.items() if int(least) <= n <= float(most or 'inf')}, part)


RESULT = re.compile(r'(not )?ok[ \t]+[0-9]+[ \t]*(?:- )?(.*)')


def result_of(line):
    """Return (TEST, failed, skipped) for a line of TAP, or None."""
    match = RESULT.match(line)
    if not match:
        return None
    test, _, remark = match[2].partition('#')
    return test.strip(), bool(match[1]), remark.strip().lower().startswith('skip')


class Run:
    """What guest.sh printed."""

    def __init__(self, path):
        self.results = {}  # (program, test): failed, skipped or ok
        self.twice = set()
        self.begun, self.ended, self.state = [], {}, {}
        program = ''
        with open(path, encoding='utf-8', errors='replace') as file:
            for line in file:
                line = line.rstrip()
                if line.startswith('@begin '):
                    program = line.split()[1]
                    self.begun.append(program)
                elif line.startswith('@end '):
                    self.ended[line.split()[1]] = line.split()[2]
                    program = ''
                elif line.startswith('@'):
                    word, _, rest = line[1:].partition(' ')
                    self.state[word] = rest.strip()
                elif program:
                    self.add(program, result_of(line))

    def add(self, program, result):
        if not result:
            return
        test, failed, skipped = result
        if (program, test) in self.results:
            self.twice.add((program, test))
            return
        self.results[program, test] = 'failed' if failed else 'skipped' if skipped else 'ok'


class Verdicts:
    """Prints the results, and remembers whether any was bad."""

    def __init__(self, kernel):
        self.kernel = kernel
        self.failed = False

    def add(self, name, why=''):
        if why:
            self.failed = True
            print(f'not ok {self.kernel} {name} # {why}')
        else:
            print(f'ok {self.kernel} {name}')

    def skip(self, name):
        print(f'skipped {self.kernel} {name}')


def judge_tests(expected, kernel, run, asked, verdicts):
    wanted = {}
    for name in asked:
        if name in expected:
            tests = expected[name].tests(kernel)
            wanted.update({(name, test): skip for test, skip in tests.items()})
    for (name, test), may_skip in wanted.items():
        result = run.results.get((name, test))
        if result is None:
            verdicts.add(f'{name} {test}', 'no result' if name in run.begun else 'its program did not run')
        elif (name, test) in run.twice:
            verdicts.add(f'{name} {test}', 'two results')
        elif result == 'skipped' and may_skip:
            verdicts.skip(f'{name} {test}')
        else:
            verdicts.add(f'{name} {test}', '' if result == 'ok' else result)
    for (name, test), result in run.results.items():
        if (name, test) not in wanted:
            verdicts.add(f'{name} {test}', 'not on the list of expected tests' +
                         (', and failed' if result == 'failed' else ''))
    if not wanted:
        verdicts.add('expected', 'the list names no test')
    for name in run.begun:
        if name not in run.ended:
            verdicts.add(name, 'did not end')
        elif run.ended[name] != '0':
            verdicts.add(name, f'exit status {run.ended[name]}')


def judge_kernel(kernel, state, verdicts):
    """The state of the kernel after the run."""
    debug = kernel.startswith('debug-')
    verdicts.add('module loads', '' if state.get('loaded') == 'yes' else 'it did not')
    unloaded = state.get('unloaded', 'not tried')
    verdicts.add('module unloads', '' if unloaded == 'yes' else unloaded)
    verdicts.add('caches of the module are gone', state.get('caches_left', 'not looked for'))
    before, _, after = state.get('namespaces', '0 0').partition(' ')
    # 0 before: the kernel counts none of them.
    verdicts.add('network namespaces are freed',
                 '' if before != '0' and before == after else f'from {before} to {after}')
    # Out-of-tree module (4096), unsigned module (8192); anything else is a report.
    taint = state.get('taint', '')
    verdicts.add('taint', '' if taint in ('12288', '4096') else f'"{taint}" rather than 12288')
    if 'debug_locks' in state:
        verdicts.add('lockdep is on', '' if state['debug_locks'] == '1' else 'it went off')
    elif debug:
        verdicts.add('lockdep is on', 'this kernel has none')
    # Off: the command line says so. Absent: only debug kernels can.
    leaks = state.get('leaks', '')
    if leaks == '0':
        verdicts.add('no memory is left behind')
    elif leaks != 'off' and (debug or leaks != 'absent'):
        verdicts.add('no memory is left behind', f'{leaks} objects' if leaks else 'not looked for')
    if 'done' not in state:
        verdicts.add('end of the run', 'not reached')


def judge(folder, kernel, output, status, *asked):
    run = Run(output)
    verdicts = Verdicts(kernel)
    judge_tests(read_expected(folder), kernel, run, asked, verdicts)
    if kernel != 'host':
        judge_kernel(kernel, run.state, verdicts)
    verdicts.add('machine ended in order', '' if status == '0' else f'status {status}')
    return verdicts.failed


def said(output):
    """Prints how long each program took, the processes that it left behind, and the lines around each failure."""
    lines, program = [], ''
    with open(output, encoding='utf-8', errors='replace') as file:
        for line in file:
            line = line.rstrip('\n')
            if line.startswith('@time '):
                _, name, begin, end = line.split()
                print(f'# {name} took {float(end) - float(begin):.0f} s')
            if line.startswith('@left_over '):
                name, _, command = line.split(maxsplit=1)[1].partition(' ')
                print(f'# {name} left a process behind: {command}')
            if line.startswith('@changed '):
                name, _, what = line.split(maxsplit=1)[1].partition(' ')
                print(f'# {name} changed the machine: {what}')
            if line.startswith('@begin '):
                program = line.split()[1]
            if line.startswith('@') or re.match(r'# +RUN', line):
                lines = []
            lines.append(line)
            if line.startswith('not ok'):
                kept = lines if len(lines) <= 12 else lines[:8] + ['[...]'] + lines[-4:]
                print('\n'.join([f'#   in {program}:'] + ['#   ' + text for text in kept]))
            if re.match(r'(not )?ok[ \t]', line):
                lines = []


def main(verb, *args):
    if verb == 'programs':
        for name in programs(*args):
            print(name)
    elif verb == 'tests':
        print('\n'.join(read_expected(args[0])[args[2]].tests(args[1])))
    elif verb == 'list':
        print('\n'.join(f'{program} {test}' for program, test in Run(*args).results))
    elif verb == 'said':
        said(*args)
    elif verb == 'judge':
        return judge(*args)
    else:
        sys.exit(__doc__)
    return False


if __name__ == '__main__':
    sys.exit(main(*(sys.argv[1:] or [''])))
