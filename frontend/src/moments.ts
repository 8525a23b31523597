// The moments of the account, and the state of every mind at each of them.

import type { Knowledge, Moment } from "./analysis";
import { brief, minutes } from "./axis";
import { short, type Reading } from "./reading";

const FALSE = new Set(["told_falsely", "believed_wrongly"]);

/** Where each item stands among the moments: the index of the first that holds it. */
export function positions(r: Reading): Map<string, number> {
  const made = new Map<string, number>();
  r.a.findings.moments.forEach((moment, i) => {
    made.set(moment.id, i);
    for (const item of moment.items) if (!made.has(item)) made.set(item, i);
  });
  return made;
}

/** A moment in few words: its label where that is short, else when it was, else the first words of it. */
export function momentName(moment: Moment, index: number): string {
  if (moment.label && moment.label.length <= 28) return moment.label;
  const when = brief(minutes(moment.bounds.earliest), minutes(moment.bounds.latest, true));
  const first = moment.label.split(";")[0];
  if (first && first.length <= 34) return first;
  return when !== "no time stated" ? when : first ? short(first, 28) : `moment ${index + 1}`;
}

/** Whether two cells say the same, but for how sure it is. */
export const alike = (a: Knowledge | undefined, b: Knowledge | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.value === b.value && a.asserts === b.asserts);

const inside = (bound: string | null, moment: Moment): boolean =>
  bound !== null && moment.bounds.latest !== null && bound <= moment.bounds.latest;

/** First and one-past-last moment over which a finding holds. */
export function extent(k: Knowledge, r: Reading, at: Map<string, number>): [number, number] {
  const { moments } = r.a.findings;
  let from = k.from_moment === null ? 0 : at.get(k.from_moment) ?? -1;
  if (from < 0) from = Math.max(0, moments.findIndex((m) => inside(k.interval.earliest, m)));
  const to = k.to_moment === null ? moments.length : at.get(k.to_moment) ?? moments.length;
  return [from, Math.max(to, from + 1)];
}

export type Grid = Map<string, Knowledge[]>; // "agent proposition" → by moment

const SAID = new Set(["told", "told_falsely"]);

/**
 * For each agent and proposition the finding that holds at each moment: what was told at the moment of the telling,
 * afterwards the state of mind that it left, and what was told where no state of mind is recorded.
 */
export function grid(r: Reading): Grid {
  const at = positions(r);
  const count = Math.max(1, r.a.findings.moments.length);
  const layers = [new Map<string, (Knowledge | undefined)[]>(), new Map<string, (Knowledge | undefined)[]>()];
  const began = new Map<Knowledge, number>();
  for (const k of r.a.findings.knowledge) {
    if (k.value === "not_recorded" || k.class === "excluded" || k.mind_of) continue;
    const layer = layers[SAID.has(k.value) ? 0 : 1];
    const key = `${k.agent} ${k.proposition}`;
    const cells = layer.get(key) ?? new Array<Knowledge | undefined>(count).fill(undefined);
    const [from, to] = extent(k, r, at);
    began.set(k, from);
    for (let i = from; i < Math.min(to, count); i++) {
      const held = cells[i];
      if (held === undefined || from >= (began.get(held) ?? 0)) cells[i] = k;
    }
    layer.set(key, cells);
  }
  const made: Grid = new Map();
  for (const key of new Set([...layers[0].keys(), ...layers[1].keys()])) {
    const said = layers[0].get(key), mind = layers[1].get(key);
    made.set(key, Array.from({ length: count }, (_, i) => (said?.[i] && began.get(said[i]) === i ? said[i] : mind?.[i] ?? said?.[i])) as Knowledge[]);
  }
  return made;
}

/** The moment shown first: the last at which somebody is told falsely, else the last of all. */
export function startMoment(r: Reading): number {
  const at = positions(r);
  const acts = r.a.findings.deceptions.map((d) => at.get(d.act) ?? -1);
  const falsehoods = r.a.findings.knowledge.filter((k) => FALSE.has(k.value)).map((k) => extent(k, r, at)[0]);
  const last = Math.max(-1, ...acts, ...falsehoods);
  return last >= 0 ? last : Math.max(0, r.a.findings.moments.length - 1);
}
