// The timeline: a flat band from the earliest to the latest moment that the text allows, and the sentences that bound it.

import type { TimelineEntry } from "../analysis";
import { brief, heads, position, said, segments, ticks, type Band } from "../axis";
import { forced, inWords, telling } from "../bounds";
import { page } from "../page";
import { Empty, Ref, failure, fallen, mark, type ViewProps } from "../parts";
import type { Reading } from "../reading";
import { quoted } from "../spoken";
import { capital, listed, some } from "../words";

const ROW = 27, TWO = 41, SHOWN = 40, OFFS = 14, DAY = 24 * 60;
const OFF = 60 * DAY; // a longer band than this, far longer than most, is told below the axis

interface Line { entry: TimelineEntry; band: Band; weak: Band | null; n: number[]; clash: string; unverified: boolean; falls: boolean }

/** Entries as the findings have them; where the order was not computed, the times that the text states of each thing. */
function entries(r: Reading): TimelineEntry[] {
  if (r.a.findings.timeline.length) {
    const key = (t: TimelineEntry): string => t.bounds.earliest ?? t.likely?.earliest ?? t.likely?.latest ?? t.bounds.latest ?? "";
    return [...r.a.findings.timeline].sort((a, b) => key(a).localeCompare(key(b)) || a.rank - b.rank);
  }
  const made: TimelineEntry[] = [];
  for (const [id, item] of r.items) {
    if (item.kind === "claim" || item.kind === "presence") continue;
    const { time } = item.record;
    if (!time.bounds.earliest && !time.bounds.latest) continue;
    made.push({
      id: `stated-${id}`, item: id, label: r.label(id), bounds: time.bounds, earliest_span: time.span, latest_span: time.span, after: [], before: [],
      rank: 0, weak: time.weak, likely: null, rule: "", claims: [id], spans: r.spansOf(id), supports: [[id]], capped: false, must_sources: [], inferred: false, note: "",
    });
  }
  return made.sort((a, b) => (a.bounds.earliest ?? a.bounds.latest ?? "").localeCompare(b.bounds.earliest ?? b.bounds.latest ?? ""));
}

function lines(r: Reading, dropped: ReadonlySet<string>): Line[] {
  const clashing = new Map<string, string>();
  for (const x of r.a.findings.conflicts) for (const m of x.members) clashing.set(m, x.reason);
  return entries(r).map((entry) => {
    const item = r.items.get(entry.item);
    return {
      entry, band: forced(r, entry), weak: telling(r, entry), n: r.numbers([entry.earliest_span, entry.latest_span, ...entry.spans]),
      clash: [entry.item, ...entry.claims].map((id) => clashing.get(id)).find((x) => x !== undefined) ?? "",
      unverified: item !== undefined && item.kind !== "event" && item.kind !== "claim" && item.record.hedged,
      falls: entry.supports.length ? !r.holds(entry, dropped) : !r.stands(entry.item, dropped),
    };
  });
}

function bounds(r: Reading, { entry, band, weak, n }: Line): string {
  const at = (span: [number, number] | null): number => (span ? r.number(span[0]) : n[0] ?? 0);
  if (band.early !== null && band.late !== null && band.late - band.early < 2) return JSON.stringify([[at(entry.earliest_span), `at ${said(band.early)}`]]);
  const made: [number, string][] = [];
  if (band.early !== null) made.push([at(entry.earliest_span), `no earlier than ${said(band.early)}${entry.earliest_span ? "" : " (inferred from order)"}`]);
  if (band.late !== null) made.push([at(entry.latest_span), `no later than ${said(band.late, true)}${entry.latest_span ? "" : " (inferred from order)"}`]);
  if (weak) made.push([n[0] ?? 0, `perhaps ${brief(weak.early, weak.late)}, by the order of the telling only`]);
  if (made.length === 2 && !weak && made[0][0] === made[1][0]) return JSON.stringify([[made[0][0], `${made[0][1]}; ${made[1][1]}`]]);
  if (!made.length) return JSON.stringify(n.slice(0, 2).map((x) => [x, entry.after.length ? "bounded only by order" : "no bound is known"]));
  return JSON.stringify(made);
}

const naming = (r: Reading, entry: TimelineEntry): string => capital(r.items.has(entry.item) ? r.label(entry.item) : entry.label);

/** A label in one line or two, broken between words; what is longer ends in "…". */
function broken(label: string, most: number): string[] {
  if (label.length <= most) return [label];
  const at = label.lastIndexOf(" ", most);
  const first = label.slice(0, at > most / 2 ? at : most), rest = label.slice(first.length).trim();
  return [first, rest.length > most ? `${rest.slice(0, most - 1)}…` : rest];
}

function Chart({ drawn, r }: { drawn: readonly Line[]; r: Reading }) {
  const wide = Math.min(1120, Math.max(560, page.width));
  const narrow = wide < 860;
  const longest = Math.max(...drawn.map((l) => naming(r, l.entry).length));
  const left = narrow ? 280 : Math.min(410, Math.max(230, Math.min(longest, 54) * 6.5 + 70)), right = wide - (narrow ? 96 : 176), top = 46;
  const segs = segments(drawn.flatMap((l) => (l.weak ? [l.band, l.weak] : [l.band])), left, right);
  const fits = narrow ? 34 : 50;
  const labels = drawn.map((l) => broken(naming(r, l.entry), fits));
  const tops = labels.reduce<number[]>((made, l) => [...made, made[made.length - 1] + (l.length > 1 ? TWO : ROW)], [top]);
  const height = tops[tops.length - 1] + 8;
  return (
    <svg class="timeline" width={wide} height={height} viewBox={`0 0 ${wide} ${height}`} role="group" aria-label={`Timeline of ${some(drawn.length, "event")}`} data-marks>
      {segs.map((s) => (
        <g key={s.from}>
          <path class="axis" d={`M${s.x0} ${top - 6}H${s.x1}`} />
          {ticks(s, s === segs[segs.length - 1]).map((t) => <g key={t.at}><path class={t.major ? "axis" : "grid"} d={`M${t.x} ${t.major ? 4 : top - 6}V${height - 6}`} />{t.label && <text class="t3" x={t.x + (t.major ? 4 : 0)} y="30" text-anchor={t.major ? "start" : "middle"}>{t.label}</text>}</g>)}
          {heads(s, narrow, s === segs[0]).map((h) => <text key={h.label} class="cap" x={h.x + 4} y="12">{h.label}</text>)}
        </g>
      ))}
      {drawn.map((line, i) => {
        const { entry, band, weak, n } = line;
        const y = tops[i], tall = tops[i + 1] - y, mid = y + tall / 2;
        const a = band.early === null ? left - 6 : position(segs, band.early);
        const b = band.late === null ? right + 6 : position(segs, band.late);
        const exact = band.early !== null && band.late !== null && band.late - band.early < 2;
        const none = band.early === null && band.late === null;
        const q = Math.min(4, (b - a) / 3);
        const label = labels[i];
        const wa = weak && (weak.early === null ? left - 6 : position(segs, weak.early)), wb = weak && (weak.late === null ? right + 6 : position(segs, weak.late));
        const text = none ? inWords(band, weak) : brief(band.early, band.late);
        const outside = (none && wa !== null && wb !== null ? Math.max(wa, wb) : Math.max(b, a)) + (line.clash ? 22 : 8);
        const inside = outside + text.length * 6.6 > wide, start = none && wa !== null ? wa : a;
        return (
          <g key={entry.id} {...mark(n, naming(r, entry), { id: entry.id, first: i === 0, bounds: bounds(r, line), css: fallen(line.falls, "event") })}>
            <rect class="hit" x="0" y={y} width={wide} height={tall} />
            {label.map((words, k) => <text key={k} x="0" y={mid + 4.5 + (label.length > 1 ? (k ? 7.5 : -7.5) : 0)}>{words}</text>)}
            <text class="t3" x={left - 14} y={mid + 4.5} text-anchor="end">{n.slice(0, 2).join(", ")}{n.length > 2 ? " +" : ""}</text>
            {!none && (exact ? <path class="exact" d={`M${a} ${mid - 9}V${mid + 9}`} /> : (
              <>
                <rect class={line.unverified ? "band unverified" : "band"} x={a} y={mid - 6} width={Math.max(b - a, 2)} height="12" />
                {band.early === null ? <path class="open-end" d={`M${a + 6} ${mid - 6}l-6 6l6 6`} /> : <path class={entry.earliest_span ? "bracket" : "bracket inferred"} d={`M${a + q} ${mid - 9}H${a}V${mid + 9}H${a + q}`} />}
                {band.late === null ? <path class="open-end" d={`M${b - 6} ${mid - 6}l6 6l-6 6`} /> : <path class={entry.latest_span ? "bracket" : "bracket inferred"} d={`M${b - q} ${mid - 9}H${b}V${mid + 9}H${b - q}`} />}
              </>
            ))}
            {wa !== null && wb !== null && <rect class="band telling" x={wa} y={mid - 6} width={Math.max(wb - wa, 3)} height="12" />}
            {line.clash && <text class="tr" x={Math.max(b, a) + 7} y={mid + 4.5}>≠</text>}
            <text class="t2 over" x={inside ? Math.max(start - 8, left + text.length * 6.4) : outside} y={mid + 4.5} text-anchor={inside ? "end" : "start"}>{text}</text>
          </g>
        );
      })}
    </svg>
  );
}

const Sample = ({ children }: { children: preact.ComponentChildren }) => <svg width="54" height="18" aria-hidden="true">{children}</svg>;

export function When({ r, c }: ViewProps) {
  const all = lines(r, c.dropped);
  if (!all.length) {
    const dated = r.a.account.published ? "" : " No publication date was given; giving one with --published helps.";
    return <Empty><p>{failure(r, ["times", "events", "findings.timeline"]) ?? `Nothing in this text can be placed in time: it states ${some(r.a.times.length, "time")}, and none of them bounds an event.${dated}`}</p></Empty>;
  }
  const lengths = all.map((l) => (l.band.early !== null && l.band.late !== null ? l.band.late - l.band.early : null)).filter((x): x is number => x !== null).sort((x, y) => x - y);
  const usual = lengths[lengths.length >> 1] ?? DAY;
  const off = all.filter((l) => (l.band.early === null && l.band.late === null && !l.weak) || (l.band.early !== null && l.band.late !== null && l.band.late - l.band.early > Math.max(OFF, 20 * usual)));
  const on = all.filter((l) => !off.includes(l));
  const drawn = on.slice(0, SHOWN);
  const Item = ({ l }: { l: Line }) => <span class={fallen(l.falls, "strike")}>{naming(r, l.entry)}{inWords(l.band, l.weak) && ` (${inWords(l.band, l.weak)})`} <Ref n={l.n.slice(0, 2)} /></span>;
  return (
    <>
      <p class="lead">Each band runs from the earliest to the latest moment that the text allows. Within it no moment is likelier than another. Local time, as the account gives it.</p>
      <div class="keyline">
        <span><Sample><rect class="band" x="4" y="3" width="46" height="12" /><path class="bracket" d="M8 1H4V17H8M46 1H50V17H46" /></Sample>bounds stated by a sentence</span>
        <span><Sample><rect class="band" x="4" y="3" width="46" height="12" /><path class="bracket" d="M8 1H4V17H8" /><path class="bracket inferred" d="M46 1H50V17H46" /></Sample>broken bracket: inferred from order</span>
        <span><Sample><rect class="band" x="10" y="3" width="40" height="12" /><path class="open-end" d="M14 3l-6 6l6 6" /></Sample>arrow: open on that side</span>
        <span><svg width="12" height="18" aria-hidden="true"><path class="exact" d="M6 0V18" /></svg>stated to the minute</span>
        {drawn.some((l) => l.weak) && <span><Sample><rect class="band telling" x="4" y="3" width="46" height="12" /></Sample>empty, broken: by the order of the telling only</span>}
        <span><Sample><rect class="band unverified" x="4" y="3" width="46" height="12" /></Sample>hedged or unverified</span>
        {all.some((l) => l.clash) && <span><b class="red">≠</b> part of a conflict</span>}
      </div>
      {drawn.length > 0 && <div class="scroll"><Chart drawn={drawn} r={r} /></div>}
      {on.length > SHOWN && <details class="rest"><summary>{on.length - SHOWN} more on this axis</summary><ul class="plain">{on.slice(SHOWN).map((l) => <li key={l.entry.id}><Item l={l} /></li>)}</ul></details>}
      {off.length > 0 && <div class="foot wide">Not on this axis, being bounded by nothing but publication, or too wide for it: {off.slice(0, OFFS).map((l, i) => <span key={l.entry.id}>{i > 0 && "; "}<Item l={l} /></span>)}{off.length > OFFS && <> <details class="rest"><summary>{off.length - OFFS} more</summary>{off.slice(OFFS).map((l, i) => <span key={l.entry.id}>{i > 0 && "; "}<Item l={l} /></span>)}</details></>}</div>}
      {all.some((l) => l.entry.weak) && <p class="foot">The order of {listed(all.filter((l) => l.entry.weak).slice(0, 6).map((l) => quoted(naming(r, l.entry))))} rests on the order of telling alone.</p>}
    </>
  );
}
