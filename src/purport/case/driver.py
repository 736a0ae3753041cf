"""Queries put to SQLite's driver itself: a search asks a dozen, and SQLAlchemy's share of each would be felt."""

from typing import Any

from sqlalchemy import Connection


def fetched(connection: Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """All rows of a query, as plain tuples."""
    driver = connection.connection.driver_connection
    assert driver is not None
    rows: list[tuple[Any, ...]] = driver.execute(query, values).fetchall()
    return rows
