"""profiles and pictures"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXTS = {"title": 80, "pronouns": 40, "time_zone": 64, "availability": 10, "status_emoji": 16, "status_text": 80}
NUMBERS = ("picture", "profile_version")


def upgrade() -> None:
    for name, length in TEXTS.items():
        op.add_column("users", sa.Column(name, sa.String(length=length), server_default="", nullable=False))
    for name in NUMBERS:
        op.add_column("users", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.add_column("users", sa.Column("status_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_users_profile_version", "users", ["profile_version"])
    op.add_column("workspace", sa.Column("people_version", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "pictures",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_pictures_user_id_users"),
        sa.PrimaryKeyConstraint("user_id", name="pk_pictures"),
    )


def downgrade() -> None:
    op.drop_table("pictures")
    op.drop_column("workspace", "people_version")
    op.drop_index("ix_users_profile_version", "users")
    for name in (*TEXTS, *NUMBERS, "status_until"):
        op.drop_column("users", name)
