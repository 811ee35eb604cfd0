"""What only a command line can be given: arguments, standard input, files to read and write."""

from .oracle import SECRET, USER, tag, utf8

# Bytes of every kind but the line feed, as a program's or picture's would be.
RUBBISH = bytes((n * 167 + 13) % 256 for n in range(4096)).replace(b"\n", b"")
OTHER = "somebody@example.com"
# Left in place by whatever fails.
OLD = "what was there before\n"
OUTPUT = {"in_folder": "output"}


def row(name, *arguments, given=None, status, code=None, out=None, **more):
    """A command, what it is given on the standard input, and how it has to end.

    `more`: `environment` (variables to set, or to unset if null), `before` and `after` (the
    contents of the file `output`; null if there is none), `line` (that the error names).
    """
    made = {"name": name, "arguments": list(arguments)}
    if given is not None:
        made["stdin"] = {"bytes": utf8(given).hex()} if isinstance(given, bytes) else given
    made["status"] = status
    made["code"] = code
    if out is not None:
        made["stdout"] = out
    return made | more


def hashes(*users):
    return "".join(tag(SECRET, user) + "\n" for user in users)


def lines():
    yield row("lines", "sign", given=f"{USER}\n{OTHER}\n", status=0, out=hashes(USER, OTHER))
    yield row("no line feed at the end", "sign", given=USER, status=0, out=hashes(USER))
    yield row("line breaks of two bytes", "sign", given=f"{USER}\r\n{OTHER}\r\n", status=0,
              out=hashes(USER, OTHER))
    yield row("nothing to sign", "sign", given="", status=0, out="")
    yield row("binary rubbish, a line of it", "sign", given=RUBBISH, status=0,
              out=hashes(RUBBISH))
    yield row("binary rubbish to verify", "verify", given=RUBBISH, status=2,
              code="malformed_input", line=1)
    yield row("a NUL in a line", "sign", given="a\0b\n", status=0, out=hashes("a\0b"))
    yield row("an empty line", "sign", given=f"{USER}\n\n{OTHER}\n", status=2, code="empty_user",
              line=2)
    yield row("a line without end", "sign", given={"repeat": "a", "times": 9_000_000}, status=2,
              code="malformed_input", line=1)
    yield row("UTF-16", "sign", given=(USER + "\n").encode("utf-16"), status=2,
              code="malformed_input")
    yield row("the users as arguments", "sign", "--", USER, OTHER, status=0,
              out=hashes(USER, OTHER))
    yield row("an empty user as argument", "sign", "--", "", status=2, code="empty_user")
    yield row("an empty user among others", "sign", "--", USER, "", status=2, code="empty_user")
    yield row("a file that isn't there", "sign", "--input", {"in_folder": "nothing"}, status=2,
              code="unreadable_input", out="")
    yield row("a directory to read", "sign", "--input", {"in_folder": ""}, status=2,
              code="unreadable_input", out="")


def tables():
    def table(name, given, **end):
        return row(f"CSV: {name}", "sign", "--csv", given=given, **end)

    yield table("hashes in a further column", f"id,email\n1,{USER}\n2,{OTHER}\n", status=0,
                out=f"id,email,user_hash\n1,{USER},{tag(SECRET, USER)}\n"
                    f"2,{OTHER},{tag(SECRET, OTHER)}\n")
    yield table("quotes, commas and line feeds inside", 'email\n"a ""b"",\nc"\n', status=0,
                out='email,user_hash\n"a ""b"",\nc",' + tag(SECRET, 'a "b",\nc') + "\n")
    yield table("a header alone", "email\n", status=0, out="email,user_hash\n")
    yield table("nothing", "", status=2, code="malformed_input")
    yield table("without the column", f"mail\n{USER}\n", status=2, code="malformed_input", out="")
    yield table("the column twice", f"email,email\n{USER},{OTHER}\n", status=2,
                code="malformed_input", out="")
    yield table("the column in other letters", f"Email\n{USER}\n", status=2,
                code="malformed_input", out="")
    yield table("hashes already there", f"email,user_hash\n{USER},x\n", status=2,
                code="malformed_input", out="")
    yield table("a row that is too short", f"id,email\n1,{USER}\n2\n", status=2,
                code="malformed_input", line=3)
    yield table("a row that is too long", f"id,email\n1,{USER},x\n", status=2,
                code="malformed_input", line=2)
    yield table("a quotation mark never closed", f'email\n"{USER}\n', status=2,
                code="malformed_input", line=2)
    yield table("text after a quotation mark", f'email\n"{USER}"x\n', status=2,
                code="malformed_input", line=2)
    yield table("an empty user", f"id,email\n1,{USER}\n2,\n", status=2, code="empty_user", line=3)
    yield table("binary rubbish", RUBBISH, status=2, code="malformed_input", out="")


def outputs():
    def output(name, *arguments, given, **end):
        return row(f"file to write: {name}", *arguments, "--output", OUTPUT, given=given, **end)

    yield output("new", "sign", given=USER, status=0, before=None, after=hashes(USER))
    yield output("replaced", "sign", given=USER, status=0, before=OLD, after=hashes(USER))
    for before in (None, OLD):
        kept = "not made" if before is None else "kept"
        yield output(f"{kept}, empty line", "sign", given=f"{USER}\n\n", status=2,
                     code="empty_user", before=before, after=before)
        yield output(f"{kept}, no such column", "sign", "--csv", given=f"mail\n{USER}\n", status=2,
                     code="malformed_input", before=before, after=before)
        yield output(f"{kept}, ragged row", "sign", "--csv", given=f"id,email\n1,{USER}\n2\n",
                     status=2, code="malformed_input", before=before, after=before)
    yield row("file to write: in no folder", "sign", "--output", {"in_folder": "nothing/output"},
              given=USER, status=2, code="unwritable_output")
    yield row("file to write: a directory", "sign", "--output", {"in_folder": ""}, given=USER,
              status=2, code="unwritable_output")


def checks():
    right = tag(SECRET, USER)
    yield row("verified", "verify", "--", USER, right, status=0, out="verified\n")
    yield row("not verified", "verify", "--", USER, right.upper(), status=1, out="not verified\n")
    yield row("not verified: no hash", "verify", "--", USER, "", status=1, out="not verified\n")
    yield row("not verified: an option as hash", "verify", "--", USER, "--help", status=1,
              out="not verified\n")
    yield row("nobody to verify", "verify", "--", "", right, status=2, code="empty_user")
    yield row("a hash is missing", "verify", "--", USER, status=2, code="usage")
    yield row("nothing to verify", "verify", given="", status=2, code="malformed_input")
    yield row("lines to verify, one wrong", "verify", given=f"{right}  {USER}\n{right}  {OTHER}\n",
              status=1, out="verified\nnot verified\n")
    yield row("a line without a hash", "verify", given=f"{right}  {USER}\n{USER}\n", status=2,
              code="malformed_input", line=2)


def usage():
    unset = {"USERHASH_SECRET_KEY": None}
    yield row("no secret key", "sign", "--", USER, environment=unset, status=2,
              code="missing_secret", out="")
    yield row("an empty secret key", "sign", "--", USER, environment={"USERHASH_SECRET_KEY": ""},
              status=2, code="empty_secret", out="")
    yield row("a padded secret key", "sign", "--", USER,
              environment={"USERHASH_SECRET_KEY": SECRET + " "}, status=2, code="padded_secret",
              out="")
    yield row("no command", status=2, code="usage", out="")
    yield row("no such command", "hash", status=2, code="usage", out="")
    yield row("a secret key as argument", "sign", "--secret", SECRET, "--", USER, status=2,
              code="usage", out="")
    yield row("two places for the secret key", "sign", "--key-env", "A", "--key-file", "B", "--",
              USER, status=2, code="usage", out="")


def make():
    rows = [made for part in (lines, tables, outputs, checks, usage) for made in part()]
    return {
        "about": "Commands, and how they have to end: the exit status, the code of the error, and "
                 "the standard output where it is told. A value is written as in README.md; the "
                 "secret key is in the environment unless a row says otherwise. `before` and "
                 "`after` are the contents of the file `output`, null if there is none; nothing "
                 "else may be left behind.",
        "secret": SECRET,
        "rows": rows,
    }
