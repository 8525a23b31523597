"""GUM, the openly licensed genres (Zeldes, LRE 2017): trees, nested entities, coreference, dates.

``mentions`` is GUM's own layer (singletons included, types mapped by ``entity_types.toml``, an entity broken in
pieces spans from its first to its last word); ``chains`` is OntoGUM (Zhu, Pradhan and Zeldes, ACL 2021) on the
same words, without singletons. ``timexes`` come from the corpus's date markup; ranges that are a whole
year, decade or century get the TIMEX3 value of it, other ranges keep both ends joined by a slash.
"""

import calendar
import datetime
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from whoknew_eval.corpora.conllu import Tree, read_trees
from whoknew_eval.corpora.document import Document, Mention, Span, Timex
from whoknew_eval.corpora.keyed import key_names
from whoknew_eval.corpora.types import type_table

_BRACKET = re.compile(r"\((?P<open>[^()]+)(?P<single>\))?|(?P<close>[^()]+)\)")


def load(folder: Path, split: str) -> Iterator[Document]:
    """Documents of ``folder`` (…/gum) for "train" or "dev", by file name; documents with a key left out."""
    dates = _dates(folder / "dates.jsonl")
    for path in sorted((folder / split / "dep").glob("*.conllu")):
        if path.stem in key_names():
            continue
        with path.open(encoding="utf-8") as lines:
            (tree,) = read_trees(lines)
        chains = _chains(folder / split / "ontogum" / f"{path.stem}.conll", tree)
        yield Document(
            id=path.stem,
            corpus="gum",
            split=split,
            text=tree.text,
            words=tuple(tree.words),
            sentences=tuple(tree.sentences),
            paragraphs=tree.paragraph_ranges(),
            published=_published(tree),
            upos=tuple(tree.upos),
            lemmas=tuple(tree.lemmas),
            heads=tuple(tree.heads),
            deprels=tuple(tree.deprels),
            mentions=_mentions(tree),
            chains=chains,
            timexes=tuple(_timex(tree, *row) for row in dates[path.stem]),
        )


def head_of(heads: list[int], first: int, end: int) -> int:
    """The word of the span whose head lies outside it; the first such."""
    for i in range(first, end):
        if not first <= heads[i] < end:
            return i
    return first


def _mentions(tree: Tree) -> tuple[Mention, ...]:
    table = type_table("gum")
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    found: list[tuple[int, int, str, str]] = []
    for i, misc in enumerate(tree.misc):
        field = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for match in _BRACKET.finditer(field):
            if match["close"] is not None:
                group, part = _group(match["close"])
                begun = opened[group + part].pop()
                _close(found, begun, i, group, part)
            else:
                ident, kind = match["open"].split("-")[:2]
                group, part = _group(ident)
                if match["single"]:
                    _close(found, (i, kind), i, group, part)
                else:
                    opened[group + part].append((i, kind))
    numbers: dict[str, int] = {}
    return tuple(
        Mention(
            first=a,
            end=b,
            type=table[kind],
            head=head_of(tree.heads, a, b),
            cluster=numbers.setdefault(group, len(numbers)),
        )
        for a, b, kind, group in sorted(found, key=lambda row: (row[0], -row[1], row[2]))
    )


def _group(ident: str) -> tuple[str, str]:
    """The coreference group and, for an entity broken in pieces, "[1/2]"."""
    group, bracket, part = ident.partition("[")
    return group, bracket + part


def _close(found: list[tuple[int, int, str, str]], begun: tuple[int, str], last: int, group: str, part: str) -> None:
    """Add a mention, or stretch the one that this later piece belongs to."""
    if part and not part.startswith("[1/"):
        for k in range(len(found) - 1, -1, -1):
            if found[k][3] == group:
                found[k] = (found[k][0], max(found[k][1], last + 1), found[k][2], group)
                return
    found.append((begun[0], last + 1, begun[1], group))


def _chains(path: Path, tree: Tree) -> tuple[Mention, ...]:
    opened: dict[int, list[int]] = defaultdict(list)
    found: list[Mention] = []
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 3:
            continue
        i = int(fields[0])
        if fields[1] not in ("", tree.forms[i]):  # a bar is written as nothing there
            raise ValueError(f"{path.name}: word {i} is {fields[1]!r} here and {tree.forms[i]!r} in the treebank")
        for bracket in re.findall(r"\(?\d+\)?", fields[2]):
            group = int(bracket.strip("()"))
            if bracket.startswith("("):
                opened[group].append(i)
            if bracket.endswith(")"):
                first = opened[group].pop()
                head = head_of(tree.heads, first, i + 1)
                found.append(Mention(first=first, end=i + 1, type="", head=head, cluster=group))
    return tuple(sorted(found, key=lambda m: (m.first, -m.end, m.cluster)))


def _published(tree: Tree) -> str | None:
    for key in ("meta::dateCreated", "meta::dateModified"):
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", tree.comments.get(key, "")):
            return tree.comments[key]
    return None


Row = tuple[Span, str, dict[str, str]]


def _dates(path: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found[row["doc"]].append(((row["start_token"], row["end_token"]), row["tag"], row["attrs"]))
    return found


def _timex(tree: Tree, words: Span, tag: str, attrs: dict[str, str]) -> Timex:
    first, end = words
    value = timex_value(attrs)
    return Timex(
        first=first,
        end=end,
        span=(tree.words[first][0], tree.words[end - 1][1]),
        type="TIME" if tag == "time" or "T" in value.split("/")[0] else "DATE",
        value=value,
    )


def timex_value(attrs: dict[str, str]) -> str:
    """A TIMEX3 value from TEI date attributes.

    >>> timex_value({"when": "2013-10-09"}), timex_value({"from": "1600-01-01", "to": "1699-12-31"})
    ('2013-10-09', '16')
    >>> timex_value({"from": "1950", "to": "1959"}), timex_value({"from": "2016-01", "to": "2016-06"})
    ('195', '2016-01/2016-06')
    >>> timex_value({"from": "--12", "to": "--03"}), timex_value({"when": "-0594"})
    ('XXXX-WI', 'BC0594')
    >>> timex_value({"from": "2019-10-21", "to": "2019-10-27"}), timex_value({"notAfter": "1900-01-01"})
    ('2019-W43', '1900')
    >>> timex_value({"from": "2015-09-19", "to": "2015-09-20"}), timex_value({"when": "-400"})
    ('2015-W38-WE', 'BC0400')
    """
    if "when" in attrs:
        return _timex3(attrs["when"])
    low = attrs.get("from") or attrs.get("notBefore") or ""
    high = attrs.get("to") or attrs.get("notAfter") or ""
    if low == high or not (low and high):  # "by 1900", "from 776 BCE": the date that is named
        return _timex3(re.sub(r"-(?:01-01|12-31)$", "", low or high))
    whole = _season(low, high) or _weekend(low, high) or _week(low, high) or _unit(_first_day(low), _last_day(high))
    return whole or f"{_timex3(low)}/{_timex3(high)}"


_SEASONS = {"03": "SP", "06": "SU", "09": "FA", "12": "WI"}
_DATE = re.compile(r"(\d{4}|-)-(\d\d)")


def _timex3(date: str) -> str:
    """A TEI date as TIMEX3: no year is XXXX, a year before our era is BC and four digits."""
    if date.startswith("--"):
        return "XXXX-" + date[2:]
    return re.sub(r"^-(\d+)", lambda m: f"BC{int(m[1]):04d}", date)


def _season(low: str, high: str) -> str:
    """The season that runs from its first month to the next season's; empty if there is none."""
    first, last = _DATE.fullmatch(low), _DATE.fullmatch(high)
    if first is None or last is None or first[2] not in _SEASONS:
        return ""
    months = (int(last[2]) - int(first[2])) % 12
    return f"{first[1].replace('-', 'XXXX')}-{_SEASONS[first[2]]}" if months == 3 else ""


def _week(low: str, high: str) -> str:
    """The ISO week that the two days begin and end; empty if there is none."""
    try:
        first, last = datetime.date.fromisoformat(low), datetime.date.fromisoformat(high)
    except ValueError:
        return ""
    if first.isoweekday() != 1 or (last - first).days != 6:
        return ""
    year, week, _ = first.isocalendar()
    return f"{year}-W{week:02d}"


def _weekend(low: str, high: str) -> str:
    """The weekend that two days are; empty if they are none."""
    try:
        first, last = datetime.date.fromisoformat(low), datetime.date.fromisoformat(high)
    except ValueError:
        return ""
    if first.isoweekday() != 6 or (last - first).days != 1:
        return ""
    year, week, _ = first.isocalendar()
    return f"{year}-W{week:02d}-WE"


def _unit(low: str, high: str) -> str:
    """The year, decade or century that runs from one day to the other; empty if there is none."""
    if not (low.endswith("-01-01") and high.endswith("-12-31") and len(low) == len(high) == 10):
        return ""
    first, last = low[:4], high[:4]
    if first == last:
        return first
    if first[:3] == last[:3] and (first[3], last[3]) == ("0", "9"):
        return first[:3]
    if first[:2] == last[:2] and (first[2:], last[2:]) == ("00", "99"):
        return first[:2]
    return ""


def _first_day(date: str) -> str:
    return date + {4: "-01-01", 7: "-01"}.get(len(date), "")


def _last_day(date: str) -> str:
    if len(date) == 7 and date[:4].isdigit() and date[5:].isdigit():
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02d}"
    return date + {4: "-12-31"}.get(len(date), "")
