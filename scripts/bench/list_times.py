#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Measures the times of programs that list network objects, for scripts/bench/list.

    list_times.py FOLDER NETJOURNAL [NAME=IP...]

FOLDER has the programs fill, receive and timed; NAME=IP are further versions of ip. Runs in a network
namespace of its own. Prints a table of medians and ratios; writes FOLDER/bench-list.json.
"""
import ctypes
import json
import os
import statistics
import subprocess
import sys

ROUNDS = 5
CLONE_NEWNET = 0x40000000
LIBC = ctypes.CDLL(None)  # os.unshare is of Python 3.12
FOLDER, TOOL, *IPS = sys.argv[1:]
IPS = [("ip", "ip")] + [tuple(ip.split("=", 1)) for ip in IPS]
FILE = os.path.join(FOLDER, "bench-list.out")


def run(command, out="/dev/null"):
    """Return seconds, CPU seconds, and peak memory in KiB of one run, or None if it failed."""
    p = subprocess.run([f"{FOLDER}/timed", out, *command], capture_output=True, text=True,
                       check=False)
    if p.returncode:
        return None
    took, cpu, memory = p.stdout.split()
    return int(took) / 1e9, int(cpu) / 1e9, int(memory)


def measure(rows):
    """Return the medians of each (name, command, file). The order changes in each round."""
    got = {name: [] for name, *_ in rows}
    for r in range(ROUNDS):
        for name, command, out in rows if r % 2 else reversed(rows):
            result = run(command, out)
            if result:
                got[name].append(result)
    return {name: (statistics.median(t for t, _, _ in runs),
                   statistics.median(c for _, c, _ in runs), max(m for _, _, m in runs))
            for name, runs in got.items() if len(runs) == ROUNDS}


def show(title, rows, results, loop="receive only"):
    """Prints one table. Each row is compared with the first row of ip with the same output (text, JSON)."""
    print(f"\n{title}\n")
    print("| program | seconds | of receiving | of `ip` | CPU seconds | peak memory, KiB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, *_ in rows:
        if name not in results:
            print(f"| {name} | failed | | | | |")
            continue
        seconds, cpu, memory = results[name]
        base = "ip, JSON" if "JSON" in name else "ip, text"
        of_loop = f"{seconds / results[loop][0]:.2f}" if loop in results else ""
        of_ip = f"{seconds / results[base][0]:.2f}" if base in results and name != loop else ""
        print(f"| {name} | {seconds:.3f} | {of_loop} | {of_ip} | {cpu:.3f} | {memory} |")


def rows_of(kind, ours, theirs):
    """The programs that list all objects of a kind."""
    rows = [("receive only", [f"{FOLDER}/receive", kind], "/dev/null"),
            ("netjournal, output off", [TOOL, "list", *ours, "--count"], "/dev/null"),
            ("netjournal, text", [TOOL, "list", *ours], "/dev/null"),
            ("netjournal, text to a file", [TOOL, "list", *ours], FILE),
            ("netjournal, JSON", [TOOL, "-j", "list", *ours], "/dev/null")]
    for name, ip in IPS:
        rows += [(f"{name}, text", [*ip.split(), *theirs], "/dev/null"),
                 (f"{name}, text to a file", [*ip.split(), *theirs], FILE),
                 (f"{name}, JSON", [*ip.split(), "-j", *theirs], "/dev/null")]
    return rows


def shell(command):
    subprocess.run(command, shell=True, check=True)


def new_namespace():
    """Enters an empty namespace. The kernel destroys the last one in the background."""
    if LIBC.unshare(CLONE_NEWNET):
        sys.exit("bench-list: no network namespace of its own (root is needed)")
    shell("ip link set lo up")


def link_type():
    """Return a type of link of which this kernel can make many."""
    for kind in ("dummy", "ifb", "veth"):
        if not subprocess.run(["ip", "link", "add", "d0", "type", kind],
                              stderr=subprocess.DEVNULL, check=False).returncode:
            return kind
    sys.exit("bench-list: no dummy, ifb or veth device can be made here")


def main():
    # Run with real-time priority, so that other work on this machine does not
    # disturb the times.
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    machine = f"{os.uname().release}, {os.cpu_count()} CPUs, " + next(
        (l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "?")
    report = {"machine": machine, "rounds": ROUNDS, "tables": {}}
    print(f"Medians of {ROUNDS} rounds in turning order; {machine}")

    def table(title, rows, loop="receive only"):
        results = measure(rows)
        show(title, rows, results, loop)
        report["tables"][title] = {
            n: {"seconds": s, "cpu_seconds": c, "peak_kib": m} for n, (s, c, m) in results.items()}

    new_namespace()
    kind = link_type()
    shell("ip link set d0 up && ip addr add 10.255.0.1/16 dev d0")
    table("Start: a list of two links", [
        ("true", ["true"], "/dev/null"),
        ("netjournal, text", [TOOL, "list", "link"], "/dev/null"),
        ("ip, text", ["ip", "link"], "/dev/null")], "true")

    shell(f"{FOLDER}/fill route 20000 d0")
    all_routes = ("route", "-4", "table", "all")
    python = ("import pyroute2, sys\nwith pyroute2.IPRoute() as ip:\n"
              "    for r in ip.get_routes(family=2):\n        print(r)")
    table("20,000 routes, against libraries", [
        ("receive only", [f"{FOLDER}/receive", "route"], "/dev/null"),
        ("netjournal, text", [TOOL, "list", *all_routes], "/dev/null"),
        ("ip, text", ["ip", "-4", "route", "show", "table", "all"], "/dev/null"),
        ("nl-route-list (libnl)", ["nl-route-list", "--family=inet"], "/dev/null"),
        ("pyroute2", ["/usr/bin/python3", "-c", python], "/dev/null")])

    new_namespace()
    shell(f"ip link add d0 type {kind} && ip link set d0 up && ip addr add 10.255.0.1/16 dev d0 && "
          f"{FOLDER}/fill route 1000000 d0")
    table("1,000,000 routes in four tables",
          rows_of("route", all_routes, ("-4", "route", "show", "table", "all")))

    new_namespace()
    shell(f"ip link add d0 type {kind} && ip link set d0 up && {FOLDER}/fill neigh 100000 d0")
    table("100,000 neighbours", rows_of("neigh", ("neigh", "-4"), ("-4", "neigh")))

    new_namespace()
    shell(f"{FOLDER}/fill link 10000 {kind}")
    table("10,000 links", rows_of("link", ("link",), ("link",)))

    with open(os.path.join(FOLDER, "bench-list.json"), "w") as f:
        json.dump(report, f, indent=1)
    os.unlink(FILE)


main()
