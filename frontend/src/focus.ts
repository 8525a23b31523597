// Hover and focus are one: whatever is pointed at shows its sentence at the foot of the window, with its source.
// A click or Enter keeps it; again goes to it in the text. Other marks on the same sentence take the paler tone.

import type { Reading } from "./reading";
import type { State } from "./state";
import { capital } from "./words";

const SHOWN = 3; // sentences side by side
const LINGER = 350; // ms before an unkept sentence leaves

const el = (tag: string, css: string, ...content: (string | Node)[]): HTMLElement => {
  const made = document.createElement(tag);
  if (css) made.className = css;
  made.append(...content);
  return made;
};

export class Focus {
  private kept: Element | null = null;
  private showing: Element | null = null;
  private here = 0; // sentence shown
  private timer = 0;
  private keeping = false; // the change of address is our own: a silent mark has no address
  private readonly dock = document.getElementById("dock") as HTMLElement;
  private index: Map<string, Element[]> | null = null;

  constructor(private readonly r: Reading, private readonly state: State) {
    document.addEventListener("mouseover", (e) => this.over(e.target as Element));
    document.addEventListener("focusin", (e) => {
      const target = e.target as Element;
      const hit = this.hit(target);
      if (hit && target.matches(":focus-visible") && !this.dock.contains(target)) this.show(hit);
    });
    document.addEventListener("click", (e) => this.click(e));
  }

  /** The marks have been drawn anew: forget where they were. */
  stale(): void { this.index = null; }

  get sentence(): number { return this.here; }
  get active(): boolean { return this.kept !== null || this.dock.classList.contains("on"); }
  get target(): Element | null { return this.kept ?? this.hit(document.activeElement); }

  hit(target: Element | null): Element | null { return target?.closest?.("[data-s],[data-q]") ?? null; }

  private over(target: Element): void {
    if (this.dock.contains(target)) { clearTimeout(this.timer); return; }
    const hit = this.hit(target);
    clearTimeout(this.timer);
    if (hit) this.show(hit);
    else if (this.showing) this.timer = window.setTimeout(() => (this.kept ? this.show(this.kept) : this.hide()), LINGER);
  }

  private click(e: MouseEvent): void {
    const target = e.target as Element;
    if (target.closest("input,label,summary,button")) return;
    const hit = this.hit(target);
    if (!hit) return;
    if (hit.tagName === "A") e.preventDefault();
    this.keep(hit);
  }

  /** Keeps a mark; a second time goes to its sentence. */
  keep(hit: Element): void {
    if (this.kept === hit) { this.go(); return; }
    this.kept = hit;
    this.show(hit);
    const data = (hit as HTMLElement).dataset;
    const numbers = (data.s ?? "").split(" ").filter(Boolean).map(Number);
    this.keeping = true;
    this.state.set({ mark: data.id ?? null, sentences: numbers });
    this.keeping = false;
  }

  /** Keeps a sentence and goes there. */
  visit(number: number): void {
    const anchor = document.querySelector(`#s${number} > .n`);
    if (!anchor) return;
    this.kept = null;
    this.keep(anchor);
    this.go();
  }

  go(): void {
    const sentence = document.getElementById(`s${this.here}`);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    sentence?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  release(): void {
    this.kept = null;
    this.hide();
    this.state.set({ mark: null, sentences: [] });
  }

  /** Follows the address: shows what it names, without writing to it. */
  restore(): void {
    if (this.keeping) { this.light(); return; }
    const { mark, sentences } = this.state.choice;
    const byMark = mark ? document.querySelector(`[data-id="${CSS.escape(mark)}"]`) : null;
    const found = byMark ?? (sentences.length ? document.querySelector(`[data-s="${sentences.join(" ")}"]`) ?? document.querySelector(`#s${sentences[0]} > .n`) : null);
    if (found === this.kept && found !== null) { this.light(); return; }
    this.kept = found;
    if (found) this.show(found);
    else this.hide();
  }

  private hide(): void {
    this.showing = null;
    this.here = 0;
    this.dock.classList.remove("on");
    this.light();
  }

  private show(hit: Element): void {
    clearTimeout(this.timer);
    this.showing = hit;
    const data = (hit as HTMLElement).dataset;
    const numbers = (data.s ?? "").split(" ").filter(Boolean).map(Number);
    const many = numbers.length > 1;
    const title = data.t ?? (numbers.length ? `Sentence${many ? "s" : ""} ${numbers.join(", ")}` : "");
    const what = el("div", "what", el("b", "", title), ...(data.q ? [data.q] : []));
    const doubt = this.r.doubt(data.at ?? null);
    if (doubt) what.append(el("span", "unsurely", doubt));
    const says = el("div", "says");
    let shown: [number, string][] = numbers.map((n) => [n, ""]);
    if (data.b) shown = JSON.parse(data.b) as [number, string][];
    for (const [n, bound] of shown.slice(0, SHOWN)) says.append(this.quoted(n, bound));
    if (shown.length > SHOWN) what.append(el("span", "more", `and ${shown.length - SHOWN} more: ${shown.slice(SHOWN).map(([n]) => n).join(", ")}`));
    if (!shown.length) says.append(el("div", "silent", "The text records nothing of this.", el("span", "by", "Silence is not ignorance: no sentence says that they did not know.")));
    this.here = numbers[0] ?? 0;
    const go = el("button", "", "In the text");
    go.addEventListener("click", () => this.go());
    const away = el("button", "", "Close");
    away.addEventListener("click", () => this.release());
    this.dock.replaceChildren(el("div", "in", what, says, el("div", "do", ...(numbers.length ? [go] : []), away, el("span", "", el("kbd", "", "Enter"), " ", el("kbd", "", "Esc")))));
    this.dock.classList.add("on");
    this.light();
  }

  private quoted(n: number, bound: string): HTMLElement {
    const made = el("div", "");
    if (bound) made.append(el("span", "bound", capital(bound)));
    if (n) {
      made.append(el("span", "key", String(n)), " ", this.copy(n), el("span", "by", this.r.byline(n)));
    }
    return made;
  }

  /** The sentence with its marks, as it stands in the text. */
  private copy(n: number): HTMLElement {
    const made = el("span", "quoted");
    const original = document.getElementById(`s${n}`);
    if (!original) { made.append(this.r.sentence(n)); return made; }
    const copy = original.cloneNode(true) as HTMLElement;
    copy.querySelectorAll(".n, .tag").forEach((x) => x.remove());
    copy.querySelectorAll("[data-s]").forEach((x) => { for (const name of ["data-s", "data-at", "data-src"]) x.removeAttribute(name); });
    made.append(...copy.childNodes);
    return made;
  }

  private marks(): Map<string, Element[]> {
    if (this.index) return this.index;
    const index = new Map<string, Element[]>();
    for (const mark of document.querySelectorAll<HTMLElement>(".mk[data-s]")) {
      for (const n of (mark.dataset.s ?? "").split(" ")) {
        const known = index.get(n);
        if (known) known.push(mark);
        else index.set(n, [mark]);
      }
    }
    return (this.index = index);
  }

  private light(): void {
    document.querySelectorAll("[data-lit]").forEach((x) => x.removeAttribute("data-lit"));
    if (!this.showing) return;
    const numbers = ((this.showing as HTMLElement).dataset.s ?? "").split(" ").filter(Boolean);
    for (const n of numbers) {
      document.getElementById(`s${n}`)?.setAttribute("data-lit", "here");
      for (const mark of this.marks().get(n) ?? []) mark.setAttribute("data-lit", "too");
    }
    this.showing.setAttribute("data-lit", "here");
  }
}
