// The keyboard: one tab stop for a table of marks, arrows inside it, and letters for what a reader does most.

import type { Focus } from "./focus";
import type { Reading } from "./reading";
import type { State } from "./state";

const SECTIONS: Record<string, string> = {
  1: "sourcing", 2: "account", 3: "sources", 4: "when", 5: "where", 6: "knew", 7: "otherwise", 8: "conflicts", 9: "drop", 0: "people",
  r: "replay", d: "doubts",
};

export const HELP: [string[], string][] = [
  [["1–9", "0"], "go to a section; r: moment by moment, d: doubts"],
  [["j", "k"], "next, previous sentence"],
  [["Tab"], "next table of marks; the sentence appears at the foot of the window"],
  [["←", "↑", "→", "↓"], "move among its marks"],
  [["Enter"], "keep the mark; again: go to its sentence in the text"],
  [["[", "]"], "earlier, later moment"],
  [["x"], "drop or restore the source in focus"],
  [["Esc"], "let go; again: restore all sources"],
  [["Alt ←"], "back: what was kept is in the address"],
  [["?"], "these keys"],
];

/** The nearest mark in a direction, by where the marks stand on the page. */
function neighbour(from: Element, key: string): HTMLElement | null {
  const table = from.closest("[data-marks]");
  if (!table) return null;
  const a = from.getBoundingClientRect();
  const x = a.left + a.width / 2, y = a.top + a.height / 2;
  const along = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  let best: HTMLElement | null = null, least = Infinity;
  for (const mark of table.querySelectorAll<HTMLElement>(".mk")) {
    if (mark === from) continue;
    const b = mark.getBoundingClientRect();
    if (!b.width && !b.height) continue;
    const dx = b.left + b.width / 2 - x, dy = b.top + b.height / 2 - y;
    const ahead = sign * (along ? dx : dy), aside = Math.abs(along ? dy : dx);
    if (ahead <= 0.5) continue;
    const distance = ahead + 6 * aside;
    if (distance < least) { least = distance; best = mark; }
  }
  return best;
}

export function keys(r: Reading, state: State, focus: Focus): void {
  const dialog = document.getElementById("keys") as HTMLDialogElement;
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || dialog.open) return;
    const target = e.target as HTMLElement;
    if (target.matches("input[type=text],textarea")) return;
    const { key } = e;
    if (key.startsWith("Arrow")) {
      if (target.matches("input") || !target.matches(".mk")) return;
      const next = neighbour(target, key);
      if (next) {
        target.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      }
      e.preventDefault();
      return;
    }
    if (key === "Escape") {
      if (focus.active) focus.release();
      else if (state.choice.dropped.size) state.set({ dropped: new Set() });
      else return;
    } else if (key === "[" || key === "]") state.moment(state.choice.at + (key === "]" ? 1 : -1));
    else if (key === "j" || key === "k") {
      const next = Math.max(1, Math.min(r.count, focus.sentence + (key === "j" ? 1 : -1)));
      if (r.count) focus.visit(next);
    } else if (key === "x") {
      const data = (focus.target as HTMLElement | null)?.dataset;
      const row = focus.target?.closest<HTMLElement>("[data-source]")?.dataset.source;
      const named = data?.src?.split(" ")[0] ?? row ?? r.speakers(Number((data?.s ?? "").split(" ")[0]))[0];
      if (named) state.drop(named);
    } else if (key in SECTIONS) document.getElementById(SECTIONS[key])?.scrollIntoView();
    else if (key === "?") dialog.showModal();
    else if ((key === "Enter" || key === " ") && !target.matches("button,input,summary")) {
      const hit = focus.hit(target);
      if (!hit) return;
      focus.keep(hit);
    } else return;
    e.preventDefault();
  });
}
