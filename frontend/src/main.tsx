// The page's script: reads the analysis that the file carries, draws the views, and binds text and views together.

import { render, type FunctionComponent } from "preact";
import type { Analysis } from "./analysis";
import { rows } from "./findings";
import { Focus } from "./focus";
import { HELP, keys } from "./keys";
import { measure } from "./page";
import type { ViewProps } from "./parts";
import { Reading } from "./reading";
import type { Spoken } from "./spoken";
import { State, type Choice } from "./state";
import { startMoment } from "./moments";
import { keyOf } from "./words";
import { VIEWS } from "./views";

const carried = <T,>(id: string): T => JSON.parse(document.getElementById(id)!.textContent!) as T;
const r = new Reading(carried<Analysis>("analysis"), carried<Spoken>("words"));
const findings = rows(r);
const state = new State({
  moments: Math.max(1, r.a.findings.moments.length),
  start: startMoment(r),
  sources: new Map(r.a.sources.filter((s) => s.kind !== "self").map((s) => [keyOf(s.id), s.id])),
  sentences: r.count,
  marks: new Set([...findings.map((f) => f.id), ...r.a.findings.audit.flags.map((f) => f.id), ...r.items.keys(), ...r.a.entities.map((e) => e.id)]),
});
const focus = new Focus(r, state);
keys(r, state, focus);

const places = [...document.querySelectorAll<HTMLElement>("[data-view]")].map((place) => [place, VIEWS[place.dataset.view ?? ""]] as const);
for (const [place] of places) place.textContent = "";

/** Strikes in the text what a dropped source said. */
function strike(dropped: ReadonlySet<string>): void {
  document.querySelectorAll(".sent.fallen").forEach((s) => s.classList.remove("fallen"));
  if (!dropped.size) return;
  for (let n = 1; n <= r.count; n++) {
    const who = r.speakers(n);
    if (who.length && who.every((s) => dropped.has(s))) document.getElementById(`s${n}`)?.classList.add("fallen");
  }
}

const MOVING = new Set(["knew", "replay"]); // the views that show the chosen moment
let before: Choice | null = null;

/** Draws what a choice changes: everything where a source is dropped, two views where the moment moves. */
function draw(): void {
  const now = state.choice;
  const all = before === null || before.dropped !== now.dropped;
  if (all) measure();
  if (all || before?.at !== now.at) {
    for (const [place, View] of places) {
      if (View && (all || MOVING.has(place.dataset.view ?? ""))) render(<Guarded view={View} r={r} c={now} state={state} findings={findings} />, place);
    }
    if (all) strike(now.dropped);
    focus.stale();
  }
  before = now;
  focus.restore();
}

function Guarded({ view: View, ...props }: { view: FunctionComponent<ViewProps> } & ViewProps) { return <View {...props} />; }

state.listen(draw);
draw();

const dialog = document.getElementById("keys") as HTMLDialogElement;
render(
  <>
    <h3 id="h-keys">Keys</h3>
    <table><tbody>{HELP.map(([names, does]) => <tr key={does}><td>{names.map((k) => <><kbd>{k}</kbd> </>)}</td><td>{does}</td></tr>)}</tbody></table>
    <form method="dialog"><button>Close</button></form>
  </>,
  dialog,
);
const help = document.getElementById("help");
help?.addEventListener("click", () => dialog.showModal());
if (help?.parentElement) help.parentElement.hidden = false;

// Which section is being read.
const links = new Map([...document.querySelectorAll<HTMLAnchorElement>(".rail a")].map((a) => [a.getAttribute("href")?.slice(1) ?? "", a]));
const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) {
    links.forEach((a) => a.removeAttribute("aria-current"));
    links.get(entry.target.id)?.setAttribute("aria-current", "true");
  }
}, { rootMargin: "-15% 0px -75% 0px" });
document.querySelectorAll("main > section").forEach((s) => watch.observe(s));

// Axes are drawn at their real width, so they are drawn again when it changes; paper shows every list in full.
let width = document.documentElement.clientWidth;
addEventListener("resize", () => {
  if (document.documentElement.clientWidth === width) return;
  width = document.documentElement.clientWidth;
  before = null;
  draw();
});
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
document.documentElement.dataset.ready = "true";
