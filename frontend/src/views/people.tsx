// People: kin, offices, and what passed between them, laid out once and for all; each line carries its sentence.

import type { Span } from "../analysis";
import { page } from "../page";
import { Empty, Ref, Rest, failure, fallen, mark, type ViewProps } from "../parts";
import { short, type Reading } from "../reading";
import { capital, listed, some } from "../words";

interface Tie { a: string; b: string; labels: string[]; n: number[]; kin: boolean; office: boolean; false: boolean; kept: boolean; refused: boolean; ids: string[] }
interface Node { id: string; x: number; y: number; w: number; name: string; sub: string }

const SIDE = 6, TOP = 4, BOTTOM = 4, NAMES = 14;

function ties(r: Reading): Tie[] {
  const made = new Map<string, Tie>();
  const tie = (a: string, b: string, label: string, spans: (Span | null)[], kind: "kin" | "office" | "false" | "kept" | "refused" | "", id = ""): void => {
    if (a === b || !r.entity(a) || !r.entity(b)) return;
    const key = [a, b].sort().join(" ");
    const t = made.get(key) ?? { a, b, labels: [], n: [], kin: false, office: false, false: false, kept: false, refused: false, ids: [] };
    if (kind) { t[kind] = true; if (kind !== "kin" && kind !== "office") { t.a = a; t.b = b; } }
    if (!t.labels.includes(label)) t.labels.push(label);
    t.labels.sort((x, y) => rank(x) - rank(y));
    t.n = [...new Set([...t.n, ...r.numbers(spans)])].sort((x, y) => x - y);
    if (id) t.ids.push(id);
    made.set(key, t);
  };
  for (const e of r.a.entities) {
    for (const k of e.kin) tie(e.id, k.to, k.relation, [k.span], "kin");
    for (const o of e.roles) if (o.of) tie(e.id, o.of, o.former ? `former ${o.title}`.replace("former former", "former") : o.title, [o.span], "office");
    for (const m of e.members) tie(m, e.id, "one of them", [], "");
  }
  const misled = new Set(r.a.findings.deceptions.map((d) => d.act));
  for (const d of r.a.findings.deceptions) for (const t of d.told) {
    const sure = d.class === "certain" && d.value !== "said_to_mislead";
    tie(d.teller, t, d.value === "said_to_mislead" ? "said to have been misled" : sure ? "told falsely" : "possibly told falsely", r.spansOf(d.act).slice(0, 1), sure ? "false" : "", d.act);
  }
  const verbs: Record<string, string> = { withhold: "kept from", refuse: "refused", deny: "denies", grant: "granted", ask: "asked", tell: "told", promise: "promised", order: "ordered", call: "telephoned", meet: "met" };
  for (const act of r.a.acts) {
    const verb = verbs[act.type];
    if (!verb || misled.has(act.id)) continue;
    for (const p of act.agents) for (const q of act.others) if (p.entity && q.entity) {
      const kept = act.type === "withhold" || (act.type === "tell" && !act.polarity);
      tie(p.entity, q.entity, kept ? "kept from" : act.completed ? verb : `tried to ${act.type}`, [act.cue], kept ? "kept" : act.type === "refuse" ? "refused" : "", act.id);
    }
  }
  return [...made.values()];
}

const ORDER = ["told falsely", "said to have been misled", "possibly told falsely", "kept from", "refused", "granted", "denies", "asked", "told", "promised", "ordered", "telephoned", "met"];
/** Kin and offices first, then what passed, gravest first. */
const rank = (label: string): number => ORDER.indexOf(label);

const cut = (text: string, most: number): string => short(text, most);

function layout(r: Reading, all: readonly Tie[], wide: number): { nodes: Map<string, Node>; high: number; centre: string; left: Tie[]; heads: [string, number, number][] } {
  const degree = new Map<string, number>();
  for (const t of all) for (const id of [t.a, t.b]) degree.set(id, (degree.get(id) ?? 0) + 1 + (r.entity(id)?.type === "person" ? 0.1 : 0));
  const centre = [...degree].sort((x, y) => y[1] - x[1])[0][0];
  const spoken = (id: string): number => r.entity(id)?.mentions[0]?.[0] ?? Infinity;
  const near = all.filter((t) => t.a === centre || t.b === centre).sort((x, y) => spoken(other(x, centre)) - spoken(other(y, centre)));
  const body = (id: string): boolean => ["organisation", "place", "facility"].includes(r.entity(id)?.type ?? "");
  const kin = near.filter((t) => t.kin), abroad = near.filter((t) => !t.kin && body(other(t, centre)));
  const rest = near.filter((t) => !t.kin && !body(other(t, centre)));
  const weigh = (t: Tie): number => Number(t.false) * 4 + Number(t.kept) * 3 + Number(t.refused) * 2 + Number(t.office);
  const strong = [...rest].sort((x, y) => weigh(y) - weigh(x));
  const right = rest.filter((t) => strong.indexOf(t) < SIDE), below = rest.filter((t) => !right.includes(t)).slice(0, BOTTOM);
  const top = abroad.slice(0, TOP), left = kin.slice(0, SIDE);
  const rows = Math.max(left.length, right.length, 1);
  const head = top.length ? 110 : 24, tall = Math.max(rows * 74, 200), foot = below.length ? 96 : 16;
  const high = head + tall + foot;
  const nodes = new Map<string, Node>();
  const put = (id: string, x: number, y: number): void => {
    const e = r.entity(id);
    const name = cut(r.name(id), 27);
    const title = e?.roles[0]?.title ?? "";
    const sub = r.name(id).toLowerCase().startsWith(title.toLowerCase()) || short(title, 26) !== title ? "" : title;
    const w = Math.max(name.length * 7.6 + 20, sub.length * 6.2 + 18, 60);
    nodes.set(id, { id, name, sub, w, x: Math.max(w / 2 + 1, Math.min(wide - w / 2 - 1, x)), y });
  };
  put(centre, wide / 2, head + tall / 2);
  const column = (list: Tie[], x: number): void => list.forEach((t, i) => put(other(t, centre), x, head + (tall * (i + 0.5)) / list.length));
  const line = (list: Tie[], y: number): void => list.forEach((t, i) => put(other(t, centre), (wide * (i + 0.5)) / list.length * 0.76 + wide * 0.12, y));
  column(left, 70);
  column(right, wide - 70);
  line(top, 26);
  line(below, high - 30);
  const heads: [string, number, number][] = [];
  if (left.length) heads.push(["Kin", 1, head - 2]);
  if (right.length) heads.push(["Office and dealings", wide - 1, head - 2]);
  return { nodes, high, centre, left, heads };
}

const other = (t: Tie, id: string): string => (t.a === id ? t.b : t.a);

interface Box { x: number; y: number; w: number; h: number }
const meets = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** What a tie's line says: without the office that stands in the box of who holds it. */
function words(t: Tie, nodes: Map<string, Node>): string {
  const said = [t.a, t.b].flatMap((id) => [nodes.get(id)?.sub ?? "", nodes.get(id)?.name ?? ""]);
  const other = t.labels.filter((l) => !said.some((s) => s.toLowerCase().startsWith(l.toLowerCase())));
  const labels = t.kin || !other.length ? t.labels : other;
  return cut(labels.slice(0, 2).join("; "), 36) + (labels.length > 2 ? " …" : "");
}

const TRIALS = [0, -13, 13, -24, 24, -37, 37].flatMap((dy) => [0.48, 0.55, 0.41, 0.62, 0.34, 0.69, 0.27, 0.76].map((k): [number, number] => [k, dy]));

/** Where each tie's words stand: along its line, the first spot that no node and no other words hold. */
function spots(drawn: readonly Tie[], nodes: Map<string, Node>): Map<Tie, [number, number]> {
  const taken: Box[] = [...nodes.values()].map((n) => ({ x: n.x - n.w / 2 - 3, y: n.y - 23, w: n.w + 6, h: 46 }));
  const made = new Map<Tie, [number, number]>();
  const centre = [...nodes.keys()][0];
  for (const t of drawn) {
    const from = nodes.get(t.a === centre || t.b !== centre ? t.a : t.b)!, to = nodes.get(from.id === t.a ? t.b : t.a)!;
    const steep = Math.abs(to.y - from.y) > Math.abs(to.x - from.x) * 0.25;
    const w = words(t, nodes).length * 6.7 + t.n.slice(0, 3).join(", ").length * 6.4 + 8;
    let best: [number, number] = [from.x, from.y], least = Infinity, box: Box | null = null;
    for (const [k, dy] of TRIALS) {
      const x = from.x + (to.x - from.x) * k, y = from.y + (to.y - from.y) * k + (steep ? 4 : -7) + dy;
      const b = { x: x - w / 2, y: y - 13, w, h: 17 };
      const cost = taken.filter((q) => meets(q, b)).reduce((sum, q) => sum + (q.h > 20 ? 4 : 1), 0); // a box hides words; other words only cross them
      if (cost < least) { least = cost; best = [x, y]; box = b; }
      if (!cost) break;
    }
    if (box) taken.push(box);
    made.set(t, best);
  }
  return made;
}

function Edge({ t, nodes, rank, at: [mx, my], r, dropped }: { t: Tie; nodes: Map<string, Node>; rank: number; at: [number, number]; r: Reading; dropped: ReadonlySet<string> }) {
  const a = nodes.get(t.a)!, b = nodes.get(t.b)!;
  const d = `M${a.x} ${a.y}L${b.x} ${b.y}`;
  const l = Math.hypot(b.x - a.x, b.y - a.y) || 1, ux = (b.x - a.x) / l, uy = (b.y - a.y) / l;
  const half = Math.min(Math.abs(ux) > 0.01 ? b.w / 2 / Math.abs(ux) : Infinity, Math.abs(uy) > 0.01 ? 20 / Math.abs(uy) : Infinity);
  const [ex, ey] = [b.x - ux * (half + 12), b.y - uy * (half + 12)];
  const falls = t.ids.length > 0 && !t.kin && !t.office && t.ids.every((id) => !r.stands(id, dropped));
  return (
    <g {...mark(t.n, `${r.name(t.a)} – ${r.name(t.b)}: ${t.labels.join("; ")}`, { first: rank === 0, css: fallen(falls, "edge") })}>
      <path class="halo" d={d} />
      {t.kin ? <><path class={t.false ? "double wrong" : "double"} d={d} /><path class="between" d={d} /></> : <path class={t.false || t.kept ? "line wrong" : "line"} d={d} />}
      {t.false && <path class="line wrong" d={`M${ex - 6} ${ey + 8}L${ex + 6} ${ey - 8}`} />}
      {(t.refused || t.kept) && !t.false && <path class={t.kept ? "stop wrong" : "stop"} d={`M${ex - uy * 9} ${ey + ux * 9}L${ex + uy * 9} ${ey - ux * 9}`} />}
      <text class={t.false || t.kept ? "t2 over tr2" : "t2 over"} x={mx} y={my} text-anchor="middle">{words(t, nodes)} <tspan class="t3">{t.n.slice(0, 3).join(", ")}</tspan></text>
    </g>
  );
}

function Graph({ all, r, c }: { all: readonly Tie[] } & Pick<ViewProps, "r" | "c">) {
  const wide = page.width > 980 ? 720 : Math.max(576, Math.min(720, page.width));
  const { nodes, high, centre, heads } = layout(r, all, wide);
  const drawn = all.filter((t) => nodes.has(t.a) && nodes.has(t.b));
  const where = spots(drawn, nodes);
  const missing = all.filter((t) => !drawn.includes(t));
  return (
    <>
      <div class="scroll"><svg class="graph" width={wide} height={high} viewBox={`0 0 ${wide} ${high}`} role="group" aria-label="Who is what to whom" data-marks>
        {drawn.map((t, i) => <Edge key={t.a + t.b} t={t} nodes={nodes} rank={i} at={where.get(t)!} r={r} dropped={c.dropped} />)}
        {[...nodes.values()].map((n) => {
          const tall = n.sub ? 40 : 27;
          const round = ["person", "group"].includes(r.entity(n.id)?.type ?? "") ? 13 : 0;
          return <g key={n.id} class={n.id === centre ? "node centre" : "node"}><rect x={n.x - n.w / 2} y={n.y - tall / 2} width={n.w} height={tall} rx={round} /><text class="name" x={n.x} y={n.y + (n.sub ? -3 : 4.5)} text-anchor="middle">{n.name}</text>{n.sub && <text class="t3" x={n.x} y={n.y + 13} text-anchor="middle">{n.sub}</text>}</g>;
        })}
        {heads.map(([text, x, y]) => <text key={text} class="cap" x={x} y={y} text-anchor={x > 10 ? "end" : "start"}>{text}</text>)}
      </svg></div>
      <div class="keyline"><span><svg width="30" height="10" aria-hidden="true"><path class="double" d="M1 5H29" /><path class="between" d="M1 5H29" /></svg>kin</span><span><svg width="30" height="10" aria-hidden="true"><path class="line" d="M1 5H29" /></svg>office, or words that passed</span><span><svg width="30" height="14" aria-hidden="true"><path class="line wrong" d="M1 7H29M11 13L19 1" /></svg>told falsely</span><span><svg width="30" height="14" aria-hidden="true"><path class="line" d="M1 7H26" /><path class="stop" d="M26 0V14" /></svg>refused</span><span><svg width="30" height="14" aria-hidden="true"><path class="line wrong" d="M1 7H26" /><path class="stop wrong" d="M26 0V14" /></svg>kept from</span></div>
      {missing.length > 0 && <details class="rest"><summary>{missing.length} more ties</summary><ul class="plain">{missing.slice(0, 200).map((t) => <li key={t.a + t.b}>{r.name(t.a)} – {r.name(t.b)}: {t.labels.join("; ")} <Ref n={t.n.slice(0, 4)} /></li>)}</ul></details>}
    </>
  );
}

export function People({ r, c }: ViewProps) {
  const actors = r.a.entities.filter((e) => e.type === "person" || e.type === "group" || e.type === "organisation");
  if (!actors.length) return <Empty><p>{failure(r, ["entities"]) ?? "This text names nobody."}</p></Empty>;
  const all = ties(r);
  const ranked = [...actors].sort((x, y) => y.mentions.length - x.mentions.length || (x.mentions[0]?.[0] ?? 0) - (y.mentions[0]?.[0] ?? 0));
  const row = (e: (typeof actors)[number], i: number) => {
    const first = r.numbers(e.mentions.slice(0, 1));
    const titles = [...new Set(e.roles.map((x) => (x.former ? `former ${x.title}`.replace("former former", "former") : x.title)))].filter((x) => !e.name.toLowerCase().startsWith(x.toLowerCase()));
    const kin = new Set(e.kin.map((k) => k.relation));
    const forms = e.aliases.filter((x) => !titles.includes(x) && !kin.has(x)).slice(0, 5);
    const about = [...titles, ...e.kin.map((k) => `${k.relation} of ${r.name(k.to)}`), ...(e.members.length ? [`among them ${listed(e.members.map((m) => r.name(m)))}`] : []), ...(forms.length ? [listed(forms)] : []), ...(e.ambiguous.length ? [`${some(e.ambiguous.length, "mention")} in doubt`] : [])];
    return <tr key={e.id} {...mark(first, e.name, { role: "none", id: e.id, first: i === 0 })}><td>{capital(e.name)}<small>{short(about.join("; "), 130)}</small></td><td class="r">{e.mentions.length}</td><td class="r"><Ref n={first} /></td></tr>;
  };
  return (
    <>
      <p class="lead">Kin on the left, office and dealings on the right, states and bodies above. Each line carries the sentence that it stands on.</p>
      <div class="relations">
        <div>{all.length ? <Graph all={all} r={r} c={c} /> : <Empty><p>{failure(r, ["acts"]) ?? `${capital(some(actors.length, "actor"))} named, and no tie between any two of them is stated.`}</p></Empty>}</div>
        <div><p class="caps head">As the text names them</p>
          <Rest items={ranked} first={NAMES} what="names" draw={row} wrap={(rows) => <table class="rows" data-marks><thead><tr><th scope="col">Name</th><th scope="col" class="r">Mentions</th><th scope="col" class="r">First</th></tr></thead><tbody>{rows}</tbody></table>} /></div>
      </div>
    </>
  );
}
