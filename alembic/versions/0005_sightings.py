"""sightings"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sightings",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sightings_user_id_users"),
        sa.PrimaryKeyConstraint("user_id", name="pk_sightings"),
    )


def downgrade() -> None:
    op.drop_table("sightings")
