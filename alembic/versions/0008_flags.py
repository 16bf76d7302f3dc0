"""flags"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "flags",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("filter", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=254), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_flags_message_id_messages"),
        sa.ForeignKeyConstraint(["settled_by"], ["users.id"], name="fk_flags_settled_by_users"),
        sa.PrimaryKeyConstraint("id", name="pk_flags"),
    )
    op.create_index("ix_flags_message_id", "flags", ["message_id"])
    op.create_index("ix_flags_created_at", "flags", ["created_at"])


def downgrade() -> None:
    op.drop_table("flags")
