"""The tables of the logbook, the same on SQLite and on PostgreSQL. Rows never leave the store: what comes out is entries."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

METADATA = MetaData()
"""Every table of the newest version."""

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
"""Whole numbers of 64 bits; on SQLite under the name that makes a primary key the number of the row."""

DESK = Table(
    "desk",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("node", String(16), nullable=False, comment="name of this desk"),
    Column("number", _NUMBER, nullable=False, comment="entries of this desk"),
    Column("hash", String(64), nullable=False, comment="the last of them"),
    Column("clock_ms", _NUMBER, nullable=False, comment="logical clock"),
    Column("clock_count", _NUMBER, nullable=False, comment="logical clock within the millisecond"),
    Column("arrived", _NUMBER, nullable=False, comment="entries here"),
)
"""This desk: one row, locked by whoever writes, so that the chain stays one line."""

ENTRIES = Table(
    "entries",
    METADATA,
    Column("arrived", _NUMBER, primary_key=True, autoincrement=False, comment="order of arrival here, from 1"),
    Column("hash", String(64), nullable=False, unique=True),
    Column("node", String(16), nullable=False),
    Column("number", _NUMBER, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("clock_ms", _NUMBER, nullable=False),
    Column("clock_count", _NUMBER, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("salt", String(32), comment="none: destroyed or withheld"),
    Column("words", Text, comment="none: destroyed or withheld"),
    Column("kind", String(40), comment="none where the words are not here or cannot be read"),
)
"""Entries as they were written."""
Index("entries_order", ENTRIES.c.clock_ms, ENTRIES.c.clock_count, ENTRIES.c.node, ENTRIES.c.hash)
Index("entries_node", ENTRIES.c.node, ENTRIES.c.number)

SUBJECTS = Table(
    "subjects",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("arrived", _NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""What each entry is about."""

TIPS = Table(
    "tips",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("node", String(16), nullable=False),
    Column("number", _NUMBER, nullable=False),
)
"""Entries that no other entry follows: one a desk, more where its log was copied and went on twice."""

REDACTED = Table("redacted", METADATA, Column("hash", String(64), primary_key=True))
"""Entries whose words have to go, here or not yet."""

ONCES = Table(
    "onces",
    METADATA,
    Column("key", String(200), primary_key=True),
    Column("node", String(16), nullable=False, comment="the desk that added it: a copy goes on as another desk"),
    Column("first", _NUMBER, nullable=False),
    Column("last", _NUMBER, nullable=False),
)
"""Batches by the key with which they were added, so that a retry adds nothing."""

FOLDS = Table(
    "folds",
    METADATA,
    Column("name", String(80), primary_key=True),
    Column("head", String(64), nullable=False, comment="what it was made from"),
    Column("arrived", _NUMBER, nullable=False, comment="entries that were here then"),
    Column("body", LargeBinary, nullable=False),
)
"""What was made from the entries, to be gone on with. Can be made again at any time."""

PRINTED = Table(
    "printed",
    METADATA,
    Column("head", String(64), primary_key=True),
    Column("tips", Text, nullable=False, comment="the last entries then, as JSON"),
)
"""Heads that stand on reports and bundles."""

VERSION = Table(
    "alembic_version",
    METADATA,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Version of the tables: the last of the dated steps."""
