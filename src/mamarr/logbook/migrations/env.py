"""How Alembic runs the steps: on the connection that the store gives it, within the transaction that the store began."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
