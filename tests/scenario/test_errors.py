"""What is wrong in a scenario is said with line, column and remedy; what is odd is noted; nothing ends in a traceback."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoknew.errors import ScenarioError
from whoknew.scenario import check, format_text, load, parse, try_parse

CAST = (
    "person Ada\nperson Ben\nplace Harbour\nsource [clerk] a clerk, anonymous person\nstatement [help] help is coming\n"
)

BROKEN = [
    ("", 1, 1, "empty", "Start with a line"),
    ("# only a remark\n\n", 1, 1, "empty", "Start with a line"),
    (CAST + "Ada tells Bem that help", 6, 11, "no actor is called “Bem”", "Did you mean “Ben”?"),
    (CAST + "Zed tells Ben that help", 6, 1, "no actor is called “Zed”", "person Zed"),
    (CAST + "Ada tels Ben that help", 6, 5, "“tels” is not a verb", "Did you mean “tells”"),
    (CAST + "Ada tells Ben that hlep", 6, 20, "no statement is called “hlep”", "Did you mean “help”"),
    (CAST + "Ada tells Ben that help   by clark", 6, 30, "no source is called “clark”", "Did you mean “clerk”"),
    (CAST + "Ada tells Ben that help   by", 6, 29, "missing after “by”", "declare it"),
    (CAST + 'Ada tells Ben that "help', 6, 20, "never closed", "after the last quoted word"),
    (CAST + "2024-02-30: Ada calls Ben", 6, 1, "no such date", "year-month-day"),
    (CAST + "2024-13: Ada calls Ben", 6, 1, "no such date", "year-month-day"),
    (CAST + "2024-02-01 Ada calls Ben", 6, 1, "followed by a colon", "Write 2024-02-01:"),
    (CAST + "from 2024-02-03 to 2024-02-01: Ada calls Ben", 6, 1, "ends before it starts", "year-month-day"),
    (CAST + "before 2024-02-01, after 2024-03-01: Ada calls Ben", 6, 20, "no moment", "Widen one"),
    (CAST + "after lunch: Ada calls Ben", 6, 7, "no fact is labelled “lunch”", "Put a label"),
    (CAST + "then: Ada calls Ben", 6, 5, "nothing before it", "Start the first fact"),
    (CAST + "2024-02-01:", 6, 12, "says nothing", "after the colon"),
    (CAST + "Ada goes to Harbor", 6, 13, "no actor is called “Harbor”", "Did you mean “Harbour”"),
    (CAST + "Ada and Ben go to Harbour", 6, 16, "one line moves one traveller", "a line for each"),
    (CAST + "Ada is happy", 6, 8, "says where somebody was", "is at PLACE"),
    (CAST + "it rains", 6, 4, "what follows “it”", "it happens that"),
    (CAST + "Ada tells Ben that help loudly", 6, 25, "left over", "by SOURCE"),
    (CAST + "Ada tells Ben that help,", 6, 24, "leads nowhere", "by SOURCE"),
    (CAST + "[x] Ada calls Ben\n[x] Ben calls Ada", 7, 1, "label of line 6 already", "another label"),
    (CAST + "  \"words of nothing\"\n", 6, 3, "", ""),
    ("    because x\nperson Ada", 1, 5, "no line above", "spaces at its start"),
    (CAST + "Ada calls Ben\n    since yesterday", 7, 5, "not a detail", "because"),
    (CAST + "Ada calls Ben\n    confidence = high", 7, 18, "cannot be read", "as JSON"),
    (CAST + "Ada calls Ben\n    mood = 1", 7, 5, "“mood” is not a field", "The fields are"),
    (CAST + "Ada calls Ben\n    because dinner", 7, 13, "no fact is labelled “dinner”", "Put a label"),
    ("group A, includes B\ngroup B, includes A", 2, 1, "contains itself", "Take one of the steps away"),
    ("group A, includes A", 1, 1, "contains itself", "Take one of the steps away"),
    ("place A, in B\nplace B, in A", 2, 1, "lies in itself", "Take one of the steps away"),
    ("person Ada\nperson Ada\nAda calls \"a friend\"", 3, 1, "could mean 2 different actors", "fuller name"),
    ("person", 1, 7, "has no name", "Write it after"),
    ("person Ada, brother of Zed", 1, 24, "no actor is called “Zed”", "person Zed"),
    ("place A, at north", 1, 13, "two numbers", "at 33.51 36.29"),
    ("place A, at 91 0", 1, 13, "no place on Earth", "-90 to 90"),
    ("source s, reliable", 1, 11, "not something that is said of a source", "anonymous person"),
    ("statement s, untrue", 1, 14, "not something that is said of a statement", "quotation marks"),
    ("title:\nperson Ada", 1, 1, "“title” is empty", "after the colon"),
    ("title: a\ntitle: b\nperson Ada", 2, 1, "second time", "Keep one"),
    ("include: nowhere.model\n", 1, 1, "cannot be read", "Paths are taken"),
    ("account: nowhere.txt\nperson Ada", 1, 1, "cannot be read", "Paths are taken"),
    ("record moods {}\n", 1, 14, "no layer “moods”", "record LAYER"),
    ("record times {\n", 1, 14, "cannot be read", "JSON"),
    (CAST + "response: Ada yawned", 6, 15, "how this was answered", "declined"),
    (CAST + "if Ada believes help then", 6, 26, "does not say what follows", "then"),
    (CAST + "if Ada believes help then Ada flies", 6, 31, "“flies” is not a verb", "Verbs:"),
    (CAST + "3 March 2024: Ada calls Ben", 6, 1, "“3 March 2024” is not how", "Write 2024-03-03: and"),
    (CAST + "On March 3rd, 2024 Ada calls Ben", 6, 1, "“On March 3rd, 2024” is not how", "Write 2024-03-03: and"),
    (CAST + "2024-3-6: Ada calls Ben", 6, 1, "“2024-3-6” is not how", "Write 2024-03-06:"),
    (CAST + "[x] 05.03.2024: Ada calls Ben", 6, 5, "“05.03.2024” is not how", "2024-03-05: or 2024-05-03:"),
    (CAST + "31/02/2024: Ada calls Ben", 6, 1, "“31/02/2024” is not how", "year, month and day"),
    (CAST + "Monday: Ada calls Ben", 6, 1, "“Monday” is not how", "year, month and day"),
    (CAST + "Ada says to Ben that help", 6, 5, "“says” is not a verb", "X tells Y that"),
    (CAST + "Ada hides help from Ben", 6, 5, "“hides” is not a verb", "X keeps … from Y"),
    (CAST + "plcae Millbrook", 6, 1, "no line starts with “plcae”", "place Millbrook"),
    (CAST + "building [hall] town hall, in Harbour", 6, 1, "starts with “building”", "facility [hall] town hall, in"),
    (CAST + "Ada calls Ben\nbecause help", 7, 1, "“because” says more of the line above", "spaces before it"),
    (CAST + "Ada tells Ben, that help", 6, 14, "a comma stands where", "Take the comma away"),
    (CAST + "Ada tells Ben that help   by clerk, Ada", 6, 35, "leads nowhere", "joined by “and”"),
    (CAST + "Ada tells Ben that help according to clerk", 6, 25, "left over", "after “by”"),
    (CAST + "if Ada calls Ben then Ada meets Ben", 6, 8, "a rule says what somebody believes", "believes"),
    (CAST + "if Ada believes help then Ada meets Ben   by Ada", 6, 43, "has no source", "Take the words"),
    (CAST + "if Ada believes help then withdraw fligt", 6, 36, "no fact is labelled “fligt”", "Put a label"),
    (CAST + "if Ada believes help then at first: Ada meets Ben", 6, 37, "from the start", "at first"),
    (CAST + "if Ada believes help and Bem believes help then Ada meets Ben", 6, 26, "“Bem”", "Did you mean “Ben”"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "column", "words", "remedy"), BROKEN, ids=[case[3] or "quote" for case in BROKEN]
)
def test_every_error_names_its_place_and_what_to_do(text, line, column, words, remedy):
    if not words:  # a quote beneath a declaration is read as its words
        parse(text)
        return
    with pytest.raises(ScenarioError) as caught:
        parse(text, path="x.model")
    error = caught.value
    assert words in error.message
    assert remedy in error.remedy
    assert (error.line, error.column) == (line, column)
    assert str(error).startswith(f"x.model:{line}:{column}: ")


def test_all_errors_are_collected_in_the_order_of_their_lines():
    _, errors = try_parse(CAST + "Ada calls Bem\nAda tels Ben\nAda calls Ben   by nobody-known\n")
    assert [error.line for error in errors] == [6, 7, 8]


def test_one_slip_is_one_error_that_names_every_line():
    _, errors = try_parse("person Ada\nAda calls Zed\nAda calls Zed\nZed calls Ada\n")
    assert [(error.line, error.message) for error in errors] == [(2, "no actor is called “Zed” (also on lines 3, 4).")]
    _, errors = try_parse('person Ada\n[end] it happens that "the strike ends\nafter end: Ada calls "Ben"\n')
    assert [error.line for error in errors] == [2]
    _, errors = try_parse('person Ada\nbuilding [hall] town hall\nAda is at hall\nAda meets "Ben" at hall\n')
    assert [error.line for error in errors] == [2]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("person Cole, aslo Col", "Did you mean “also Col”?"),
        ("person Cole, brohter of Ben", "Did you mean “brother of …”?"),
        ("group chiefs, abuot 30", "Did you mean “about 30”?"),
        ("person Cole, age 40", "An age is not recorded"),
        ("person Cole, 45", "yet the line says how many"),
        ("person Cole, minister of defence, president", ""),
        ("person Cole, former uncle of the regiment, mayor of Harbour", ""),
    ],
)
def test_an_attribute_that_looks_mistyped_is_noted(line, words):
    found = [
        note.message for note in check(parse(CAST + line, path="x.model")) if note.code == "scenario.odd-attribute"
    ]
    assert [words in message for message in found] == ([True] if words else [])


def test_words_that_are_not_in_the_account_name_the_nearest_sentence():
    text = CAST + 'Ada calls Ben\n    "Ada rang Ben at supper"\n> It was late. Ada rang Ben at dinner. He slept.\n'
    with pytest.raises(ScenarioError) as caught:
        parse(text)
    assert (caught.value.line, caught.value.column) == (7, 5)
    assert "Ada rang Ben at dinner." in caught.value.remedy


def test_files_that_include_each_other_are_named(tmp_path):
    (tmp_path / "a.model").write_text("include: b.model\nperson Ada\n")
    (tmp_path / "b.model").write_text("include: a.model\nperson Ben\n")
    with pytest.raises(ScenarioError, match="include each other"):
        load(tmp_path / "a.model")


def test_an_included_file_adds_its_lines_and_keeps_its_own_line_numbers(tmp_path):
    (tmp_path / "cast.model").write_text("person Ada\nperson Ben\n\nAda cals Ben\n")
    (tmp_path / "a.model").write_text("include: cast.model\nAda calls Ben\n")
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path / "a.model")
    assert caught.value.path.endswith("cast.model")
    assert caught.value.line == 4


NOTED = [
    (
        "[a] before b: Ada calls Ben\n[b] before c: Ada calls Ben\n[c] before a: Ada calls Ben",
        "scenario.circle",
        "line 6",
    ),
    (
        "[x] 2024-05-01: Ada tells Ben that help\n[y] 2024-05-03: Ada learns that help",
        "scenario.told-too-early",
        "line 7",
    ),
    ("[x] before y: Ada tells Ben that help\n[y] Ada learns that help", "scenario.told-too-early", "line 7"),
    ("2024-05-01: Ada is at Harbour\n2024-05-01: Ada is not at Harbour", "scenario.contrary-presences", "line 6"),
    ("statement [odd] nobody says this", "scenario.unused-statement", "nobody says"),
    ("", "scenario.no-facts", "nothing happens"),
]


@pytest.mark.parametrize(("text", "code", "words"), NOTED, ids=[case[1] for case in NOTED])
def test_what_is_odd_is_noted_with_its_line(text, code, words):
    found = [note for note in check(parse(CAST + text, path="x.model")) if note.code == code]
    assert found
    assert words in found[0].message


def test_a_telling_of_what_has_not_happened_yet_is_noted_unless_it_is_a_prediction():
    told = '2024-05-01: Ada tells Ben that over\n[end] 2024-05-09: it happens that "the strike ends"\n'
    codes = {
        mark: [note.code for note in check(parse(CAST + f"statement [over] it is over, about end{mark}\n" + told))]
        for mark in ("", ", future")
    }
    assert "scenario.told-too-early" in codes[""]
    assert "scenario.told-too-early" not in codes[", future"]


def of_size(people):
    """A scenario of five lines for each of so many people."""
    cast = "".join(f"person Person {n}\n" for n in range(people))
    return cast + "".join(
        f"[f{n}] 2024-05-{n % 28 + 1:02d}: Person {n % people} tells Person {(n * 7 + 1) % people} "
        f'that "word {n}"   by Person {n % 50}\n'
        for n in range(4 * people)
    )


def seconds_of_work(text):
    started = time.process_time()
    scenario = parse(text)
    return time.process_time() - started, len(scenario.analysis.acts)


def test_ten_thousand_lines_take_seconds_and_the_time_grows_with_the_lines():
    small, _ = seconds_of_work(of_size(400))
    large, acts = seconds_of_work(of_size(2000))
    assert acts == 8000
    assert large < 15  # 1.5 seconds of processor time when this was written
    assert large < 15 * max(small, 0.05)  # five times the lines: a quadratic reader would take 25 times as long


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*CAST.split("\n"), "Ada tells Ben that help", "then:", "[x]", "by", '"', "> t", "    because", "record",
                                 "if", "it is so that", "at first:", "\x00", "\u202e", "account:", "not", ","]), max_size=12),
       st.text(max_size=30))  # fmt: skip
def test_any_text_is_read_or_refused_with_an_error_of_ours(lines, tail):
    text = "\n".join((*lines, tail))
    scenario, errors = try_parse(text)
    assert (scenario is None) == bool(errors)
    try:
        assert format_text(format_text(text)) == format_text(text)
    except ScenarioError as error:
        assert "never closed" in error.message
