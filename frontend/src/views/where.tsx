// Where: the map with journeys as legs, a closer map where they crowd, and every journey as a row with its sentence.

import type { Movement } from "../analysis";
import { cut, forced, inWords, telling } from "../bounds";
import { page } from "../page";
import { Empty, Ref, Rest, failure, fallen, mark, type ViewProps } from "../parts";
import type { Reading } from "../reading";
import { toward, HAPPENED, capital, listed, some, spelt } from "../words";
import { Atlas, placed, trips, type Spot, type Trip } from "./journeys";
import { Map_, layer, legsOf, middleOf, type Drawn } from "./map";

const ROWS = 16, LEGS = 40;

function summary(r: Reading, all: readonly Trip[]): string {
  const count = new Map<string, number>();
  for (const t of all) { const h = t.legs[0].hedged && t.legs[0].happened === "done" ? "not_sure" : t.legs[0].happened; count.set(h, (count.get(h) ?? 0) + 1); }
  const parts = [...count].map(([h, n]) => `${spelt(n)} ${HAPPENED[h] ?? h}`);
  const lost = all.filter((t) => !t.legs[0].origin_place).length;
  return `${capital(spelt(all.length))} journey${all.length === 1 ? "" : "s"}: ${listed(parts)}.${lost ? ` Where ${lost === all.length && lost === 1 ? "it" : lost === 1 ? "one of them" : `${spelt(lost)} of them`} began is not recorded.` : ""}`;
}

function when(r: Reading, id: string): string {
  const entry = r.a.findings.timeline.find((t) => t.item === id);
  if (entry) return inWords(forced(r, entry), telling(r, entry));
  const item = r.items.get(id);
  return item?.kind === "movement" ? inWords(cut(r, item.record.time.bounds), null) : "";
}

/** The part of the map where legs are too short to be told apart: its places, or none. */
function crowd(spots: readonly Spot[], legs: readonly Drawn[]): Spot[] {
  const distance = (a: Spot, b: Spot): number => Math.hypot((a.at[0] - b.at[0]) * Math.cos(((a.at[1] + b.at[1]) / 2) * (Math.PI / 180)), a.at[1] - b.at[1]);
  let widest = 0;
  for (const a of spots) for (const b of spots) widest = Math.max(widest, distance(a, b));
  if (widest < 3) return [];
  let best: Spot[] = [], most = 0;
  for (const centre of spots) {
    const near = spots.filter((s) => !s.area && distance(s, centre) < widest * 0.14);
    const ids = new Set(near.map((s) => s.id));
    const inside = legs.filter((l) => { const known = l.spots.filter((s): s is Spot => s !== null); return known.length > 1 && known.every((s) => ids.has(s.id)); }).length;
    if (ids.size > 1 && inside > 0 && ids.size + inside > most) { most = ids.size + inside; best = near; }
  }
  return best;
}

function Journeys({ all, r, c }: { all: readonly Trip[] } & Pick<ViewProps, "r" | "c">) {
  const row = (t: Trip, i: number) => {
    const told = [...t.legs, ...t.also];
    const n = r.numbers(told.map((m) => m.span));
    const falls = t.legs.every((m) => !r.stands(m.id, c.dropped));
    const states = [...new Set(t.legs.filter((m) => !(m.hedged && m.happened === "done")).map((m) => m.happened))];
    const means = [...new Set(told.map((m) => m.means).filter(Boolean))];
    const joined = t.legs.length > 1 && t.legs.every((m, k) => m.happened === "done" && m.destination !== null && (k === 0 || m.origin_place === null || m.origin_place === t.legs[k - 1].destination));
    const via = (m: Movement): string[] => [...m.via, ...(m.destination ? [m.destination] : [])].map((p) => toward(r.called(p)));
    const path = joined
      ? `${capital(r.party(t.legs[0].mover))}: ${[...(t.legs[0].origin_place ? [r.called(t.legs[0].origin_place)] : []), ...t.legs.flatMap(via)].join(" ")}`
      : t.legs.map((m) => r.label(m.id)).join("; ");
    const every = [...new Set(told.map((m) => when(r, m.id)).filter(Boolean))].sort((x, y) => Number(x.includes("perhaps")) - Number(y.includes("perhaps")));
    const times = every.filter((x) => !every.some((y) => y !== x && x.endsWith(`perhaps ${y}`)));
    return (
      <tr key={t.id} {...mark(n, `${t.number}. ${path}`, { role: "none", id: t.id, first: i === 0, css: fallen(falls) })}>
        <td class="no">{t.number}</td>
        <td><span class="strike">{path}</span>
          <small>{[...(joined ? means : []), ...states.map((s) => HAPPENED[s] ?? s), ...(t.legs.some((m) => m.hedged) ? ["hedged or unverified"] : []), ...(t.legs[0].origin_place ? [] : ["from where is not recorded"])].join("; ")}</small>
          {t.question && <small class="red">A question: {t.question}</small>}{falls && <small class="red">falls</small>}</td>
        <td>{times.slice(0, 2).join("; ")}</td><td class="r"><Ref n={n.slice(0, 3)} /></td>
      </tr>
    );
  };
  const table = (rows: preact.ComponentChildren) => <table class="rows moves" data-marks><thead><tr><th scope="col" /><th scope="col">Journey</th><th scope="col">When</th><th scope="col" /></tr></thead><tbody>{rows}</tbody></table>;
  return <Rest items={all} first={ROWS} what="journeys" draw={row} wrap={table} />;
}

export function Where({ r, c }: ViewProps) {
  const atlas = new Atlas(r, middleOf);
  const every = trips(r);
  const all = every.filter(placed), unplaced = every.filter((t) => !placed(t));
  all.forEach((t, i) => { t.number = i + 1; });
  const legs = legsOf(all, atlas).slice(0, LEGS);
  const stays = r.a.presences.map((p) => atlas.spot(p.where)).filter((s): s is Spot => s !== null);
  const named = r.a.places.map((p) => atlas.spot(p.entity ?? p.name)).filter((s): s is Spot => s !== null);
  const moving = legs.flatMap((l) => l.spots).filter((s): s is Spot => s !== null);
  const spots = [...new Map((moving.length ? [...moving, ...stays] : named).map((s) => [s.id, s])).values()];
  const listedPlaces = [...new Map(r.a.places.map((p) => [p.name, p])).values()];
  const wide = page.width > 980 ? 672 : Math.max(300, Math.min(672, page.width));
  const close = crowd(spots, legs);
  const near = new Set(close.map((s) => s.id));
  const beside = (s: Spot): boolean => s.area && close.some((q) => Math.hypot(q.at[0] - s.at[0], q.at[1] - s.at[1]) < 4);
  const closeLegs = legs.filter((l) => l.spots.some((s) => s !== null && (near.has(s.id) || beside(s))) && l.spots.every((s) => s === null || near.has(s.id) || beside(s)));
  const closeSpots = [...close, ...spots.filter(beside)];
  if (!spots.length && !all.length) {
    const places = listedPlaces.length ? `${capital(some(listedPlaces.length, "place"))} named; none is in the gazetteer, so no map is drawn: ` : "This text names no place that can be put on a map, and records no journey.";
    return <Empty><p>{failure(r, ["places", "movements"]) ?? places}{listedPlaces.length > 0 && listedPlaces.slice(0, 40).map((p, i) => <span key={p.id}>{i > 0 && "; "}{p.name} <Ref n={r.numbers([p.span])} /></span>)}</p>{listedPlaces.length > 0 && <p>A GeoJSON file can add places.</p>}</Empty>;
  }
  const under = all.length > 5;
  const closer = (w: number, h: number) => close.length > 1 && <><p class="caps head closer">Closer, where they crowd</p><Map_ r={r} dropped={c.dropped} legs={closeLegs} spots={closeSpots} wide={w} high={h} title={`Closer map of ${listed(close.map((s) => s.name))}`} /></>;
  return (
    <>
      <p class="lead">{all.length ? summary(r, all) : `No journey is recorded; ${some(spots.length, "place")} ${spots.length === 1 ? "is" : "are"} named.`}</p>
      <div class="geo">
        <div class="maps">
          {spots.length > 0 ? <Map_ r={r} dropped={c.dropped} legs={legs} spots={spots} wide={wide} high={Math.round(wide * 0.8)} title={`Map of ${some(all.length, "journey")}`} /> : <Empty><p>None of the places of these journeys is in the gazetteer, so no map is drawn. A GeoJSON file can add places.</p></Empty>}
          <div class="keyline legs-key">{[["", "made"], ["broken", "attempted, planned, asked or not sure"], ["dots", "start not recorded"]].map(([css, name]) => <span key={name}><svg width="30" height="8" aria-hidden="true"><path class={`leg ${css}`} d="M1 4H29" /></svg>{name}</span>)}<span><svg width="14" height="14" aria-hidden="true"><path class="leg" d="M2 2l10 10m0-10l-10 10" /></svg>failed</span><span><svg width="18" height="16" aria-hidden="true"><path class="leg" d="M1 8h11" /><path class="leg wall" d="M14 1v14" /></svg>refused</span></div>
          {under && closer(wide, Math.round(wide * 0.55))}
        </div>
        <div>
          {all.length > 0 && <Journeys all={all} r={r} c={c} />}
          {!under && closer(Math.min(wide, 400), 280)}
        </div>
      </div>
      {unplaced.length > 0 && <p class="foot">{capital(spelt(unplaced.length))} more journey{unplaced.length > 1 ? "s" : ""} with no place named: {unplaced.slice(0, 8).map((t, i) => <span key={t.id}>{i > 0 && "; "}{r.label(t.legs[0].id)} <Ref n={r.numbers(t.legs.map((m) => m.span))} /></span>)}.</p>}
      <p class="foot">Lines join the places named; they are not tracks. {layer().length > 0 ? "Outlines from the reader’s own GeoJSON file. " : ""}Places are put where the gazetteer has them{r.a.places.some((p) => p.alternatives.length) ? `; ${listed([...new Set(r.a.places.filter((p) => p.alternatives.length).map((p) => p.name))].slice(0, 6))} could also be elsewhere` : ""}.{listedPlaces.some((p) => p.latitude === null) ? ` Not on the map: ${listed(listedPlaces.filter((p) => p.latitude === null).map((p) => p.name).slice(0, 8))}.` : ""}</p>
    </>
  );
}
