// The stretch that an entry of the timeline may lie in: what the text forces, and apart from it what the telling suggests.

import type { TimelineEntry } from "./analysis";
import { brief, minutes, type Band } from "./axis";
import type { Reading } from "./reading";

const published = (r: Reading): number | null => minutes(r.a.account.published ?? r.a.account.read_at);

/** Without the end that is only the day of the telling: told by then is no bound of its own. */
export function cut(r: Reading, bounds: { earliest: string | null; latest: string | null }): Band {
  const band: Band = { early: minutes(bounds.earliest), late: minutes(bounds.latest, true) };
  const read = published(r);
  if (band.late !== null && read !== null && band.late >= read && (band.early === null || band.early < read)) band.late = null;
  return band;
}

export const forced = (r: Reading, entry: TimelineEntry): Band => cut(r, entry.bounds);

/** By the order of the telling only; null where that says no more than what is forced, or leaves both sides open. */
export function telling(r: Reading, entry: TimelineEntry): Band | null {
  if (!entry.likely) return null;
  const firm = forced(r, entry), band = cut(r, entry.likely);
  if (band.early === null && band.late === null) return null;
  return band.early === firm.early && band.late === firm.late ? null : band;
}

/** Both in words, the second marked as what it is. */
export function inWords(firm: Band, weak: Band | null): string {
  const open = firm.early === null && firm.late === null;
  if (!weak) return open ? "" : brief(firm.early, firm.late);
  return open ? `perhaps ${brief(weak.early, weak.late)}` : `${brief(firm.early, firm.late)}; perhaps ${brief(weak.early, weak.late)}`;
}
