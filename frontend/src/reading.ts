// Look-ups over one analysis: text by offsets, sentences by number, records by id, and what stands on whom.

import type { Act, Analysis, Claim, Finding, Movement, Party, Presence, Event, Span } from "./analysis";
import { outside, type Spoken } from "./spoken";
import { BASES, capital, keyOf, listed, nameKeys, range } from "./words";

export type Item =
  | { kind: "act"; record: Act }
  | { kind: "event"; record: Event }
  | { kind: "movement"; record: Movement }
  | { kind: "presence"; record: Presence }
  | { kind: "claim"; record: Claim };

export const SELF = "self";
const SURE = 0.5; // calibrated confidence below which a mark is drawn with broken lines
const CLIP = 110; // code points of a quoted gist in a row

export class Reading {
  readonly items = new Map<string, Item>();
  private readonly units: Uint32Array | null; // code point → UTF-16 unit, where they differ
  private readonly starts: number[];
  private readonly entities = new Map<string, Analysis["entities"][number]>();
  private readonly sources = new Map<string, Analysis["sources"][number]>();
  private readonly propositions = new Map<string, Analysis["propositions"][number]>();
  private readonly attributions = new Map<string, Analysis["attributions"][number]>();
  private readonly briefs = new Map<string, string>();
  private readonly speaking = new Map<number, Set<string>>();

  constructor(readonly a: Analysis, readonly spoken: Spoken) {
    this.units = astral(a.account.text);
    this.starts = a.sentences.map((s) => s.span[0]);
    for (const e of a.entities) this.entities.set(e.id, e);
    for (const s of a.sources) this.sources.set(s.id, s);
    nameKeys(a.sources.filter((s) => s.kind !== SELF).map((s) => s.id));
    for (const p of a.propositions) this.propositions.set(p.id, p);
    for (const t of a.attributions) this.attributions.set(t.id, t);
    for (const record of a.events) this.items.set(record.id, { kind: "event", record });
    for (const record of a.acts) this.items.set(record.id, { kind: "act", record });
    for (const record of a.movements) this.items.set(record.id, { kind: "movement", record });
    for (const record of a.presences) this.items.set(record.id, { kind: "presence", record });
    for (const record of a.claims) this.items.set(record.id, { kind: "claim", record });
    for (const t of a.attributions) {
      for (const span of t.content_spans.concat(t.cue_spans)) {
        for (let n = this.number(span[0]); n <= this.number(span[1] - 1); n++) t.sources.forEach((s) => this.speaks(n, s));
      }
    }
    for (const x of [...a.acts, ...a.movements, ...a.presences]) for (const s of x.sources) this.speaks(this.number("cue" in x ? x.cue[0] : x.span[0]), s);
    for (const c of a.claims) for (const span of c.spans) c.chain.slice(1).flat().forEach((s) => this.speaks(this.number(span[0]), s));
  }

  private speaks(sentence: number, source: string): void {
    if (source === SELF) return;
    const known = this.speaking.get(sentence);
    if (known) known.add(source);
    else this.speaking.set(sentence, new Set([source]));
  }

  get count(): number { return this.starts.length; }

  /** The words at a span of code points. */
  text(span: Span): string {
    const { text } = this.a.account;
    return this.units ? text.slice(this.units[span[0]], this.units[span[1]]) : text.slice(span[0], span[1]);
  }

  /** The number, from 1, of the sentence that holds an offset; 0 before the first. */
  number(offset: number): number {
    let low = 0, high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  numbers(spans: readonly (Span | null)[]): number[] {
    const found = new Set<number>();
    for (const span of spans) if (span) found.add(this.number(span[0]));
    found.delete(0);
    return [...found].sort((x, y) => x - y);
  }

  sentence(number: number): string {
    const sentence = this.a.sentences[number - 1];
    return sentence ? this.text(sentence.span) : "";
  }

  entity(id: string | null) { return id === null ? undefined : this.entities.get(id); }
  source(id: string) { return this.sources.get(id); }
  proposition(id: string | null) { return id === null ? undefined : this.propositions.get(id); }
  attribution(id: string | null) { return id === null ? undefined : this.attributions.get(id); }

  /** What is not sure about an attribution, in words; empty where nothing is in doubt or no number says so. */
  doubt(id: string | null): string {
    const t = this.attribution(id);
    if (t && t.confidence !== null && t.confidence < SURE) return "Not sure that this is said by whom the marks name.";
    if (t?.content_spans.length && t.exact_confidence !== null && t.exact_confidence < SURE) return "Not sure where the words that are reported begin and end.";
    return "";
  }

  name(id: string | null): string {
    if (id === null) return "somebody";
    const source = this.sources.get(id);
    return this.entities.get(id)?.name ?? (source ? (source.kind === SELF ? "the account’s own voice" : this.spoken.speakers[id] ?? source.descriptor) : id);
  }

  /** The shortest name that is only this one's: an alias of its own, else the whole name. */
  brief(id: string | null): string {
    if (id === null) return "somebody";
    const known = this.briefs.get(id);
    if (known !== undefined) return known;
    const e = this.entities.get(id);
    let made = this.name(id);
    if (e?.named) {
      const words = new Set(e.name.split(/[\s-]+/).concat(e.name.split(/\s+/)));
      const free = (alias: string): boolean => [...this.entities.values()].every((x) => x === e || (x.name !== alias && !x.aliases.includes(alias)));
      for (const alias of e.aliases) {
        if (alias.length < made.length && alias.split(/\s+/).every((w) => words.has(w)) && /^\p{Lu}/u.test(alias) && free(alias)) made = alias;
      }
    }
    this.briefs.set(id, made);
    return made;
  }

  /** Somebody in the middle of a sentence: "the commander", "the United Arab Emirates". */
  called(id: string): string { return id ? this.spoken.called[id] ?? this.name(id) : "somebody"; }

  party(party: Party): string {
    if (party.entity) return this.called(party.entity);
    return party.quantity === "none" ? "nobody" : party.descriptor || "somebody";
  }

  parties(parties: Party[]): string { return listed(parties.map((p) => (p.entity ? this.brief(p.entity) : this.party(p)))) || "somebody"; }

  gist(id: string | null): string {
    const gist = this.proposition(id)?.gist ?? "";
    const points = [...gist];
    return points.length > CLIP ? points.slice(0, CLIP).join("").replace(/\s+\S*$/, "") + " …" : gist;
  }

  /** What was said or known: the gist, or that it is not so. */
  thought(id: string | null, asserts: boolean): string { return asserts ? `“${this.gist(id)}”` : `not so: “${this.gist(id)}”`; }

  /** Who speaks in a sentence, besides the account itself. */
  speakers(sentence: number): string[] { return [...(this.speaking.get(sentence) ?? [])]; }

  byline(sentence: number): string {
    const who = this.speakers(sentence);
    return who.length ? who.map((s) => `${keyOf(s)} · ${this.name(s)}`).join("; ") : "The account’s own voice";
  }

  spansOf(id: string): Span[] {
    const item = this.items.get(id);
    if (!item) return this.proposition(id)?.members ?? [];
    switch (item.kind) {
      case "act": return [item.record.cue, ...item.record.content_spans];
      case "event": return [item.record.trigger];
      case "claim": return item.record.spans;
      default: return [item.record.span];
    }
  }

  numbersOf(ids: readonly string[]): number[] { return this.numbers(ids.flatMap((id) => this.spansOf(id))); }

  sentencesOf(finding: Finding): number[] {
    const own = this.numbers(finding.spans);
    return own.length ? own : this.numbersOf(finding.claims.length ? finding.claims : finding.supports.flat());
  }

  /** Who must be believed for a record to stand: every step of the chain needs one of its sources. */
  steps(id: string): string[][] {
    const item = this.items.get(id);
    if (!item) return [];
    if (item.kind === "claim") return item.record.chain.filter((step) => step.length);
    const own = item.kind === "event" ? [] : item.record.sources;
    if (own.length) return [own];
    if (item.kind !== "event") return [];
    const made: string[][] = [];
    const seen = new Set<string>();
    for (let t = this.attribution(item.record.attribution); t && !seen.has(t.id); t = this.attribution(t.parent)) {
      seen.add(t.id);
      if (t.sources.length) made.push(t.sources);
    }
    return made;
  }

  stands(id: string, dropped: ReadonlySet<string>): boolean {
    return this.steps(id).every((step) => step.some((s) => !dropped.has(s)));
  }

  holds(finding: Finding, dropped: ReadonlySet<string>): boolean {
    if (!dropped.size) return true;
    if (finding.must_sources.some((s) => dropped.has(s))) return false;
    if (finding.supports.length) return finding.supports.some((set) => set.every((id) => this.stands(id, dropped)));
    return finding.claims.every((id) => this.stands(id, dropped));
  }

  /** The sources that a finding stands on: true where it falls without that source alone. */
  legs(finding: Finding): Map<string, boolean> {
    const sets = finding.supports.length ? finding.supports : [finding.claims];
    const found = new Set(sets.flat().flatMap((id) => this.steps(id).flat()).concat(finding.must_sources));
    found.delete(SELF);
    return new Map([...found].map((s) => [s, !this.holds(finding, new Set([s]))]));
  }

  /** Whether one of its supports rests on the account's own voice alone. */
  ownVoice(finding: Finding): boolean {
    const sets = finding.supports.length ? finding.supports : finding.claims.length ? [finding.claims] : [];
    return sets.some((set) => set.every((id) => this.steps(id).flat().every((s) => s === SELF)));
  }

  who(id: string): string {
    const item = this.items.get(id);
    if (item?.kind === "act") return this.parties(item.record.agents);
    if (item?.kind === "movement") return this.party(item.record.mover);
    if (item?.kind === "presence") return this.party(item.record.who);
    return "";
  }

  /** A record in one sentence, with names as short as they are clear; the account's words stand in quotation marks. */
  label(id: string): string {
    const said = this.spoken.items[id];
    return said ? this.shorter(said) : capital(this.gist(id) || this.name(id));
  }

  /** A finding in one clause. */
  said(id: string): string { return this.shorter(this.spoken.findings[id] ?? ""); }

  /** A sentence with the names of people as short as they are clear; what is quoted stays as it is. */
  shorter(text: string): string {
    return outside(text, (part) => {
      for (const e of this.a.entities) {
        if (e.type !== "person" || !e.named || !part.includes(e.name)) continue;
        part = part.split(e.name).join(this.brief(e.id));
      }
      return part;
    });
  }

  /** How many took part, and where: what falls with the act. */
  sizes(id: string): string {
    const item = this.items.get(id);
    if (item?.kind !== "act") return "";
    const { agents, others, place } = item.record;
    const many = [...agents, ...others].flatMap((p) => {
      const count = p.count ?? this.entity(p.entity)?.count;
      const said = count && count.low !== 1 && !(count.low === 2 && count.high === null);
      return said ? [`${this.party(p)}: ${range(count.low, count.high)}`] : [];
    });
    const more = [...many, ...(place ? [this.at(place)] : [])];
    return more.length ? ` (${more.join("; ")})` : "";
  }

  /** A place with its preposition: "in Moscow", "at the ministry". */
  at(place: string): string { return this.spoken.places[place] ?? `at ${this.name(place)}`; }

  how(source: Analysis["sources"][number]): string {
    return source.basis.span ? `“${this.text(source.basis.span)}”` : BASES[source.basis.kind] ?? source.basis.kind;
  }
}

export function short(text: string, points = CLIP): string {
  const all = [...text.replace(/\s+/g, " ").trim()];
  return all.length > points ? all.slice(0, points).join("").replace(/\s+\S*$/, "") + " …" : all.join("");
}

function astral(text: string): Uint32Array | null {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return null;
  const units: number[] = [];
  let unit = 0;
  for (const point of text) {
    units.push(unit);
    unit += point.length;
  }
  units.push(unit);
  return Uint32Array.from(units);
}
