"""What the database complains of never says what people wrote: errors end up in logs."""

import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from chat_app.log_words import described, traced
from chat_app.services.parley import Parley

WORDS = "what nobody else may read"
WAYS = ("read", "write", "connection", "snapshot")
STATEMENTS = {
    "a table that is not there": "SELECT :words FROM nowhere",
    "a function that is not there": "SELECT nonsense(:words)",
    "no SQL at all": "ASK FOR :words",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=list(STATEMENTS))
async def test_an_error_of_the_database_has_no_values_in_it(parley: Parley, way: str, statement: str):
    with pytest.raises(SQLAlchemyError) as failed:
        async with getattr(parley.database, way)() as connection:
            await connection.execute(text(statement), {"words": WORDS})
    assert WORDS not in "".join(traceback.format_exception(failed.value))


@pytest.mark.parametrize("way", WAYS)
async def test_a_row_that_breaks_a_rule_is_not_in_the_log_though_postgres_quotes_it(parley: Parley, way: str):
    with pytest.raises(SQLAlchemyError) as failed:
        async with getattr(parley.database, way)() as connection:
            await connection.execute(
                text("INSERT INTO rooms (id, kind, name) VALUES (NULL, 'open', :words)"), {"words": WORDS}
            )
    assert WORDS not in traced(failed.value) + described(failed.value)
    assert "IntegrityError" in described(failed.value) or "InternalError" in described(failed.value)
