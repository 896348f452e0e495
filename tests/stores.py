"""What a test in Python asks of a store, in a file or on a server. SQL is what both engines take."""

import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess


FOREIGN_KEYS = {
    False: """SELECT t.name AS tabel, f."from" AS kolom, f."table" AS naar FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
              WHERE t.type = 'table'""",
    True: """SELECT conrelid::regclass AS tabel, attname AS kolom, confrelid::regclass AS naar FROM pg_constraint
             JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = 'f'""",
}
REQUIRED = {
    False: """SELECT t.name AS tabel, c.name AS kolom FROM sqlite_schema t, pragma_table_info(t.name) c
              WHERE t.type = 'table' AND (c."notnull" OR c.pk)""",
    True: """SELECT relname AS tabel, attname AS kolom FROM pg_attribute JOIN pg_class t ON t.oid = attrelid
             WHERE relkind = 'r' AND attnotnull AND attnum > 0""",
}


def is_server(store):
    return store.startswith("postgresql:")


def rows(store, *queries):
    """The rows of each query, as dictionaries."""
    if is_server(store):
        # Compact JSON is one line a query.
        wrapped = [f"SELECT coalesce(array_to_json(array_agg(r)), '[]') FROM ({sql}) r" for sql in queries]
        said = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", store, *(a for sql in wrapped for a in ("-c", sql))],
                              capture_output=True, check=True, encoding="utf-8").stdout
        return [json.loads(line) for line in said.split("\n")[:-1]]
    with contextlib.closing(sqlite3.connect(store)) as db:
        db.row_factory = sqlite3.Row
        return [[dict(row) for row in db.execute(sql)] for sql in queries]


def foreign_keys(store):
    """What refers to what: the table and column, and the table that it is of."""
    return {(key["tabel"], key["kolom"]): key["naar"] for key in rows(store, FOREIGN_KEYS[is_server(store)])[0]}


def required(store, table):
    """The columns that always have a value."""
    return {row["kolom"] for row in rows(store, REQUIRED[is_server(store)])[0] if row["tabel"] == table}


def damage(store):
    """What is broken in its file; a server answers for its own."""
    if is_server(store):
        return []
    return [said for row in rows(store, "PRAGMA integrity_check")[0] for said in row.values() if said != "ok"]


def copy(store, folder, name):
    """A copy of a store, in a folder or as a database beside it, and where it is."""
    if not is_server(store):
        return shutil.copy(store, folder + "/" + name + ".db")
    server = [str(pathlib.Path(__file__).parent / "postgres")]
    there = os.environ["STAGE_TEST_POSTGRES"]
    of = store.removeprefix("postgresql:///").partition("?")[0]
    subprocess.run([*server, "copy", there, f"{of}_{name}", of], check=True)
    return subprocess.run([*server, "url", there, f"{of}_{name}"], check=True, capture_output=True, encoding="utf-8").stdout.strip()
