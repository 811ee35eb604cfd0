"""The table of hosts by sets, and what failed."""

MOST_FAILURES_SHOWN = 30
MOST_CHARACTERS_SHOWN = 80


def show(sets, results, absent):
    """Prints the outcome; returns the exit status.

    `results` maps a host's name to its scores and failures, `absent` one to why it isn't there.
    """
    failures = [failure for _, failed in results.values() for failure in failed]
    table(sets, results)
    if failures:
        print()
        for failure in failures[:MOST_FAILURES_SHOWN]:
            print(f"  {failure.host} / {failure.set_name} / {short(failure.case)}\n"
                  f"    expected {short(failure.expected)}\n    got      {short(failure.got)}")
        if len(failures) > MOST_FAILURES_SHOWN:
            print(f"  and {len(failures) - MOST_FAILURES_SHOWN} more")
    for name, why in absent.items():
        print(f"\n{name} was not tested: {why}")
    passed = sum(score[0] for scores, _ in results.values() for score in scores.values())
    print(f"\n{passed} passed, {len(failures) + len(absent)} failed")
    return 1 if failures or absent or not passed else 0


def table(sets, results):
    """One row a set, one column a host: passed of total, `-` where the host can't be asked."""
    names = [name for name, _ in sets]
    rows = [["", *results]]
    for name in names:
        row = [name]
        for scores, _ in results.values():
            passed, total = scores[name]
            row.append(f"{passed}/{total}" if total else "-")
        rows.append(row)
    widths = [max(map(len, column)) for column in zip(*rows)]
    print()
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join(cells).rstrip())


def short(text):
    if len(text) > MOST_CHARACTERS_SHOWN:
        text = f"{text[:MOST_CHARACTERS_SHOWN]}… ({len(text)} characters)"
    return text
