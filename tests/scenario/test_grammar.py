"""The editor grammar: valid JSON, patterns that compile, and every word of the format coloured by one of them."""

import json
import re
from pathlib import Path

from whoknew.scenario.words import vocabulary

GRAMMAR = json.loads((Path(__file__).parents[2] / "editors" / "whoknew.tmLanguage.json").read_text(encoding="utf-8"))


def patterns(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("match", "begin", "end"):
                yield value
            else:
                yield from patterns(value)
    elif isinstance(node, list):
        for item in node:
            yield from patterns(item)


def test_every_pattern_compiles():
    found = list(patterns(GRAMMAR))
    assert len(found) > 15
    for pattern in found:
        re.compile(
            pattern.replace("(?<=^|\\] |\\s|,)", "(?:^|(?<=\\] )|(?<=\\s)|(?<=,))")
        )  # Oniguruma allows this look-behind


def test_every_verb_and_status_is_coloured():
    fact = [re.compile(p["match"]) for p in GRAMMAR["repository"]["fact"]["patterns"] if "verb" in p.get("name", "")]
    forms = [form for entry in vocabulary()["acts"].values() for form in (*entry["singular"], *entry["plural"])]
    forms += [f"it {form}" for form in vocabulary()["claims"].values()]
    assert [form for form in forms if not any(pattern.search(form) for pattern in fact)] == []


def test_every_kind_of_declaration_is_coloured():
    begin = re.compile(GRAMMAR["repository"]["declaration"]["begin"])
    assert [kind for kind in (*vocabulary()["kinds"], "source", "statement") if not begin.match(f"{kind} x")] == []


def test_references_inside_the_grammar_lead_somewhere():
    names = set(re.findall(r'"#([a-z]+)"', json.dumps(GRAMMAR)))
    assert names <= set(GRAMMAR["repository"])


def test_rules_are_coloured_with_a_label_and_with_always():
    rule = GRAMMAR["repository"]["rule"]
    begin, end = re.compile(rule["begin"]), re.compile(rule["end"])
    for line in ("if Ada believes leave then", "[r] if Ada knows leave then", "always if Ada learns leave then"):
        assert begin.match(line)
        assert end.search(line).group(1) == "then"
    assert not begin.match("Iff tells Ada that leave")
    assert end.search("if Ada believes leave then withdraw flight").group(2) == " withdraw"
