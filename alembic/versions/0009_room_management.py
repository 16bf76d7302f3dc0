"""room management, workspace settings, invites by mail"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rooms", sa.Column("description", sa.String(1000), nullable=False, server_default=""))
    op.add_column("rooms", sa.Column("about_version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("users", sa.Column("banned_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("memberships") as table:
        table.add_column(sa.Column("removed_by", sa.Uuid(), nullable=True))
        table.create_foreign_key("fk_memberships_removed_by_users", "users", ["removed_by"], ["id"])
    for column in (
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("join_domains", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("who_creates", sa.String(10), nullable=False, server_default="everyone"),
        sa.Column("who_invites", sa.String(10), nullable=False, server_default="everyone"),
    ):
        op.add_column("workspace", column)
    with op.batch_alter_table("invites") as table:
        table.add_column(sa.Column("email", sa.String(254), nullable=True))
        table.add_column(sa.Column("room_ids", sa.JSON(), nullable=False, server_default="[]"))
        table.alter_column("created_by", existing_type=sa.Uuid(), nullable=True)
    op.create_index("ix_invites_email", "invites", ["email"])


def downgrade() -> None:
    op.drop_index("ix_invites_email", "invites")
    op.execute("DELETE FROM invites WHERE created_by IS NULL")
    with op.batch_alter_table("invites") as table:
        table.alter_column("created_by", existing_type=sa.Uuid(), nullable=False)
        table.drop_column("room_ids")
        table.drop_column("email")
    for column in ("who_invites", "who_creates", "join_domains", "version"):
        op.drop_column("workspace", column)
    with op.batch_alter_table("memberships") as table:
        table.drop_constraint("fk_memberships_removed_by_users", type_="foreignkey")
        table.drop_column("removed_by")
    op.drop_column("users", "banned_at")
    op.drop_column("rooms", "about_version")
    op.drop_column("rooms", "description")
