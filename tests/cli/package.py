#!/usr/bin/env python3
"""Holds the folder of an export against its own datapackage.json, by the rules of Frictionless Data Package v1:
the descriptor's members, each cell against its type and constraints, primary and foreign keys, and against the
JSON file, which has to say the same. Every fault is a line on standard output."""
import csv
import datetime
import hashlib
import io
import json
import os
import re
import sys

folder = sys.argv[1]
problems = []
MEMBERS = {"profile", "name", "title", "description", "created", "resources", "store_schema", "pseudonym"}
RESOURCE = {"profile", "name", "title", "description", "path", "format", "mediatype", "encoding", "bytes", "hash",
            "dialect", "schema", "rows", "json", "confidential_left_out", "fields_left_out"}
FIELD = {"name", "type", "format", "description", "privacy", "trueValues", "falseValues", "constraints"}
csv.field_size_limit(1 << 20)
# Which constraints the specification has for which type.
ALLOWED = {
    "string": {"required", "unique", "pattern", "enum", "maxLength"},
    "integer": {"required", "unique", "minimum", "maximum"},
    "date": {"required"},
    "boolean": {"required"},
}
PRIVACY = {"plain", "quasi", "group", "key", "identifying", "prose"}


def wrong(*what):
    problems.append(": ".join(str(w) for w in what))


def read(name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def check_file(where, entry):
    """The bytes of a file, when they are those that the package tells of."""
    path = entry["path"]
    if not re.fullmatch(r"[a-z]+\.(csv|json)", path) or not os.path.isfile(os.path.join(folder, path)):
        wrong(where, "no such file", path)
        return b""
    data = read(path)
    if entry["bytes"] != len(data) or entry["hash"] != "sha256:" + hashlib.sha256(data).hexdigest():
        wrong(where, path, "its size or hash is another")
    if entry["encoding"] != "utf-8" or entry["mediatype"] != {"csv": "text/csv", "json": "application/json"}[entry["format"]]:
        wrong(where, path, "encoding or media type")
    return data


def check_field(where, field):
    if set(field) - FIELD or not field.get("description") or field.get("privacy") not in PRIVACY:
        wrong(where, "member of a field", sorted(set(field) - FIELD), field.get("privacy"))
    if field["type"] not in ALLOWED:
        wrong(where, "type", field["type"])
        return
    if field["format"] != ("%Y-%m-%d" if field["type"] == "date" else "default"):
        wrong(where, "format", field["format"])
    extra = set(field.get("constraints", {})) - ALLOWED[field["type"]]
    if extra:
        wrong(where, "constraint that is none of its type", sorted(extra))


def parse(field, cell):
    """The value of a cell; raises ValueError."""
    if field["type"] == "integer":
        if not re.fullmatch(r"[1-9][0-9]*|0", cell):
            raise ValueError("no integer")
        return int(cell)
    if field["type"] == "boolean":
        if cell not in field["trueValues"] + field["falseValues"]:
            raise ValueError("no boolean")
        return cell in field["trueValues"]
    if field["type"] == "date":
        datetime.datetime.strptime(cell, "%Y-%m-%d")
        if len(cell) != 10:
            raise ValueError("no date")
    return cell


def check_value(where, field, value):
    said = field.get("constraints", {})
    if "enum" in said and value not in said["enum"]:
        wrong(where, "is not in the enum", value)
    if "pattern" in said and not re.search(said["pattern"], value):
        wrong(where, "is not of the pattern", value)
    if "maxLength" in said and len(value) > said["maxLength"]:
        wrong(where, "is too long")
    if "minimum" in said and value < said["minimum"] or "maximum" in said and value > said["maximum"]:
        wrong(where, "is out of bounds", value)


def safe(text):
    """As a text of JSON stands in CSV."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") and text else text


def check_row(where, fields, cells, row):
    if list(row) != [f["name"] for f in fields]:
        wrong(where, "other members in JSON", list(row))
        return
    for field, cell in zip(fields, cells):
        at, exact = f"{where} {field['name']}", row[field["name"]]
        if cell == "":
            if field.get("constraints", {}).get("required") or exact is not None:
                wrong(at, "is missing", exact)
            continue
        try:
            value = parse(field, cell)
        except ValueError as error:
            wrong(at, error, cell)
            continue
        check_value(at, field, value)
        if (safe(exact) if isinstance(exact, str) else exact) != value or type(exact) is not type(value):
            wrong(at, "JSON has another value", exact)
        if safe(cell) != cell:
            wrong(at, "a spreadsheet would run it", cell)


def read_csv(where, data):
    text = data.decode("utf-8")
    if text.startswith("\ufeff") or not text.endswith("\r\n"):
        wrong(where, "byte order mark, or no end")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def check_resource(resource):
    """Its ids and, per field, its values."""
    name = resource["name"]
    if set(resource) - RESOURCE or resource["profile"] != "tabular-data-resource":
        wrong(name, "member", sorted(set(resource) - RESOURCE))
    if not re.fullmatch(r"[-a-z0-9._/]+", name) or not resource["description"]:
        wrong(name, "name or description")
    fields = resource["schema"]["fields"]
    for field in fields:
        check_field(f"{name}.{field['name']}", field)
    if resource["schema"]["missingValues"] != [""] or resource["schema"]["primaryKey"] != "id":
        wrong(name, "missing values or primary key")
    lines = read_csv(name, check_file(name, resource))
    rows = json.loads(check_file(name, resource["json"]))
    if not lines or lines[0] != [f["name"] for f in fields]:
        wrong(name, "the header is not that of the schema")
        return {}
    if not len(lines) - 1 == len(rows) == resource["rows"]:
        wrong(name, "rows", len(lines) - 1, len(rows), resource["rows"])
    for number, (cells, row) in enumerate(zip(lines[1:], rows), 1):
        if len(cells) != len(fields):
            wrong(name, number, "cells", len(cells))
            continue
        check_row(f"{name} {number}", fields, cells, row)
    columns = {f["name"]: [c[i] for c in lines[1:] if len(c) == len(fields)] for i, f in enumerate(fields)}
    for field in fields:
        if field.get("constraints", {}).get("unique") and len(set(columns[field["name"]])) != len(columns[field["name"]]):
            wrong(name, field["name"], "is not unique")
    return columns


def check_keys(resource, tables):
    for key in resource["schema"].get("foreignKeys", []):
        other, column = key["reference"]["resource"], key["reference"]["fields"]
        if other not in tables or column not in tables[other] or key["fields"] not in tables[resource["name"]]:
            wrong(resource["name"], "foreign key to nothing", key)
            continue
        lost = set(tables[resource["name"]][key["fields"]]) - set(tables[other][column]) - {""}
        if lost:
            wrong(resource["name"], key["fields"], f"refers to no {other}", sorted(lost)[:3])


package = json.loads(read("datapackage.json"))
if set(package) - MEMBERS or package["profile"] != "tabular-data-package":
    wrong("package", "member", sorted(set(package) - MEMBERS))
if not re.fullmatch(r"[-a-z0-9._/]+", package["name"]) or not package["resources"]:
    wrong("package", "name or resources")
datetime.datetime.strptime(package["created"], "%Y-%m-%dT%H:%M:%SZ")
names = [r["name"] for r in package["resources"]]
if len(set(names)) != len(names):
    wrong("package", "a name twice")
tables = {r["name"]: check_resource(r) for r in package["resources"]}
for resource in package["resources"]:
    check_keys(resource, tables)
known = {"datapackage.json", "LEESMIJ.txt"} | {f"{n}.{e}" for n in names for e in ("csv", "json")}
if set(os.listdir(folder)) != known:
    wrong("folder", "other files", sorted(set(os.listdir(folder)) ^ known))
print("\n".join(problems), end="\n" if problems else "")
sys.exit(bool(problems))
