// Every finding as one row with its supports, in the order of consequence: what falls when a source is dropped.

import type { Finding, Knowledge } from "./analysis";
import type { Reading } from "./reading";
import { CLASSES, capital, letter, listed } from "./words";

export interface Row {
  id: string;
  kind: "otherwise" | "kept" | "knew" | "happened" | "went" | "clash" | "claim";
  label: string;
  sentences: number[];
  finding: Finding;
  legs: Map<string, boolean>;
  own: boolean;
}

export const KINDS: Record<Row["kind"], string> = {
  otherwise: "Told otherwise", kept: "Kept from", knew: "In a mind", happened: "What happened", went: "Journeys",
  clash: "Conflicts and tensions", claim: "Claims",
};

export function rows(r: Reading): Row[] {
  const { findings } = r.a;
  const made: Row[] = [];
  const add = (kind: Row["kind"], label: string, finding: Finding): void => {
    const legs = r.legs(finding);
    made.push({ id: finding.id, kind, label: capital(label), sentences: r.sentencesOf(finding), finding, legs, own: r.ownVoice(finding) });
  };
  for (const d of findings.deceptions) {
    add("otherwise", r.said(d.id) + (d.value === "said_to_mislead" ? ", said to have misled" : ""), d);
  }
  const firmest = new Map<string, Knowledge>(); // the same state over several stretches is one row
  for (const k of findings.knowledge) {
    const key = [k.agent, k.proposition, k.value, k.asserts].join(" ");
    if (!firmest.has(key) || (firmest.get(key)?.class !== "certain" && k.class === "certain")) firmest.set(key, k);
  }
  for (const k of firmest.values()) {
    if (k.value === "not_recorded" || k.class === "excluded" || k.class === "not_recorded") continue;
    if (k.mind_of) continue;
    if (k.value === "told_falsely") continue; // the deception says it
    const doubt = CLASSES[k.class] ? ` (${CLASSES[k.class]})` : "";
    add(k.value === "kept_from" ? "kept" : "knew", `${r.said(k.id)}${doubt}`, k);
  }
  for (const t of findings.timeline) add("happened", r.label(t.item) + r.sizes(t.item), t.supports.length ? t : { ...t, supports: [[t.item]] });
  for (const j of findings.journeys) add("went", j.legs.map((leg) => r.label(leg)).join("; "), j);
  findings.conflicts.forEach((x, i) => add("clash", `conflict ${letter(i)}: ${x.reason || listed(x.members.map((m) => r.label(m)))}`, x));
  findings.tensions.forEach((x) => add("clash", `tension: ${x.reason || listed(x.members.map((m) => r.label(m)))}`, x));
  if (!made.length) for (const c of r.a.claims) {
    const finding: Finding = { id: c.id, rule: "", claims: [c.id], spans: c.spans, supports: [[c.id]], capped: false, must_sources: [], inferred: false, note: "" };
    add("claim", r.label(c.id), finding);
  }
  return made;
}

/** How many rows fall without one source alone. */
export const fallsWithout = (all: readonly Row[], source: string): number => all.filter((row) => row.legs.get(source)).length;
