#!/usr/bin/env python3
"""Puts every vector and 100,000 random inputs through every host, and prints one table.

Ends with the line `N passed, N failed`; fails if anything did, or if a host isn't there.
"""

import argparse
import secrets
import sys
from concurrent.futures import ThreadPoolExecutor

from harness import (
    command_line, hosts, published, random_inputs, random_visitors, report, run, surroundings,
    vectors, visitors,
)


def main():
    known = hosts.all_hosts()
    options = arguments(known)
    absent = {name: why for name in options.hosts if (why := hosts.missing(known[name]))}
    present = [known[name] for name in options.hosts if name not in absent]

    folder = hosts.BUILD / "files"
    environment = surroundings.prepare(folder)
    sets = [*vectors.all_sets(folder), *visitors.all_sets()]
    exported = hosts.BUILD / "wycheproof.json"
    if not exported.exists():
        sys.exit(f"{exported} is not there: scripts/conformance makes it")
    sets.append(("Wycheproof", list(published.wycheproof(exported))))
    sets += published.extra_sets()
    print(f"Seed of the random inputs: {options.seed}", flush=True)
    compared = random_inputs.cases(options.seed, options.random)
    sets += [(f"random: {call}", cases)
             for call, cases in zip(random_inputs.CALLS, compared)]
    # Each takes as long as many hashes.
    details = random_visitors.cases(options.seed, options.random // 20)
    sets.append(("random: visitors", list(details)))
    lines = [case.line for _, cases in sets for case in cases]

    def test(host):
        answers = run.run(host, lines, environment, options.timeout)
        scores, failures = run.judge(host, sets, answers)
        if host.name == "cli":
            scores[command_line.SET], more = command_line.test(host.needs[0], environment)
            failures += more
        return scores, failures

    # As many at a time as a small machine has processors.
    # The command line takes longest, so it goes first.
    queue = sorted(present, key=lambda host: host.name != "cli")
    with ThreadPoolExecutor(2) as pool:
        finished = dict(zip((host.name for host in queue), pool.map(test, queue)))
    results = {host.name: finished[host.name] for host in present}
    return report.show(sets, results, absent)


def arguments(known):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hosts", type=lambda text: text.split(","), default=list(known),
                        metavar="A,B", help=f"only these, of {', '.join(known)}")
    parser.add_argument("--random", type=int, default=100_000, metavar="N",
                        help="how many random inputs (%(default)s)")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), metavar="N",
                        help="the seed to repeat a run with")
    parser.add_argument("--timeout", type=int, default=300, metavar="SECONDS",
                        help="how long one runner may take (%(default)s)")
    options = parser.parse_args()
    if unknown := set(options.hosts) - known.keys():
        parser.error(f"no such host: {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(main())
