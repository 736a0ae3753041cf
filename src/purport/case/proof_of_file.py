"""Proving the file itself: that it is whole, that search tells of what is there, that the database refuses changes."""

from purport.case import migrations
from purport.case.proof import Broken, Proof
from purport.case.terms import Mark
from purport.case.writing import ID_MASK


def whole(proof: Proof) -> None:
    """SQLite finds the file whole."""
    found = str(proof.connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if found != "ok":
        raise Broken("the file", 0, f"SQLite finds it damaged: {' '.join(found.split())}")


def index(proof: Proof) -> None:
    """Search tells of just the current records: what was cut off together with its rows of the log shows here."""
    for table, terms in (("readings", "document"), ("statements", "statement"), ("incidents", "incident")):
        proof.at = (f"{terms}_terms", 0)
        told = f"FROM {terms}_terms WHERE {terms}_terms MATCH '\"{Mark.EVERY}\"'"
        there = f"SELECT 1 FROM {table} WHERE {table}.id = {terms}_terms.rowid & {ID_MASK} AND current"
        missing = proof.number(f"SELECT min(rowid & {ID_MASK}) {told} AND NOT EXISTS ({there})")
        if missing:
            raise Broken(table, missing, "is missing: search tells of it, and it is not there")
        current = f"FROM {table} WHERE current"
        if proof.number(f"SELECT count(*) {told}") < proof.number(f"SELECT count(*) {current}"):
            unknown = f"SELECT min(id) {current} AND id NOT IN (SELECT rowid & {ID_MASK} {told})"
            raise Broken(table, proof.number(unknown), "is there, but search does not know it")


def triggers(proof: Proof) -> None:
    """What makes the database refuse changes is there, so that nobody changes anything by mistake from here on."""
    proof.at = ("the database", 0)
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    there = {str(name): str(sql) for name, sql in proof.connection.exec_driver_sql(query)}
    for name, sql in migrations.triggers().items():
        found = there.pop(name, None)
        if found != sql:
            fault = "is missing" if found is None else "was changed"
            raise Broken("the database", 0, f"the trigger {name}, which keeps what is stored, {fault}")
    for name in there:
        raise Broken("the database", 0, f"a strange trigger is there, {name!r}, which no purport made")
