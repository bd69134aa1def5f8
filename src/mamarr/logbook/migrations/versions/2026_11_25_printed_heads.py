"""Printed heads: what the log was when a report or a bundle was made, so that its head can be looked for later."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25"
down_revision = "2026_11_20"


def upgrade() -> None:
    """Make the table; heads printed before are looked for among the states that the log went through."""
    op.create_table(
        "printed", sa.Column("head", sa.String(64), primary_key=True), sa.Column("tips", sa.Text, nullable=False)
    )
