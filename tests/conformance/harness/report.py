"""The table of hosts by sets, and what failed."""

from collections import Counter

# Of one host in one set; the rest is only counted.
MOST_FAILURES_SHOWN = 5
MOST_CHARACTERS_SHOWN = 160


def show(sets, results, absent):
    """Prints the outcome; returns the exit status.

    `results` maps a host's name to its scores and failures, `absent` one to why it isn't there.
    """
    failures = [failure for _, failed in results.values() for failure in failed]
    table(sets, results)
    if failures:
        print()
        show_failures(failures)
    for name, why in absent.items():
        print(f"\n{name} was not tested: {why}")
    passed = sum(score[0] for scores, _ in results.values() for score in scores.values())
    print(f"\n{passed} passed, {len(failures) + len(absent)} failed")
    return 1 if failures or absent or not passed else 0


def table(sets, results):
    """One row a set, one column a host: passed of total, `-` where the host can't be asked."""
    names = [name for name, _ in sets]
    for scores, _ in results.values():
        names += [name for name in scores if name not in names]
    rows = [["", *results]]
    for name in names:
        row = [name]
        for scores, _ in results.values():
            passed, total = scores.get(name, (0, 0))
            row.append(f"{passed}/{total}" if total else "-")
        rows.append(row)
    widths = [max(map(len, column)) for column in zip(*rows)]
    print()
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join(cells).rstrip())


def show_failures(failures):
    counts = Counter()
    for failure in failures:
        where = f"{failure.host} / {failure.set_name}"
        counts[where] += 1
        if counts[where] <= MOST_FAILURES_SHOWN:
            print(f"  {where} / {short(failure.case)}\n    asked    {short(failure.asked)}\n"
                  f"    expected {short(failure.expected)}\n    got      {short(failure.got)}")
    for where, count in counts.items():
        if count > MOST_FAILURES_SHOWN:
            print(f"  {where}: {count - MOST_FAILURES_SHOWN} more")


def short(text):
    # Longer than a hash, it is text that a page gets.
    if text.startswith("=") and len(text) > 65 and set(text[1:]) <= set("0123456789abcdef"):
        text = ascii(bytes.fromhex(text[1:]).decode("latin-1"))
    if len(text) > MOST_CHARACTERS_SHOWN:
        text = f"{text[:MOST_CHARACTERS_SHOWN]}… ({len(text)} characters)"
    return text
