#!/usr/bin/env python3
"""Holds the manual pages against the table of commands (stage help --format json, on standard input).

Pages say things in a fixed way, so that they can be read back:
  SYNOPSIS   .Nm stage NOUN VERB, then .Op Fl -option Ar VALUE and .Ar ARGUMENT: exactly those of the verb
  .It Fl     explains an option; under .Ss "Options of add and edit" or .Ss add it is one of those verbs
  .It Cm     under .Ss "Columns of …" is a column
Every difference is a line on standard output."""
import json
import os
import re
import sys

folder = sys.argv[1]
table = json.load(sys.stdin)
commands = [c for c in table["commands"] if not c["hidden"]]
common = {o["name"] for o in table["options"]} | {o["name"] for c in commands for o in c["output"]}
problems = []


def lines_of(page):
    try:
        with open(os.path.join(folder, page), encoding="utf-8") as file:
            return file.read().splitlines()
    except FileNotFoundError:
        problems.append(f"{page}: is not there")
        return []


def section(lines, name):
    """The lines of a .Sh, without its heading."""
    out, inside = [], False
    for line in lines:
        if line.startswith(".Sh "):
            inside = line == ".Sh " + name
        elif inside:
            out.append(line)
    return out


def differ(where, what, said, wanted):
    for item in sorted(set(said) - set(wanted), key=str):
        problems.append(f"{where}: {what} {item} does not exist")
    for item in sorted(set(wanted) - set(said), key=str):
        problems.append(f"{where}: {what} {item} is missing")


def synopsis(lines):
    """Verb (None without one) → its options as (name, value, required) and arguments as (name, required)."""
    out, now = {}, None
    for line in section(lines, "SYNOPSIS"):
        if line.startswith(".Nm stage "):
            words = line.split()[3:]
            now = out.setdefault(words[0] if words else None, ([], []))
        elif m := re.fullmatch(r"\.(Op )?Fl -([a-z-]+)(?: Ar (\S+))?", line):
            now[0].append((m[2], m[3], not m[1]))
        elif m := re.fullmatch(r"\.(Op )?Ar (\S+)(?: \.\.\.)?", line):
            now[1].append((m[2], not m[1]))
        else:
            problems.append(f"SYNOPSIS: cannot read '{line}'")
    return out


def described(lines, verbs):
    """Verb → options as (name, letter, value) and columns that the DESCRIPTION explains. What stands under the name
    of a verb is of that verb; the rest is of the noun's own command, or of all verbs when it has none."""
    options = {v: [] for v in verbs}
    columns = {v: [] for v in verbs}
    rest = [None] if None in verbs else verbs
    heading, of = "", rest
    for line in section(lines, "DESCRIPTION"):
        if line.startswith(".Ss "):
            heading = line[4:]
            of = [v for v in verbs if v in re.findall(r"[a-z]+", heading)] or rest
        elif m := re.fullmatch(r"\.It (?:Fl (\w) , )?Fl -([a-z-]+)(?: Ns = Ns Ar (\S+))?", line):
            for verb in of:
                options[verb].append((m[2], m[1], m[3]))
        elif line.startswith(".It Cm ") and "olumns" in heading:
            for verb in of:
                columns[verb].append(line[7:])
    return options, columns


def check_page(noun):
    page = f"stage-{noun}.1"
    lines = lines_of(page)
    if not lines:
        return
    rows = {c["verb"]: c for c in commands if c["noun"] == noun}
    said = synopsis(lines)
    options, columns = described(lines, list(rows))
    differ(page, "SYNOPSIS of", said, rows)
    for verb, row in rows.items():
        where = f"{page} ({verb})" if verb else page
        given, arguments = said.get(verb, ([], []))
        differ(where, "SYNOPSIS option", given, [(o["name"], o.get("arg"), o["required"]) for o in row["options"]])
        wanted = [(a["arg"], a["required"]) for a in row["arguments"]]
        if arguments != wanted:
            problems.append(f"{where}: SYNOPSIS has the arguments {arguments}, the table {wanted}")
        differ(where, "option", options[verb], [(o["name"], o.get("letter"), o.get("arg")) for o in row["options"]])
        differ(where, "column", columns[verb], [c["key"] for c in row["columns"]])
        text = "\n".join(lines)
        for a in row["arguments"]:
            if not re.search(rf"^\.Ar {re.escape(a['arg'])}\b", "\n".join(section(lines, "DESCRIPTION")), re.M):
                problems.append(f"{where}: the argument {a['arg']} is not explained")
        for o in row["output"]:
            if f"Fl -{o['name']}" not in text:
                problems.append(f"{where}: --{o['name']} is not mentioned")
        for o in row["options"]:
            for choice in o.get("choices", []):
                if not re.search(rf"\b{re.escape(choice)}\b", text):
                    problems.append(f"{where}: the choice {choice} of --{o['name']} is not mentioned")
    known = common | {o["name"] for row in rows.values() for o in row["options"]}
    check_known(page, lines, known)


def check_known(page, lines, known):
    """Every option that a page mentions anywhere exists there, and in a call of another command exists there."""
    options = {c["command"]: {o["name"] for o in c["options"]} for c in commands}
    for number, line in enumerate(lines, 1):
        called = [options.get(call, set()) for call in re.findall(r"stage [a-z]+ [a-z]+", line)]
        for name in re.findall(r"Fl -([a-z][a-z-]*)", line) + re.findall(r"(?<![\w-])--([a-z][a-z-]*)", line):
            if name not in known.union(*called):
                problems.append(f"{page}:{number}: --{name} does not exist")


def check_main():
    lines = lines_of("stage.1")
    said = {m[2]: (m[1], m[3]) for m in (re.fullmatch(
        r"\.It (?:Fl (\w) , )?Fl -([a-z-]+)(?: Ns = Ns Ar (\S+))?", line) for line in lines) if m}
    wanted = {o["name"]: (o.get("letter"), o.get("arg", "").replace("…", "...") or None)
              for o in table["options"] + [o for c in commands for o in c["output"]]}
    for choice in {choice for c in commands for o in c["output"] for choice in o.get("choices", [])}:
        if not re.search(rf"^\.Cm {choice}\b", "\n".join(lines), re.M):
            problems.append(f"stage.1: the format {choice} is not explained")
    differ("stage.1", "option", said.items(), wanted.items())
    nouns = dict.fromkeys(c["noun"] for c in commands)
    pages = re.findall(r"^\.It Xr stage-(\w+) 1$", "\n".join(section(lines, "DESCRIPTION")), re.M)
    differ("stage.1", "command", pages, nouns)
    differ("stage.1", "page (SEE ALSO)", re.findall(
        r"^\.Xr stage-(\w+) 1", "\n".join(section(lines, "SEE ALSO")), re.M), nouns)
    check_known("stage.1", lines, {o["name"] for c in commands for o in c["options"]} | common)


for name in dict.fromkeys(c["noun"] for c in commands):
    check_page(name)
check_main()
pages = [f for f in os.listdir(folder) if f.startswith("stage-") and f.endswith(".1")]
differ("man", "page", pages, [f"stage-{c['noun']}.1" for c in commands])
print("\n".join(problems), end="\n" if problems else "")
sys.exit(bool(problems))
