// The small parts that every view is made of: links to sentences, marks, signs, empty states.

import type { ComponentChildren } from "preact";
import { keyOf } from "./words";
import type { Reading } from "./reading";
import type { Choice, State } from "./state";

export interface ViewProps { r: Reading; c: Choice; state: State; findings: readonly import("./findings").Row[] }

type MarkProps = Record<string, string | number | undefined>;

/**
 * What makes an element a mark: its sentences, a name that speaks, and a place in the tab order of its table. Rows and
 * items of lists keep the role that they have (role "none" here), cells of a grid are gridcells, all else is a button.
 */
export function mark(sentences: readonly number[], label: string, more: { id?: string; first?: boolean; about?: string; bounds?: string; css?: string; role?: "gridcell" | "none" } = {}): MarkProps {
  const where = sentences.length ? ` Sentence${sentences.length > 1 ? "s" : ""} ${sentences.join(", ")}` : " The text records nothing of this";
  return {
    class: "mk" + (more.css ? " " + more.css : ""),
    "data-s": sentences.join(" "),
    "data-t": label,
    "data-id": more.id,
    "data-q": more.about,
    "data-b": more.bounds,
    tabIndex: more.first ? 0 : -1,
    role: more.role === "none" ? undefined : more.role ?? "button",
    "aria-label": `${label.replace(/\.$/, "")}.${where}`,
  };
}

export function Ref({ n, children }: { n: readonly number[]; children?: ComponentChildren }) {
  if (!n.length) return null;
  return <a class="ref" href={`#s=${n.join("+")}`} data-s={n.join(" ")}>{children ?? n.join(", ")}</a>;
}

export const Glyph = ({ id, size }: { id: string; size?: number }) => (
  <svg class="g" viewBox="0 0 18 18" width={size} height={size} aria-hidden="true"><use href={`#g-${id}`} /></svg>
);

export const Key = ({ id }: { id: string }) => <span class="key">{id === "self" ? "" : keyOf(id)}</span>;

export const Ring = ({ named }: { named: boolean }) => (
  <svg class="ring" viewBox="0 0 12 12" role="img" aria-label={named ? "named" : "unnamed"}><circle class={named ? "full" : "open"} cx="6" cy="6" r="4.5" /></svg>
);

/** One claim: filled, open with a slash where denied, broken where unverified. */
export function Square({ x, status, size = 10 }: { x: number; status: string; size?: number }) {
  const y = (14 - size) / 2;
  const denied = status === "denied" || status === "refuted" || status === "disputed";
  const css = denied ? "sq denied" : status === "unverified" || status === "doubted" ? "sq unverified" : "sq";
  return (
    <>
      <rect class="hit" x={x - 1.5} y="0" width={size + 3} height="14" />
      <rect class={css} x={x} y={y} width={size} height={size} />
      {denied && <path class="sq denied" d={`M${x} ${y + size}L${x + size} ${y}`} />}
    </>
  );
}

export const Empty = ({ children }: { children: ComponentChildren }) => <div class="empty">{children}</div>;

export const fallen = (falls: boolean, css = ""): string => (falls ? `${css} fallen`.trim() : css);

export const isNamed = (kind: string): boolean => kind === "named_person" || kind === "organisation" || kind === "media" || kind === "document";

/** The first of a list, the rest behind a line that says how many. */
export function Rest<T>({ items, first, draw, what, wrap }: {
  items: readonly T[]; first: number; draw: (item: T, index: number) => ComponentChildren; what: string;
  wrap?: (children: ComponentChildren) => ComponentChildren;
}) {
  const around = wrap ?? ((children: ComponentChildren) => children);
  const head = items.slice(0, first).map(draw);
  const tail = items.slice(first);
  return (
    <>
      {around(head)}
      {tail.length > 0 && <details class="rest"><summary>{tail.length} more {what}</summary>{around(tail.map((item, i) => draw(item, first + i)))}</details>}
    </>
  );
}

/** Why a view is empty: a stage that failed is told from a stage that found nothing. */
export function failure(r: Reading, layers: readonly string[]): string | null {
  for (const run of r.a.stages) {
    const mine = run.provides.some((layer) => layers.some((l) => layer === l || layer.startsWith(l + ".")));
    if (mine && run.failed) return `The stage “${run.name}” stopped: ${run.failed}. What stands above is complete. Nothing below was computed, which is not the same as “not recorded”.`;
    if (mine && run.skipped) return `The stage “${run.name}” did not run: ${run.skipped}. Nothing below was computed, which is not the same as “not recorded”.`;
  }
  return null;
}
