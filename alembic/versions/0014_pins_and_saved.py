"""pins and saved messages"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PINNED = sa.text("pinned_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("rooms", sa.Column("pins", sa.Integer(), server_default="0", nullable=False))
    op.add_column("messages", sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_messages_pinned", "messages", ["room_id"], sqlite_where=PINNED, postgresql_where=PINNED)
    op.create_table(
        "saved_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_saved_messages_user_id_users"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_saved_messages_message_id_messages"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_messages"),
        sa.UniqueConstraint("user_id", "message_id", name="uq_saved_messages_user_id_message_id"),
    )


def downgrade() -> None:
    op.drop_table("saved_messages")
    op.drop_index("ix_messages_pinned", "messages")
    op.drop_column("messages", "pinned_at")
    op.drop_column("rooms", "pins")
