// A map drawn offline: land, the places named, and lines that join them. The lines are not tracks.

import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoContains, geoDistance, geoPath, type GeoPermissibleObjects, type GeoProjection } from "d3-geo";
import { feature } from "topojson-client";
import type { Movement } from "../analysis";
import { fallen, mark } from "../parts";
import type { Reading } from "../reading";
import type { Atlas, Spot, Trip } from "./journeys";

type Point = [number, number];
type Country = GeoJSON.Feature<GeoJSON.Geometry, { name: string }>;

let countries: Country[] | null = null;

function world(): Country[] {
  if (countries) return countries;
  const atlas = JSON.parse(document.getElementById("world")?.textContent || "null");
  return (countries = atlas ? (feature(atlas, atlas.objects.countries) as unknown as GeoJSON.FeatureCollection<GeoJSON.Geometry, { name: string }>).features : []);
}

/** GeoJSON winds its outer rings the other way round than d3: what would cover most of the globe is turned. */
function wound(f: GeoJSON.Feature): GeoJSON.Feature {
  const g = f.geometry;
  if (!g || (g.type !== "Polygon" && g.type !== "MultiPolygon") || geoArea(g) < 2 * Math.PI) return f;
  const turn = (rings: GeoJSON.Position[][]): GeoJSON.Position[][] => rings.map((ring) => [...ring].reverse());
  return { ...f, geometry: g.type === "Polygon" ? { ...g, coordinates: turn(g.coordinates) } : { ...g, coordinates: g.coordinates.map(turn) } };
}

/** A user's own GeoJSON, where the page was made with one. */
export function layer(): GeoJSON.Feature[] {
  const own = JSON.parse(document.getElementById("layer")?.textContent || "null");
  const features: GeoJSON.Feature[] = own?.features ?? (own?.type === "Feature" ? [own] : []);
  return features.map(wound);
}

/** The middle of a country by its name, where a place of the account is a whole country. */
export function middleOf(name: string): Point | null {
  const found = world().find((c) => c.properties.name === name);
  return found ? (geoCentroid(found as GeoPermissibleObjects) as Point) : null;
}

interface Ground { d: string; name: string; area: number; at: Point; here: boolean }

const reach = new WeakMap<Country, { at: Point; radius: number }>(); // middle and angular radius of a country, roughly
const grounds = new Map<string, Ground[]>();

function extent(c: Country): { at: Point; radius: number } {
  const known = reach.get(c);
  if (known) return known;
  let [w, s, e, n] = [180, 90, -180, -90];
  const walk = (x: unknown): void => {
    if (!Array.isArray(x)) return;
    if (typeof x[0] === "number") { w = Math.min(w, x[0]); e = Math.max(e, x[0]); s = Math.min(s, x[1]); n = Math.max(n, x[1]); }
    else x.forEach(walk);
  };
  if ("coordinates" in c.geometry) walk(c.geometry.coordinates);
  const at: Point = [(w + e) / 2, (s + n) / 2];
  const made = { at, radius: e - w > 180 ? Math.PI : Math.max(geoDistance(at, [w, s]), geoDistance(at, [e, n]), geoDistance(at, [w, n]), geoDistance(at, [e, s])) };
  reach.set(c, made);
  return made;
}

/** The countries in a view, drawn once for each view. */
function ground(p: GeoProjection, spots: readonly Spot[], wide: number, high: number): Ground[] {
  const key = `${wide} ${high} ${spots.map((s) => s.at.join()).join(" ")}`;
  const known = grounds.get(key);
  if (known) return known;
  const path = geoPath(p).digits(1);
  const middle = p.invert?.([wide / 2, high / 2]) as Point;
  const radius = Math.hypot(wide, high) / 2 / p.scale() * 1.15;
  const made: Ground[] = [];
  for (const c of world()) {
    const { at, radius: own } = extent(c);
    if (radius < 1.2 && geoDistance(middle, at) > radius + own) continue;
    const d = path(c as GeoPermissibleObjects);
    if (!d) continue;
    const here = spots.some((s) => geoDistance(at, s.at) <= own && geoContains(c as GeoPermissibleObjects, s.at));
    made.push({ d, name: c.properties.name, area: path.area(c as GeoPermissibleObjects), at: path.centroid(c as GeoPermissibleObjects) as Point, here });
  }
  grounds.set(key, made);
  return made;
}

const LEAST = 1.4; // degrees from the middle to the edge, at least

function projection(spots: readonly Spot[], wide: number, high: number, pad: number): GeoProjection {
  const rad = Math.PI / 180;
  const v = spots.map(({ at: [x, y] }) => [Math.cos(y * rad) * Math.cos(x * rad), Math.cos(y * rad) * Math.sin(x * rad), Math.sin(y * rad)]);
  const sum = v.reduce((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], [0, 0, 0]);
  const lon = Math.atan2(sum[1], sum[0]) / rad, lat = Math.atan2(sum[2], Math.hypot(sum[0], sum[1])) / rad;
  const points: Point[] = spots.map((s) => s.at);
  for (const [dx, dy] of [[LEAST, LEAST], [-LEAST, -LEAST]]) points.push([lon + dx, Math.max(-89, Math.min(89, lat + dy))]);
  const p = geoAzimuthalEqualArea().rotate([-lon, -lat]).clipAngle(150);
  p.fitExtent([[pad, pad * 0.8], [wide - pad, high - pad * 0.8]], { type: "MultiPoint", coordinates: points });
  return p.clipExtent([[0, 0], [wide, high]]).precision(0.3);
}

const NEAR = 12; // degrees: a whole country farther off than this does not widen the map

/** The places that the map must hold: points, and whole countries close to one of them. */
function framing(spots: readonly Spot[]): readonly Spot[] {
  const points = spots.filter((s) => !s.area);
  if (!points.length) return spots;
  return [...points, ...spots.filter((s) => s.area && points.some((q) => geoDistance(s.at, q.at) < (NEAR * Math.PI) / 180))];
}

interface Box { x: number; y: number; w: number; h: number }
const meets = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Finds labels a free place beside their points, in a fixed order of trials. */
class Labels {
  private readonly taken: Box[] = [];
  constructor(private readonly wide: number, private readonly high: number) {}

  /** Takes a place, if it is free. */
  hold(box: Box): boolean {
    const free = !this.taken.some((t) => meets(t, box));
    if (free) this.taken.push(box);
    return free;
  }

  block(x: number, y: number, r: number): void { this.taken.push({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }); }

  place(x: number, y: number, text: string, size = 7.1, must = true): { x: number; y: number; anchor: "start" | "end" | "middle" } | null {
    const w = text.length * size, h = 16;
    const trials: [number, number, "start" | "end" | "middle"][] = [[10, 5, "start"], [-10, 5, "end"], [8, -9, "start"], [8, 18, "start"], [-8, -9, "end"], [-8, 18, "end"], [0, -13, "middle"], [0, 23, "middle"], [14, -24, "start"], [14, 34, "start"], [-14, -24, "end"], [-14, 34, "end"]];
    let best: { x: number; y: number; anchor: "start" | "end" | "middle" } | null = null, least = Infinity, box: Box | null = null;
    for (const [dx, dy, anchor] of trials) {
      const left = anchor === "start" ? x + dx : anchor === "end" ? x + dx - w : x + dx - w / 2;
      const b = { x: left, y: y + dy - 12, w, h };
      const outside = b.x < 4 || b.x + w > this.wide - 4 || b.y < 4 || b.y + h > this.high - 26 ? 3 : 0;
      const cost = outside + this.taken.filter((t) => meets(t, b)).length;
      if (cost < least) { least = cost; best = { x: x + dx, y: y + dy, anchor }; box = b; }
      if (!cost) break;
    }
    if (!must && least > 0) return null;
    if (box) this.taken.push(box);
    return best;
  }
}

const toward = (a: Point, b: Point, d: number): Point => {
  const l = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  return [a[0] + ((b[0] - a[0]) / l) * d, a[1] + ((b[1] - a[1]) / l) * d];
};
const at = (p: Point, c: Point, q: Point, t: number): Point => [0, 1].map((i) => (1 - t) ** 2 * p[i] + 2 * t * (1 - t) * c[i] + t * t * q[i]) as Point;
const fix = (p: Point): string => `${p[0].toFixed(1)} ${p[1].toFixed(1)}`;

interface Curve { d: string; from: Point; control: Point; to: Point; length: number }

function curve(from: Point, to: Point, bend: number, stop: number): Curve {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const n: Point = [-(to[1] - from[1]) / (length || 1), (to[0] - from[0]) / (length || 1)];
  const off = Math.min(70, length * 0.17) * bend;
  const control: Point = [(from[0] + to[0]) / 2 + n[0] * off, (from[1] + to[1]) / 2 + n[1] * off];
  const end = toward(to, control, stop), start = toward(from, control, 6);
  return { d: `M${fix(start)}Q${fix(control)} ${fix(end)}`, from: start, control, to: end, length };
}

function arrow(c: Curve): string {
  const back = at(c.from, c.control, c.to, 0.94);
  const angle = Math.atan2(c.to[1] - back[1], c.to[0] - back[0]);
  const wing = (turn: number): Point => [c.to[0] - 10 * Math.cos(angle + turn), c.to[1] - 10 * Math.sin(angle + turn)];
  return `M${fix(wing(0.42))}L${fix(c.to)}L${fix(wing(-0.42))}`;
}

function wall(c: Curve): string {
  const back = at(c.from, c.control, c.to, 0.9);
  const angle = Math.atan2(c.to[1] - back[1], c.to[0] - back[0]) + Math.PI / 2;
  const side = (s: number): Point => [c.to[0] + s * 12 * Math.cos(angle), c.to[1] + s * 12 * Math.sin(angle)];
  return `M${fix(side(1))}L${fix(side(-1))}`;
}

/** One leg as it is drawn: its line by how the journey went, and the sign at its end. */
function Stretch({ c, m, unsure }: { c: Curve; m: Movement; unsure: boolean }) {
  const broken = m.happened !== "done" || unsure;
  if (m.happened === "attempted") {
    const tip = at(c.from, c.control, c.to, 0.72);
    const part = at(c.from, c.control, c.to, 0.36);
    const half: Curve = { ...c, d: `M${fix(c.from)}Q${fix([2 * part[0] - (c.from[0] + tip[0]) / 2, 2 * part[1] - (c.from[1] + tip[1]) / 2])} ${fix(tip)}` };
    return <><path class="leg broken" d={half.d} /><path class="leg" d={`M${fix([tip[0] - 6, tip[1] - 6])}l12 12m0-12l-12 12`} /></>;
  }
  return (
    <>
      <path class={broken ? "leg broken" : "leg"} d={c.d} />
      {m.happened === "refused" ? <path class="leg wall" d={wall(c)} /> : <path class="leg" d={arrow(c)} />}
      {m.happened === "falsely_stated" && <path class="leg slash" d={`M${fix([at(c.from, c.control, c.to, 0.6)[0] - 7, at(c.from, c.control, c.to, 0.6)[1] + 8])}l14 -16`} />}
    </>
  );
}

export interface Drawn { trip: Trip; movement: Movement; inferred: boolean; spots: (Spot | null)[] }

/** The places of each leg; one that does not say where it began starts where the leg before it ended, as inferred. */
export function legsOf(all: readonly Trip[], atlas: Atlas): Drawn[] {
  return all.flatMap((trip) => trip.legs.map((movement, i) => {
    const before = i > 0 && movement.origin_place === null ? trip.legs[i - 1].destination : null;
    return {
      trip, movement, inferred: before !== null,
      spots: [atlas.spot(movement.origin_place ?? before), ...movement.via.map((v) => atlas.spot(v)).filter((s) => s !== null), atlas.spot(movement.destination)],
    };
  }));
}

export function Map_({ r, dropped, legs, spots, wide, high, title }: {
  r: Reading; dropped: ReadonlySet<string>; legs: readonly Drawn[]; spots: readonly Spot[]; wide: number; high: number; title: string;
}) {
  const p = projection(framing(spots), wide, high, Math.min(92, wide / 5));
  const shown = ground(p, spots.filter((s) => !s.area), wide, high);
  const middles = new Map(shown.map((g) => [g.name, g.at]));
  const path = geoPath(p).digits(1);
  const xy = (s: Spot): Point => ((s.area ? middles.get(s.name) : undefined) ?? p(s.at) ?? [wide / 2, high / 2]) as Point;
  const inside = ([x, y]: Point): boolean => x >= 0 && y >= 0 && x <= wide && y <= high;
  const labels = new Labels(wide, high);
  const unique = [...new Map(spots.map((s) => [s.id, s])).values()].filter((s) => inside(xy(s)));
  unique.filter((s) => !s.area).forEach((s) => labels.block(...xy(s), 6));
  const standing = new Set(unique.filter((s) => s.area).filter((s) => { // names of whole countries stand in their middle, where that is free
    const [x, y] = xy(s), w = s.name.length * 8.2;
    return labels.hold({ x: x - w / 2, y: y - 9, w, h: 18 });
  }));
  const used = new Map<string, number>();
  const turns = new Map<string, number>(); // stubs at one place
  const middle: Point = [wide / 2, high / 2];
  const strokes = legs.map((leg) => {
    const known = leg.spots.filter((s): s is Spot => s !== null);
    const from = leg.spots[0], to = leg.spots[leg.spots.length - 1];
    const curves: Curve[] = [];
    const stopAt = (s: Spot): number => (s.area ? 20 : 7);
    let stub: { d: string; at: Point; text: string } | null = null;
    for (let k = 1; k < known.length; k++) {
      const pair = [known[k - 1].id, known[k].id].sort().join(" ");
      const times = used.get(pair) ?? 0;
      used.set(pair, times + 1);
      const last = k === known.length - 1;
      curves.push(curve(xy(known[k - 1]), xy(known[k]), (times % 2 ? -1 : 1) * (1 + Math.floor(times / 2) * 0.8), last && to ? (leg.movement.happened === "refused" ? 16 : stopAt(to)) : 6));
    }
    const local = known.length === 1 && known[0].lent; // within one town: nothing to draw at this scale
    const goal = known[known.length - 1]?.id ?? "";
    const turn = turns.get(goal) ?? 0;
    if (!from || !to) turns.set(goal, turn + 1);
    const lone = local ? null : !from && known.length ? xy(known[0]) : !to && known.length ? xy(known[known.length - 1]) : null;
    if (lone) {
      const next = !from && known.length > 1 ? xy(known[1]) : !to && known.length > 1 ? xy(known[known.length - 2]) : null;
      const away = next ? Math.atan2(lone[1] - next[1], lone[0] - next[0]) + 0.3 : Math.atan2(middle[1] - lone[1], middle[0] - lone[0]) - 0.4 + 0.75 * turn;
      const far: Point = [Math.max(18, Math.min(wide - 18, lone[0] + 66 * Math.cos(away))), Math.max(18, Math.min(high - 34, lone[1] + 66 * Math.sin(away)))];
      if (!from) {
        stub = { d: "", at: far, text: "from?" };
        if (known.length === 1) curves.push(curve(far, lone, 1, leg.movement.happened === "refused" ? 16 : stopAt(known[0])));
        else stub.d = `M${fix(far)}L${fix(toward(lone, far, 6))}`;
      } else stub = { d: `M${fix(toward(lone, far, 6))}L${fix(far)}`, at: far, text: "to?" };
    }
    const longest = [...curves].sort((x, y) => y.length - x.length)[0];
    const where = longest && longest.length > 26 ? at(longest.from, longest.control, longest.to, 0.42) : null;
    if (where) labels.block(...where, 9);
    for (const c of curves) for (const t of [0.12, 0.3, 0.5, 0.7, 0.88]) labels.block(...at(c.from, c.control, c.to, t), 4);
    if (stub?.d && lone) for (const t of [0.35, 0.6, 0.85]) labels.block(lone[0] + (stub.at[0] - lone[0]) * t, lone[1] + (stub.at[1] - lone[1]) * t, 4);
    return { leg, curves, stub, where, unknownStart: !from && known.length === 1 };
  });
  const places = unique.map((s) => ({ s, at: xy(s), label: standing.has(s) ? null : labels.place(...xy(s), s.name, s.area ? 8.2 : 7.1) }));
  const areas = new Set(unique.filter((s) => s.area).map((s) => s.name));
  const stubs = strokes.map((x) => (x.stub ? labels.place(...x.stub.at, x.stub.text, 6.2) : null));
  const names = shown.filter(({ here, area }) => here || area > (wide * high) / 60).sort((x, y) => Number(y.here) - Number(x.here) || y.area - x.area).slice(0, 14)
    .filter(({ name, at: [x, y] }) => inside([x, y]) && !areas.has(name) && !unique.some((s) => s.name === name && Math.hypot(xy(s)[0] - x, xy(s)[1] - y) < 40))
    .map(({ name, at: where }) => ({ name, label: labels.place(where[0], where[1], name, 8.2, false) }));
  return (
    <svg class="map" width={wide} height={high} viewBox={`0 0 ${wide} ${high}`} role="group" aria-label={title} data-marks>
      <rect class="sea" width={wide} height={high} />
      {shown.map(({ name, d }) => <path key={name} class="land" d={d} />)}
      {layer().map((f, i) => <path key={i} class="own" d={path(f as GeoPermissibleObjects) ?? ""} />)}
      {names.map(({ name, label }) => label && <text key={name} class="country" x={label.x} y={label.y} text-anchor={label.anchor}>{name}</text>)}
      {strokes.map(({ leg, curves, stub, where, unknownStart }, i) => {
        const { movement, trip } = leg;
        const label = `${trip.number}. ${r.label(movement.id)}`;
        return (
          <g key={movement.id} {...mark(r.numbers([movement.span]), label, { id: movement.id, first: i === 0, css: fallen(!r.stands(movement.id, dropped), "journey") })}>
            {curves.map((c) => <path key={c.d} class="halo" d={c.d} />)}
            {curves.map((c, k) => (k === curves.length - 1 && stub?.text !== "to?") ? <g key={c.d} class={unknownStart ? "dotted" : ""}><Stretch c={c} m={movement} unsure={movement.hedged || leg.inferred} /></g> : <path key={c.d} class={movement.happened !== "done" || movement.hedged || leg.inferred ? "leg broken" : "leg"} d={c.d} />)}
            {stub?.d && <path class="leg dots" d={stub.d} />}
            {stub && stubs[i] && <text class="t3 over-sea" x={stubs[i]!.x} y={stubs[i]!.y} text-anchor={stubs[i]!.anchor}>{stub.text}</text>}
            {where && <><circle class="disc" cx={where[0]} cy={where[1]} r="9" /><text class="number" x={where[0]} y={where[1] + 4}>{trip.number}</text></>}
          </g>
        );
      })}
      {places.map(({ s, at: [x, y], label }) => <g key={s.id}>{standing.has(s) ? <text class="country named" x={x} y={y + 5} text-anchor="middle">{s.name}</text> : !s.area && <circle class="place" cx={x} cy={y} r="4" />}{label && <text class={s.area ? "country named" : "over-sea"} x={label.x} y={label.y} text-anchor={label.anchor}>{s.name}</text>}</g>)}
      <Scale p={p} wide={wide} high={high} />
    </svg>
  );
}

const EARTH = 6371; // km

function Scale({ p, wide, high }: { p: GeoProjection; wide: number; high: number }) {
  const perPixel = EARTH / p.scale();
  const km = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((k) => k / perPixel > 60) ?? 10000;
  const w = km / perPixel;
  if (w > wide / 2) return null;
  return <g><path class="scale" d={`M16 ${high - 20}v6h${w.toFixed(1)}v-6`} /><text class="t3 over-sea" x={16 + w + 8} y={high - 12}>{km} km</text></g>;
}
