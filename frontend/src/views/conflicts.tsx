// Conflicts and tensions as smallest sets of sentences that cannot all hold, with a drawing only where it shows the gap.

import type { Conflict } from "../analysis";
import { brief, minutes } from "../axis";
import { Empty, Ref, Rest, failure, fallen, type ViewProps } from "../parts";
import type { Reading } from "../reading";
import { letter, listed, some, spelt } from "../words";
import { Quote, Voices } from "./otherwise";

const SETS = 20;

function Gap({ x, r }: { x: Conflict } & Pick<ViewProps, "r">) {
  const bands = x.members.map((id, i) => {
    const entry = r.a.findings.timeline.find((t) => t.item === id || t.claims.includes(id));
    const item = r.items.get(id);
    const when = item && item.kind !== "event" && item.kind !== "claim" ? item.record.time.bounds : entry?.bounds;
    return { name: letter(i), early: minutes(when?.earliest ?? null), late: minutes(when?.latest ?? null, true) };
  }).filter((b) => b.early !== null || b.late !== null);
  if (bands.length < 2 || !/time|date|order|before|after|late|early/i.test(x.reason)) return null;
  const ends = bands.flatMap((b) => [b.early, b.late]).filter((e): e is number => e !== null);
  const from = Math.min(...ends), to = Math.max(...ends), wide = 340;
  if (to <= from) return null;
  const at = (m: number): number => 24 + ((m - from) / (to - from)) * (wide - 60);
  return (
    <svg class="gap" width={wide} height={bands.length * 34 + 4} role="img" aria-label={bands.map((b) => `${b.name}: ${brief(b.early, b.late)}`).join("; ")}>
      {bands.map((b, i) => {
        const a = b.early === null ? 18 : at(b.early), z = b.late === null ? wide - 30 : at(b.late), y = i * 34 + 20;
        return (
          <g key={b.name}><text class="t3" x="0" y={y + 4}>{b.name}</text><text class="t3" x={Math.min(a, wide - 150)} y={y - 8}>{brief(b.early, b.late)}</text>
            <rect class="band" x={a} y={y - 4} width={Math.max(z - a, 2)} height="9" />
            {b.early !== null && <path class="bracket" d={`M${a + 3} ${y - 6}H${a}V${y + 7}H${a + 3}`} />}{b.late !== null && <path class="bracket" d={`M${z - 3} ${y - 6}H${z}V${y + 7}H${z - 3}`} />}</g>
        );
      })}
    </svg>
  );
}

function Set({ x, r, c, name, weak }: { x: Conflict; name: string; weak: boolean } & ViewProps) {
  const falls = !r.holds(x, c.dropped);
  const count = x.members.length;
  return (
    <article class={fallen(falls, "set")} data-id={x.id} data-s={r.sentencesOf(x).join(" ")} data-t={`${weak ? "Tension" : "Conflict"} ${name}`}>
      <div><h3><span class="serif">{name}</span> {x.reason ? x.reason[0].toUpperCase() + x.reason.slice(1) : "Cannot all hold"}</h3>
        <p class="why">{weak ? `${spelt(count)[0].toUpperCase() + spelt(count).slice(1)} sentences strain against each other; one at least is hedged, so this is no conflict.` : count === 2 ? "Two. Either can hold without the other." : `${spelt(count)[0].toUpperCase() + spelt(count).slice(1)}. Take any one away and the rest agree.`}{x.capped && " There are more such sets than are shown."}</p>
        {falls && <p class="red">Gone: a member has been dropped.</p>}</div>
      <ol>{x.members.map((id) => {
        const n = r.numbersOf([id]);
        const item = r.items.get(id);
        const only = item && item.kind !== "event" && item.kind !== "claim" ? item.record.sources : item?.kind === "claim" ? item.record.chain.slice(1).flat() : [];
        const spans = r.spansOf(id);
        return (
          <li key={id} class={fallen(!r.stands(id, c.dropped))}>
            <div>{n.slice(0, 1).map((k) => <span class="quote" key={k}><Quote r={r} n={k} marks={spans.length === 1 && item?.kind === "claim" ? [] : spans} css="clashing" /></span>)}{!n.length && <span class="quote">{r.label(id)}</span>}
              <span class="by">{only.length ? <Voices r={r} n={n} only={only} /> : item?.kind === "claim" ? "The account’s own voice" : <Voices r={r} n={n} />}{x.weak.includes(id) && " · hedged"} <Ref n={n} /></span></div>
          </li>
        );
      })}</ol>
      <div><Gap x={x} r={r} /></div>
    </article>
  );
}

/** Sets that stand on the same sentences for the same reason are one. */
function apart(r: Reading, all: readonly Conflict[]): Conflict[] {
  const seen = new Map<string, Conflict>();
  for (const x of all) {
    const key = `${x.reason} ${r.sentencesOf(x).join(" ") || x.id}`;
    if (!seen.has(key)) seen.set(key, x);
  }
  return [...seen.values()];
}

export function Conflicts(props: ViewProps) {
  const { r } = props;
  const conflicts = apart(r, r.a.findings.conflicts), tensions = apart(r, r.a.findings.tensions);
  const compared = some(r.a.claims.length || r.items.size, "claim");
  return (
    <>
      {conflicts.length > 0 && <p class="lead">Smallest sets of sentences that cannot all be true. Take any one away and the rest agree. Which one is wrong is not for a machine to say.</p>}
      {conflicts.length > 0
        ? <Rest items={conflicts} first={SETS} what="conflicts" draw={(x, i) => <Set key={x.id} x={x} name={letter(i)} weak={false} {...props} />} />
        : <Empty><p>{failure(r, ["findings.conflicts"]) ?? `No conflict among ${compared}.`}</p></Empty>}
      <h3 class="sub">Tensions</h3>
      {tensions.length > 0
        ? <><p class="lead">Sets that clash only if something hedged, alleged or loosely ordered is taken as firm.</p><Rest items={tensions} first={SETS} what="tensions" draw={(x, i) => <Set key={x.id} x={x} name={`t${i + 1}`} weak {...props} />} /></>
        : <Empty><p>{failure(r, ["findings.tensions"]) ?? `None among ${compared}.`}</p></Empty>}
      {conflicts.some((x) => x.capped) && <p class="foot">Past a stated number of sets the search stops and says so: {listed(conflicts.filter((x) => x.capped).map((x) => x.id))}.</p>}
    </>
  );
}
