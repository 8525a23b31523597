"""Actors linked over accounts: what is proposed, what never is, what people decide, and that all of it can be undone."""

import time

import pytest

from whoknew import case, cli, reasoning
from whoknew.errors import StoreError
from whoknew.model import Account, Analysis, Entity, Kin, Office, Source

STATE = Entity(id="s", name="Marland", type="place")


def account(*entities, sources=()):
    return Analysis(account=Account(id="x", text=""), entities=(STATE, *entities), sources=tuple(sources))


def person(id, name, *, aliases=(), roles=(), kin=(), named=True, gender=None):
    return Entity(
        id=id,
        name=name,
        type="person",
        aliases=tuple(aliases),
        named=named,
        gender=gender,
        roles=tuple(Office(title=title, of=of) for title, of in roles),
        kin=tuple(Kin(relation=relation, to=to) for relation, to in kin),
    )


def between(one, other):
    return {link.names: link for link in case.propose([account(*one), account(*other)]) if "Marland" not in link.names}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Omar Haddad", "Omar Haddad"),
        ("Omar al-Haddad", "Umar Hadad"),
        ("José Peña", "Jose Pena"),
        ("Muhammad Nasser", "Mohammed Nasser"),
    ],
)
def test_one_full_name_is_linked_in_any_spelling(one, other):
    (link,) = between([person("a", one)], [person("b", other)]).values()
    assert link.standing == "linked" and link.by == "machine" and link.reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("a", "Maher Haddad"), person("b", "Omar Haddad")),
        (person("a", "Alex Reed", gender="male"), person("b", "Alex Reed", gender="female")),
        (person("a", "Ana Diaz"), person("b", "Piet Vos")),
    ],
)
def test_two_first_names_or_genders_are_two(one, other):
    assert not between([one], [other])


def test_a_surname_alone_is_linked_only_with_an_office_that_one_person_holds():
    full = person("a", "Omar Haddad", roles=[("governor", "s")])
    bare = between([full], [person("b", "Haddad")])
    told = between([full], [person("b", "Haddad", roles=[("governor", "s")])])
    assert [link.standing for link in bare.values()] == ["possible"]
    assert [link.standing for link in told.values()] == ["linked"]
    assert any("governor of Marland" in reason.words for link in told.values() for reason in link.reasons)


def test_what_fits_two_is_linked_to_neither_and_says_so():
    office = [("director", "s")]
    links = between(
        [person("a", "Omar Haddad", roles=office), person("c", "Samir Haddad", roles=office)],
        [person("b", "Haddad", roles=office)],
    )
    assert len(links) == 2 and {link.standing for link in links.values()} == {"possible"}
    assert all("another fits as well" in link.note for link in links.values())


def test_one_name_with_other_roles_and_company_is_only_possible():
    links = between(
        [person("a", "John Marsh", roles=[("baker", None)])], [person("b", "John Marsh", roles=[("admiral", None)])]
    )
    (link,) = links.values()
    assert link.standing == "possible" and any(reason.kind == "against" for reason in link.reasons)


def test_an_unnamed_source_is_linked_to_nobody_even_where_it_could_be_guessed():
    minister = person("a", "Vera Stoltz", roles=[("prime minister", "s"), ("president", "s")])
    unnamed = person("b", "president", named=False, roles=[("president", "s")])
    source = Source(id="q", descriptor="president", kind="anonymous_person", entity="b")
    links = case.propose([account(minister), account(unnamed, sources=[source])])
    assert not [link for link in links if "b" in link.entities]


def test_an_office_without_a_name_is_shown_and_not_used():
    minister = person("a", "Vera Stoltz", roles=[("president", "s")])
    (link,) = between([minister], [person("b", "president", named=False, roles=[("president", "s")])]).values()
    assert link.standing == "possible"


def test_bodies_by_initials_are_possible_and_places_by_the_gazetteer_are_linked():
    whole = Entity(id="a", name="Harbour Workers of Marl", type="organisation")
    short = Entity(id="b", name="HWM", type="organisation")
    links = case.propose([account(whole), account(short)])
    standings = {link.names: link.standing for link in links}
    assert standings == {("Marland", "Marland"): "linked", ("Harbour Workers of Marl", "HWM"): "possible"}


def test_people_decide_and_take_back():
    one, other = account(person("a", "Omar Haddad")), account(person("b", "the harbour master", named=False))
    said = case.parse('[[same]]\nactors = ["a.txt: Omar Haddad", "b.txt: harbour master"]\n')
    joined = case.join([one, other], ["a.txt", "b.txt"], said)
    assert joined.analyses[0].entities[1].across == joined.analyses[1].entities[1].across == "1:a"
    assert case.parse(case.dump(said)) == said
    alone = case.join([one, other], ["a.txt", "b.txt"])
    assert alone.analyses[1].entities[1].across == "2:b"
    assert one.entities[1].across is None


def test_what_is_kept_apart_is_two_in_every_question():
    accounts = [account(person("a", "Omar Haddad")), account(person("b", "Omar Haddad"))]
    joined = case.join(accounts, ["a", "b"], case.parse('[[apart]]\nactors = ["a: Omar Haddad", "b: Omar Haddad"]\n'))
    assert len(reasoning.compile(joined.analyses).agents) == 2
    assert len(reasoning.compile(case.join(accounts, ["a", "b"]).analyses).agents) == 1


def test_two_of_one_account_never_become_one_by_way_of_another():
    office = [("governor", "s")]
    links = case.join(
        [
            account(person("a", "Omar Haddad", roles=office)),
            account(person("b", "Haddad", roles=office)),
            account(person("c", "Omar Haddad"), person("d", "Samir Haddad", roles=office)),
        ]
    )
    across = {}
    for analysis in links.analyses:
        names = [e.across for e in analysis.entities]
        assert len(names) == len(set(names))
        across.update({e.name: e.across for e in analysis.entities})


def test_a_broken_file_says_what_is_wrong():
    for text in ("[[same]]\nactors = 3", "same", "[other]\nx = 1", '[[same]]\nactors = ["a", "b"]'):
        with pytest.raises(StoreError):
            case.parse(text)
    with pytest.raises(StoreError, match="no actor"):
        case.join([account(), account()], ["a", "b"], case.parse('[[same]]\nactors = ["a: X", "b: Y"]'))


def test_four_hundred_people_in_each_are_linked_at_once():
    crowd = [person(f"p{n}", f"First{n % 40} Name{n}") for n in range(400)]
    started = time.perf_counter()
    links = case.propose([account(*crowd), account(*crowd), account(*crowd)])
    assert sum(link.standing == "linked" for link in links) >= 1200
    assert time.perf_counter() - started < 5


def test_the_command_lists_decides_and_undoes(tmp_path, capsys):
    for name, who in (("one.model", "person Omar Haddad"), ("two.model", "person Umar Hadad\nperson Master")):
        (tmp_path / name).write_text(f"{who}\nperson Vera Stoltz\n", encoding="utf-8")
    files = [str(tmp_path / "one.model"), str(tmp_path / "two.model")]
    assert cli.run(["actors", *files]) == 0
    assert "in two spellings, Omar Haddad and Umar Hadad" in capsys.readouterr().out
    assert cli.run(["actors", *files, "--same", "one.model: Omar Haddad = two.model: Master", "--apart", "l1"]) == 0
    assert (tmp_path / "whoknew-links.toml").is_file()
    assert "as a person decided" in capsys.readouterr().out
    assert cli.run(["actors", *files, "--undo", "one.model: Omar Haddad = two.model: Master", "--undo", "l1"]) == 0
    assert not (tmp_path / "whoknew-links.toml").exists()
    assert cli.run(["actors", *files, "--same", "l99"]) == 2
