// Journeys as rows and legs: what the findings joined, and every movement that they leave out.

import type { Movement } from "../analysis";
import type { Reading } from "../reading";

export interface Trip { id: string; number: number; legs: Movement[]; also: Movement[]; question: string | null; finding: import("../analysis").Journey | null }

export function trips(r: Reading): Trip[] {
  const taken = new Set<string>();
  const made: Trip[] = [];
  const movement = (id: string): Movement | undefined => r.a.movements.find((m) => m.id === id);
  for (const finding of r.a.findings.journeys) {
    const legs = finding.legs.map(movement).filter((m): m is Movement => m !== undefined && !taken.has(m.id));
    if (!legs.length) continue;
    legs.forEach((m) => taken.add(m.id));
    made.push({ id: finding.id, number: 0, legs, also: [], question: finding.question, finding });
  }
  const loose = new Map<string, Movement[]>();
  const told = new Map<string, Movement[]>(); // by the movement that each tells again
  for (const m of r.a.movements) if (m.same_as && !taken.has(m.id)) {
    told.set(m.same_as, [...(told.get(m.same_as) ?? []), m]);
    taken.add(m.id);
  }
  for (const m of r.a.movements) if (!taken.has(m.id)) {
    const key = m.journey ?? m.id;
    loose.set(key, [...(loose.get(key) ?? []), m]);
  }
  for (const [key, legs] of loose) made.push({ id: key === legs[0].id ? legs[0].id : `journey-${key}`, number: 0, legs, also: [], question: null, finding: null });
  for (const t of made) {
    const begun = t.legs.filter((m) => m.destination === null && t.legs.some((x) => x.destination !== null && x.origin_place === m.origin_place));
    t.also = [...begun, ...t.legs.flatMap((m) => told.get(m.id) ?? [])];
    t.legs = t.legs.filter((m) => !begun.includes(m)); // a leg told again with its end
  }
  const first = (t: Trip): number => Math.min(...t.legs.map((m) => m.span[0]));
  made.sort((x, y) => first(x) - first(y));
  made.forEach((t, i) => { t.number = i + 1; });
  return made;
}

export interface Spot { id: string; name: string; at: [number, number]; area: boolean; lent: boolean } // longitude, latitude; a whole country; lent by what it lies in

/** Whether any place of a journey is named. */
export const placed = (t: Trip): boolean => t.legs.some((m) => m.origin_place !== null || m.destination !== null || m.via.length > 0);

/** Where a place of a movement or presence lies; a facility stands where the place that it lies in stands. */
export class Atlas {
  private readonly known = new Map<string, [number, number]>();

  constructor(private readonly r: Reading, private readonly countries: (name: string) => [number, number] | null) {
    for (const p of r.a.places) {
      if (p.latitude === null || p.longitude === null) continue;
      const at: [number, number] = [p.longitude, p.latitude];
      for (const key of [p.entity, p.name]) if (key && !this.known.has(key)) this.known.set(key, at);
    }
  }

  spot(place: string | null): Spot | null {
    const seen = new Set<string>();
    for (let id = place; id !== null && !seen.has(id); id = this.r.entity(id)?.within ?? null) {
      seen.add(id);
      const name = this.r.name(id);
      const lent = id !== place;
      const whole = this.countries(name); // a country is an area wherever its middle is said to be
      if (whole) return { id, name, at: whole, area: true, lent };
      const at = this.known.get(id) ?? this.known.get(name);
      if (at) return { id, name, at, area: false, lent };
    }
    return null;
  }
}
