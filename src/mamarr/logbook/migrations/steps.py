"""Bring the tables to the newest version: all steps in one transaction, so that a store is of one version or of another."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def bring_up(connection: Connection, version: str = "head") -> None:
    """Run the steps up to *version* on *connection*, which is within a transaction; the caller commits."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.attributes["connection"] = connection
    command.upgrade(settings, version)
