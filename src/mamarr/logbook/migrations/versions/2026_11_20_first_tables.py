"""The first tables: this desk, entries and what they are about, tips, redactions, retries, folds."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_20"
down_revision = None


def upgrade() -> None:
    """Make the tables. What stands here stays as it was written, whatever `tables.py` says later."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "desk",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("node", sa.String(16), nullable=False),
        sa.Column("number", number, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("clock_ms", number, nullable=False),
        sa.Column("clock_count", number, nullable=False),
        sa.Column("arrived", number, nullable=False),
    )
    op.create_table(
        "entries",
        sa.Column("arrived", number, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("node", sa.String(16), nullable=False),
        sa.Column("number", number, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("clock_ms", number, nullable=False),
        sa.Column("clock_count", number, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("salt", sa.String(32)),
        sa.Column("words", sa.Text),
        sa.Column("kind", sa.String(40)),
    )
    op.create_index("entries_order", "entries", ["clock_ms", "clock_count", "node", "hash"])
    op.create_index("entries_node", "entries", ["node", "number"])
    op.create_table(
        "subjects",
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("arrived", number, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tips",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("node", sa.String(16), nullable=False),
        sa.Column("number", number, nullable=False),
    )
    op.create_table("redacted", sa.Column("hash", sa.String(64), primary_key=True))
    op.create_table(
        "onces",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("node", sa.String(16), nullable=False),
        sa.Column("first", number, nullable=False),
        sa.Column("last", number, nullable=False),
    )
    op.create_table(
        "folds",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("arrived", number, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
