"""Every verb that writes spends a limit: whoever adds one that does not is told here."""

from __future__ import annotations

from tests.hostile.verbs import Function, Name, closure, free_of_charge, functions

# What writes and needs no limit of its own, and why.
BOUNDED: dict[Name, str] = {
    ("services.attack_log", "note"): "counts for itself: once an hour about one person, a hundred times in all",
    ("services.sessions", "begin"): "comes after a sign-in, which has spent one",
    ("services.sessions", "refused"): "counts for itself: a thousand an hour",
    ("services.sessions", "revoke"): "once for each session, which a sign-in has begun",
}


def test_every_verb_that_writes_spends_a_limit() -> None:
    assert free_of_charge(functions()) - BOUNDED.keys() == set()


def test_no_exception_is_kept_longer_than_it_is_needed() -> None:
    assert BOUNDED.keys() <= free_of_charge(functions())


def test_the_sources_are_understood() -> None:
    all_ = functions()
    for verb in (("services.memberships", "star"), ("services.pins", "pin"), ("services.drafts", "save")):
        assert any(each.writes for each in closure(all_, verb)), verb
        assert any(each.spends for each in closure(all_, verb)), verb
    assert not any(each.writes for each in closure(all_, ("services.accounts", "directory")))
    assert all_[("api.entering", "attempt")].spends


def test_a_verb_without_a_limit_would_be_found() -> None:
    all_ = functions()
    all_[("services.new", "verb")] = Function(writes=True)
    all_[("states.new", "handler")] = Function(names={("services.new", "verb")})
    assert ("services.new", "verb") in free_of_charge(all_)
