// What a source's going turns into something else, or brings about: worked out by the engine, only worded here.

import type { Knockout, Turn } from "./analysis";
import type { Row } from "./findings";
import type { Reading } from "./reading";
import { CLASSES, capital, listed, stateWord } from "./words";

export type Sort = "new" | "turns" | "gone";

export const sortOf = (t: Turn): Sort => (!t.before ? "new" : t.after ? "turns" : "gone");

export const SORTS: Record<Sort, string> = { new: "new", turns: "turns", gone: "gone" };

const TELLINGS: Record<string, string> = {
  deceived: "told what its teller had reason not to believe", attempt: "told otherwise; that it was believed does not follow",
  told_falsely: "told falsely; whether its teller knew is open", said_to_mislead: "said to mislead", told: "told; nothing left says otherwise",
};

function state(t: Turn, value: string, certainty: string, asserts: boolean): string {
  const words = t.kind === "deception" ? TELLINGS[value] ?? value : stateWord(value, asserts);
  return CLASSES[certainty] && value !== "not_recorded" ? `${words} (${CLASSES[certainty]})` : words;
}

/** Whose it is and of what; then how it was and how it is, where there is such a thing. */
export function worded(r: Reading, t: Turn): { what: string; was: string; is: string } {
  if (t.kind === "conflict" || t.kind === "tension") {
    const what = `${t.kind === "conflict" ? "Conflict" : "Tension"}: ${t.members.map((m) => r.label(m)).join("; ")}`;
    return { what, was: "", is: "" };
  }
  const whom = listed(t.told.map((x) => r.brief(x)));
  const said = t.proposition ? `: ${r.thought(t.proposition, t.kind === "knowledge" || t.asserts)}` : "";
  const what = t.kind === "knowledge" ? `${r.brief(t.agent)}${said}` : `${t.agent ? r.brief(t.agent) : "somebody"}${whom ? ` to ${whom}` : ""}${said}`;
  return {
    what: capital(what), was: t.before ? state(t, t.before, t.before_class, t.before_asserts) : "",
    is: t.after ? state(t, t.after, t.after_class, t.asserts) : "",
  };
}

export const sentencesOf = (r: Reading, t: Turn): number[] => {
  const own = r.numbers(t.spans);
  return own.length ? own : r.numbersOf(t.claims.length ? t.claims : t.members);
};

/** Rows that do not just fall but become something else, where one source alone is dropped. */
export function turning(knockout: Knockout | undefined, all: readonly Row[]): Set<string> {
  const found = new Set<string>();
  for (const t of knockout?.turns ?? []) {
    if (sortOf(t) !== "turns") continue;
    for (const { id, finding } of all) {
      if (t.kind === "deception" ? "act" in finding && finding.act === t.act && "told" in finding && String(finding.told) === String(t.told)
        : "agent" in finding && finding.agent === t.agent && "proposition" in finding && finding.proposition === t.proposition && "value" in finding && finding.value === t.before) found.add(id);
    }
  }
  return found;
}
