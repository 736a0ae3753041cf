"""The tables of a case as the newest migration leaves them, for writing queries; ``sql/`` makes them."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("applied_at", Text, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("original", LargeBinary),
    Column("packing", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("told", Text, nullable=False),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("added_at", Text, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("text", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False),
    Column("text_id", Integer, ForeignKey("texts.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("day", Integer, nullable=False),
    Column("span", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("first_statement", Integer, nullable=False),
    Column("n_statements", Integer, nullable=False),
    Column("first_incident", Integer, nullable=False),
    Column("n_incidents", Integer, nullable=False),
    Column("schema", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("rest", Text, nullable=False),
    Column("added_at", Text, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reading_id", Integer, ForeignKey("readings.id"), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("day", Integer, nullable=False),
    Column("span", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reading_id", Integer, ForeignKey("readings.id"), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("day", Integer, nullable=False),
    Column("span", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("record", Text, nullable=False),
)

places = Table(
    "places",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("other_key", Text),
    Column("other", Text),
    Column("correction", Text),
    Column("reason", Text),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
