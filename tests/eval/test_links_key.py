"""The key of links over accounts: well formed, and read as a user's two accounts would be."""

from whoknew_eval.keys.links import judge, load_pairs


def test_the_key_is_well_formed() -> None:
    pairs = load_pairs()
    assert len(pairs) == 60 and {p.same for p in pairs} == {True, False}
    assert all(p.one.split()[-1] in p.a or p.kind == "role only" for p in pairs)
    assert all(p.other.split()[-1] in p.b for p in pairs)


def test_some_pairs_come_out_as_they_should() -> None:
    pairs = {(p.one, p.other): p for p in load_pairs()}
    assert judge(pairs["Marta Linde", "Marta Linde"]).standing == "linked"
    assert judge(pairs["Yusuf Khoury", "Youssef Khouri"]).standing == "linked"
    assert judge(pairs["Maher Makram", "Bashir Makram"]).standing == "none"
    assert judge(pairs["Karl Weiss", "Karl Weiss Jr."]).standing != "linked"
