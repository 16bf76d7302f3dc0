"""users, invites: addresses in their one form; one that another account has already stays as it is"""

import sqlalchemy as sa
from alembic import op

from chat_app.schemas import addresses

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_TABLES = (("users", "email"), ("invites", "email"), ("identities", "subject"))


def upgrade() -> None:
    for name, column in _TABLES:
        table = sa.table(name, sa.column("id"), sa.column(column), sa.column("provider"))
        found = sa.select(table.c.id, table.c[column]).where(table.c[column].is_not(None))
        if name == "identities":
            found = found.where(table.c.provider == "email")
        rows = op.get_bind().execute(found).all()
        taken = {value for _, value in rows}
        for key, value in rows:
            form = addresses.counted(value)
            if form != value and form and (form not in taken or name == "invites"):
                op.get_bind().execute(sa.update(table).where(table.c.id == key).values({column: form}))
                taken.add(form)
            elif form != value:
                print(
                    f"parley: {name} {key}: another has the same address in its usual spelling; this one stays as it is"
                )


def downgrade() -> None:
    """Nothing: the earlier spellings are not known any more."""
