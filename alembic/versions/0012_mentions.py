"""mentions"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNTED = """
UPDATE rooms SET members = (
    SELECT count(*) FROM memberships WHERE memberships.room_id = rooms.id AND memberships.left_at IS NULL
)
"""


def upgrade() -> None:
    op.create_table(
        "mentions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("post_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_mentions_message_id_messages"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_mentions_user_id_users"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_mentions_room_id_rooms"),
        sa.PrimaryKeyConstraint("id", name="pk_mentions"),
        sa.UniqueConstraint("message_id", "user_id", name="uq_mentions_message_id_user_id"),
    )
    op.create_index("ix_mentions_user_id_room_id_post_no", "mentions", ["user_id", "room_id", "post_no"])
    op.add_column("messages", sa.Column("mentions", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("memberships", sa.Column("mentions", sa.Integer(), server_default="0", nullable=False))
    op.add_column("rooms", sa.Column("members", sa.Integer(), server_default="0", nullable=False))
    op.execute(COUNTED)


def downgrade() -> None:
    op.drop_column("rooms", "members")
    op.drop_column("memberships", "mentions")
    op.drop_column("messages", "mentions")
    op.drop_table("mentions")
