// The moments of the account, and the state of every mind at each of them.

import type { Knowledge, Moment } from "./analysis";
import type { Reading } from "./reading";

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

/** For each agent and proposition the finding that holds at each moment; the one that began last wins. */
export function grid(r: Reading): Grid {
  const at = positions(r);
  const count = Math.max(1, r.a.findings.moments.length);
  const made: Grid = new Map();
  const began = new Map<string, number[]>();
  for (const k of r.a.findings.knowledge) {
    if (k.value === "not_recorded" || k.mind_of) continue;
    const key = `${k.agent} ${k.proposition}`;
    const cells = made.get(key) ?? new Array<Knowledge>(count);
    const starts = began.get(key) ?? new Array<number>(count).fill(-1);
    const [from, to] = extent(k, r, at);
    for (let i = from; i < Math.min(to, count); i++) if (from >= starts[i]) { cells[i] = k; starts[i] = from; }
    made.set(key, cells);
    began.set(key, starts);
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
