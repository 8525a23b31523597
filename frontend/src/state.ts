// What the reader has chosen: a moment, dropped sources, a kept focus. It lives in the address, so that Back undoes.

import { keyOf } from "./words";

export interface Choice {
  at: number; // index of the moment
  dropped: ReadonlySet<string>;
  sentences: readonly number[]; // kept focus
  mark: string | null; // id of the kept mark
}

type Listener = (choice: Choice) => void;

export class State {
  choice: Choice;
  private readonly listeners: Listener[] = [];
  private quiet = false;

  constructor(private readonly known: { moments: number; start: number; sources: ReadonlyMap<string, string>; sentences: number; marks: ReadonlySet<string> }) {
    this.choice = this.read();
    const back = (): void => { if (!this.quiet) this.apply(this.read()); };
    addEventListener("hashchange", back);
    addEventListener("popstate", back);
  }

  listen(listener: Listener): void { this.listeners.push(listener); }

  set(change: Partial<Choice>): void {
    this.apply({ ...this.choice, ...change });
    this.write();
  }

  drop(source: string): void {
    const dropped = new Set(this.choice.dropped);
    if (!dropped.delete(source)) dropped.add(source);
    this.set({ dropped });
  }

  moment(index: number): void { this.set({ at: Math.max(0, Math.min(this.known.moments - 1, index)) }); }

  private apply(choice: Choice): void {
    this.choice = choice;
    for (const listener of this.listeners) listener(choice);
  }

  /** Unknown and malformed values are ignored. */
  private read(): Choice {
    const raw = location.hash.slice(1);
    const asked = new Map<string, string>();
    if (raw.includes("=")) for (const pair of raw.split("&")) asked.set(pair.split("=")[0], pair.slice(pair.indexOf("=") + 1));
    const at = Number.parseInt(asked.get("at") ?? "", 10) - 1;
    const mark = asked.get("m") ?? null;
    const dropped = new Set((asked.get("drop") ?? "").toUpperCase().split(",").map((s) => this.known.sources.get(s)).filter((s): s is string => s !== undefined));
    const same = this.choice !== undefined && dropped.size === this.choice.dropped.size && [...dropped].every((s) => this.choice.dropped.has(s));
    return {
      at: at >= 0 && at < this.known.moments ? at : this.known.start,
      dropped: same ? this.choice.dropped : dropped,
      sentences: (asked.get("s") ?? "").split(/[+,]|%20/).map(Number).filter((n) => Number.isInteger(n) && n > 0 && n <= this.known.sentences),
      mark: mark !== null && this.known.marks.has(mark) ? mark : null,
    };
  }

  private write(): void {
    const { at, dropped, sentences, mark } = this.choice;
    const parts: string[] = [];
    if (mark) parts.push(`m=${mark}`);
    else if (sentences.length) parts.push(`s=${sentences.join("+")}`);
    if (at !== this.known.start) parts.push(`at=${at + 1}`);
    if (dropped.size) parts.push(`drop=${[...dropped].map((s) => keyOf(s)).sort().join(",")}`);
    const want = parts.length ? "#" + parts.join("&") : "";
    if (location.hash === want || (!want && !location.hash.includes("="))) return;
    this.quiet = true;
    try {
      history.pushState(null, "", want || location.pathname + location.search);
    } catch {
      location.hash = want;
    }
    this.quiet = false;
  }
}
