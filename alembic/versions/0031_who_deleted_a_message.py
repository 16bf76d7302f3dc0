"""who deleted a message"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Without a foreign key: on SQLite that would mean a new table, and the triggers that feed the search index hang on
    # this one. People's rows are never deleted.
    op.add_column("messages", sa.Column("deleted_by", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("messages", "deleted_by")
