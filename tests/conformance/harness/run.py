"""Running a runner over all cases, also over those that it doesn't survive."""

import subprocess
import tempfile
from typing import NamedTuple

# A runner that dies this often is not asked any further.
MOST_DEATHS = 10


class Failure(NamedTuple):
    """A case that went wrong: what was asked, what should have come back and what did."""

    host: str
    set_name: str
    case: str
    asked: str
    expected: str
    got: str


def expected_answer(case, host):
    """The answer that a host has to give; `n/a` only where its table says that it can't."""
    if case.kinds & host.cannot_express.keys():
        return "n/a"
    return case.answers.get(host.name, case.answer)


def run(host, lines, environment, timeout):
    """The answers to `lines`, one each. What a dead runner left open is answered by `dead: …`.

    Runners keep their answers back for speed. When one dies, the rest is asked again with an
    answer at a time, which shows at which line it dies; after that line, it starts anew.
    """
    answers = []
    deaths = 0
    while len(answers) < len(lines) and deaths < MOST_DEATHS:
        got, end = attempt(host, lines[len(answers):], environment, timeout, [])
        answers += got
        if len(answers) < len(lines):
            got, end = attempt(host, lines[len(answers):], environment, timeout, ["--flush"])
            answers += got
        if len(answers) < len(lines):
            answers.append(f"dead: {end or 'stopped answering'}")
            deaths += 1
        elif end:
            answers[-1] = f"dead: {end}, after its last answer"
    if len(answers) > len(lines):
        return answers[:len(lines) - 1] + ["dead: answered more lines than it was asked"]
    return answers + ["dead: given up"] * (len(lines) - len(answers))


def attempt(host, lines, environment, timeout, options):
    """One process: its complete answers, and how it ended if it didn't end well."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as errors, \
            tempfile.TemporaryFile() as answered:
        asked.writelines(line.encode("ascii") + b"\n" for line in lines)
        asked.seek(0)
        end = None
        try:
            status = subprocess.run(
                host.command + options, stdin=asked, stdout=answered, stderr=errors,
                env=environment, timeout=timeout).returncode
            if status:
                end = f"signal {-status}" if status < 0 else f"exit status {status}"
        except subprocess.TimeoutExpired:
            end = f"no end after {timeout} s"
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip()
        if end and said:
            end += ": " + said.splitlines()[-1]
        answered.seek(0)
        # What follows the last line feed is half an answer.
        got = answered.read().decode(errors="replace").split("\n")[:-1]
    return got, end


def judge(host, sets, answers):
    """Passed and total of each set, and the failures. `sets` are pairs of name and cases."""
    scores, failures = {}, []
    position = 0
    for set_name, cases in sets:
        passed = total = 0
        for case in cases:
            got = answers[position]
            position += 1
            expected = expected_answer(case, host)
            if got != expected:
                failures.append(Failure(
                    host.name, set_name, case.name, case.line, expected, got))
            elif expected == "n/a":
                continue
            else:
                passed += 1
            total += 1
        scores[set_name] = (passed, total)
    return scores, failures
