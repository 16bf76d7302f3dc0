"""a picture of the workspace"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspace", sa.Column("picture", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "workspace_pictures",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_workspace_pictures_workspace_id_workspace"
        ),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_workspace_pictures"),
    )


def downgrade() -> None:
    op.drop_table("workspace_pictures")
    op.drop_column("workspace", "picture")
