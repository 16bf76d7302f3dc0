"""names are unique among open rooms"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0025"
branch_labels = None
depends_on = None

OPEN = sa.text("kind = 'open'")


def upgrade() -> None:
    with op.batch_alter_table("rooms") as table:
        table.drop_constraint("uq_rooms_name_key", type_="unique")
    op.create_index("uq_rooms_open_name", "rooms", ["name_key"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index("uq_rooms_open_name", "rooms")
    # Of rooms that share a name, closed ones give up what they are compared by.
    op.execute(
        "UPDATE rooms SET name_key = NULL WHERE kind = 'closed' AND name_key IN "
        "(SELECT name_key FROM rooms GROUP BY name_key HAVING count(*) > 1)"
    )
    with op.batch_alter_table("rooms") as table:
        table.create_unique_constraint("uq_rooms_name_key", ["name_key"])
