"""By what somebody goes: "by helicopter", "on foot", "in a black car", "aboard a Syrian Air plane", "caught the night bus"."""

from whoknew.stages.movements.setting import Setting


def means(setting: Setting, k: int, end: int) -> tuple[str, int] | None:
    """The means that a prepositional phrase names, and the token after it."""
    words, lex = setting.words, setting.lexicon
    low = words.lower[k]
    if low == "by" and k + 1 < end:
        for j in range(k + 1, min(end, k + 4)):
            if lex.has("means.by", words.lower[j]):
                return words.words(k + 1, j + 1).removeprefix("a ").removeprefix("the "), j + 1
            if not words.forms[j][:1].isalpha():
                break
        return None
    if low == "on" and words.lower[k + 1 : k + 2] == ["foot"]:
        return "foot", k + 2
    return vehicle(setting, k + 1, end) if lex.has("means.in", low) else None


def vehicle(setting: Setting, k: int, end: int) -> tuple[str, int] | None:
    """A noun phrase headed by a vehicle, without its determiner, and the token after it."""
    words, lex = setting.words, setting.lexicon
    for j in range(k, min(end, k + 5)):
        after = words.lower[j + 1] if j + 1 < len(words) else "."
        if lex.has("means.vehicles", words.lower[j]) and not lex.has("means.vehicles", after):
            first = k
            while first < j and (lex.has("arguments.determiners", words.lower[first]) or words.lower[first] == "one"):
                first += 1
            return words.words(first, j + 1), j + 1
        if not words.forms[j][:1].isalnum() and words.forms[j] != "-":
            break
    return None
