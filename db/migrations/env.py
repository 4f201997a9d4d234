"""Alembic's entry: runs the one linear chain of migrations on the connection it is handed."""

from alembic import context

from db.models import Row

config = context.config
connection = config.attributes["connection"]

# Batch mode rebuilds tables; with foreign keys on that deletes child rows (measured), so they are off while migrating.
context.configure(
    connection=connection, target_metadata=Row.metadata, render_as_batch=True, compare_type=True, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
