"""rooms: which posts have been deleted of late, which are unread for nobody"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("removed", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("rooms", "removed")
