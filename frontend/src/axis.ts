// A time axis cut where nothing happens: segments of calendar time, each drawn to its own scale, never warped inside.

export interface Band { early: number | null; late: number | null } // minutes since 1970, local time, half-open on no side

export interface Segment { from: number; to: number; x0: number; x1: number }
export interface Tick { at: number; x: number; label: string; major: boolean }

const HOUR = 60, DAY = 24 * HOUR;
const CUTS = 4; // at most so many stretches are cut out
const GAP = 16; // px between segments

/** Minutes since 1970 of a local ISO time; a bare date is its first minute, or its last where `end`. Null where it is none. */
export function minutes(iso: string | null, end = false): number | null {
  const found = iso === null ? null : /^(-?\d{4,6})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d))?)?)?)?/.exec(iso);
  if (!found) return null;
  const [, y, mo, d, h, mi] = found;
  const year = Number(y), month = mo ? Number(mo) - 1 : 0, day = d ? Number(d) : 1;
  const start = Date.UTC(year, month, day, h ? Number(h) : 0, mi ? Number(mi) : 0) / 60000;
  if (!end || h) return Math.round(start);
  if (d) return start + DAY;
  return Date.UTC(mo ? year : year + 1, mo ? month + 1 : 0, 1) / 60000;
}

const date = (m: number): Date => new Date(m * 60000);
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const pad = (n: number): string => String(n).padStart(2, "0");

/** One moment in words: "Sat 10 Mar 2018, 14:00"; midnight at the end of a day is that day's 24:00. */
export function said(m: number, end = false): string {
  const midnight = m % DAY === 0;
  const t = date(end && midnight ? m - 1 : m);
  const day = `${WEEKDAYS[t.getUTCDay()]} ${t.getUTCDate()} ${MONTHS[t.getUTCMonth()]} ${t.getUTCFullYear()}`;
  if (midnight) return end ? `${day}, 24:00` : day;
  const clock = date(m);
  const rest = clock.getUTCMinutes() === 59 && end ? "24:00" : `${pad(clock.getUTCHours())}:${pad(clock.getUTCMinutes())}`;
  return `${day}, ${rest}`;
}

/** The band in as few words as it can be said without saying more than is known. */
export function brief(early: number | null, late: number | null): string {
  if (early === null && late === null) return "no time stated";
  if (early === null) return `by ${point(late as number, true)}`;
  if (late === null) return `from ${point(early)} on`;
  if (late - early < 2) return point(early);
  if (early % DAY === 0 && Math.ceil(late / DAY) * DAY - late < 2) {
    const first = date(early), last = date(late - 2);
    const days = Math.round((late - early) / DAY);
    if (days <= 1) return `${WEEKDAYS[first.getUTCDay()]} ${first.getUTCDate()} ${MONTHS[first.getUTCMonth()]}`;
    if (days >= 365 && first.getUTCMonth() === 0 && last.getUTCMonth() === 11) return first.getUTCFullYear() === last.getUTCFullYear() ? `${first.getUTCFullYear()}` : `${first.getUTCFullYear()}–${last.getUTCFullYear()}`;
    return first.getUTCMonth() === last.getUTCMonth() && days < 62 ? `${first.getUTCDate()}–${last.getUTCDate()} ${MONTHS[last.getUTCMonth()]}` : `${first.getUTCDate()} ${MONTHS[first.getUTCMonth()]} – ${last.getUTCDate()} ${MONTHS[last.getUTCMonth()]}`;
  }
  const a = date(early), b = date(late);
  const clock = (t: Date): string => `${pad(t.getUTCHours())}:${pad(t.getUTCMinutes())}`;
  const to = b.getUTCMinutes() === 59 && b.getUTCHours() === 23 ? "24:00" : clock(b);
  if (Math.floor(early / DAY) === Math.floor((late - 1) / DAY)) return `${WEEKDAYS[a.getUTCDay()]} ${clock(a)}–${to === "00:00" ? "24:00" : to}`;
  return `${WEEKDAYS[a.getUTCDay()]} ${a.getUTCDate()}, ${clock(a)} – ${WEEKDAYS[b.getUTCDay()]} ${b.getUTCDate()}, ${to}`;
}

function point(m: number, end = false): string {
  const t = date(end && m % DAY === 0 ? m - 1 : m);
  const day = `${WEEKDAYS[t.getUTCDay()]} ${t.getUTCDate()} ${MONTHS[t.getUTCMonth()]}`;
  if (m % DAY === 0 || (end && m % DAY >= DAY - 1)) return end ? `the end of ${day}` : day;
  return `${day}, ${pad(date(m).getUTCHours())}:${pad(date(m).getUTCMinutes())}`;
}

/** The stretches of time that bands occupy, joined unless a gap between them dwarfs what is left. */
export function clusters(bands: readonly Band[]): [number, number][] {
  const spans = bands.map((b) => [b.early ?? b.late, b.late ?? b.early] as [number | null, number | null])
    .filter((s): s is [number, number] => s[0] !== null && s[1] !== null).sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of spans) {
    const last = joined[joined.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return split(joined, CUTS);
}

/** Cuts at the widest gap, if it dwarfs what is left without it, and looks at both sides again. */
function split(spans: [number, number][], cuts: number): [number, number][] {
  if (!spans.length) return [];
  const whole: [number, number] = [spans[0][0], spans[spans.length - 1][1]];
  let widest = 0, where = 0;
  for (let i = 1; i < spans.length; i++) if (spans[i][0] - spans[i - 1][1] > widest) { widest = spans[i][0] - spans[i - 1][1]; where = i; }
  const rest = whole[1] - whole[0] - widest;
  if (cuts < 1 || widest < Math.max(DAY, 0.25 * rest)) return [whole];
  const before = split(spans.slice(0, where), cuts - 1);
  return [...before, ...split(spans.slice(where), cuts - before.length)];
}

/** Pads each stretch to whole hours or days and gives it room by how much happens in it. */
export function segments(bands: readonly Band[], x0: number, x1: number): Segment[] {
  const stretches = clusters(bands);
  const weight = stretches.map(([from, to]) => bands.filter((b) => {
    const a = b.early ?? b.late, z = b.late ?? b.early;
    return a !== null && z !== null && a >= from && z <= to;
  }).length);
  const room = x1 - x0 - GAP * (stretches.length - 1);
  const least = Math.min(76, room / Math.max(1, stretches.length) / 1.5);
  const spare = room - least * stretches.length;
  const whole = weight.reduce((a, w) => a + w * w, 0) || 1;
  let x = x0;
  return stretches.map(([from, to], i) => {
    const long = to - from;
    const unit = long > 3 * DAY ? DAY : HOUR;
    const start = Math.floor(from / unit) * unit;
    const stop = Math.max(Math.ceil(to / unit) * unit, start + 2 * HOUR);
    const width = least + (spare * weight[i] ** 2) / whole;
    const made = { from: start, to: stop, x0: x, x1: x + width };
    x += width + GAP;
    return made;
  });
}

/** Where a moment stands; a moment in a cut stretch stands in the middle of the white gap. */
export function position(segs: readonly Segment[], m: number): number {
  for (const [i, s] of segs.entries()) {
    if (m < s.from) return i ? (segs[i - 1].x1 + s.x0) / 2 : s.x0;
    if (m <= s.to) return s.x0 + ((m - s.from) / (s.to - s.from || 1)) * (s.x1 - s.x0);
  }
  return segs.length ? segs[segs.length - 1].x1 : 0;
}

const STEPS = [1, 3, 6, 12].map((h) => h * HOUR).concat([1, 2, 7, 14].map((d) => d * DAY));

/** Ticks of a segment; near its end they go without words unless nothing follows. */
export function ticks(s: Segment, last: boolean): Tick[] {
  const room = s.x1 - s.x0, long = s.to - s.from;
  const made: Tick[] = [];
  const step = STEPS.find((u) => (long / u) * (u < DAY ? 34 : 44) <= room);
  const x = (m: number): number => s.x0 + ((m - s.from) / long) * room;
  if (step === undefined) { // months or years
    const months = long / (30.4 * DAY);
    const each = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((n) => (months / n) * 40 <= room) ?? 2400;
    const first = date(s.from);
    for (let m = Math.ceil(first.getUTCMonth() / each) * each, i = 0; i < 200; m += each, i++) {
      const at = Date.UTC(first.getUTCFullYear(), m, 1) / 60000;
      if (at > s.to) break;
      if (at >= s.from) made.push({ at, x: x(at), label: each >= 12 ? String(date(at).getUTCFullYear()) : MONTHS[date(at).getUTCMonth()], major: false });
    }
    return made;
  }
  for (let at = Math.ceil(s.from / step) * step; at <= s.to; at += step) {
    const t = date(at);
    const label = step >= DAY ? String(t.getUTCDate()) : t.getUTCHours() === 12 ? "noon" : String(t.getUTCHours());
    made.push({ at, x: x(at), label: last || x(at) < s.x1 - 6 ? label : "", major: step < DAY && at % DAY === 0 });
  }
  return made;
}

/** The heads over a segment: days where it is drawn in hours, else the months it covers. */
export function heads(s: Segment, narrow: boolean, opening: boolean): { x: number; label: string }[] {
  const long = s.to - s.from, room = s.x1 - s.x0;
  const x = (m: number): number => s.x0 + ((m - s.from) / long) * room;
  const first = date(s.from), last = date(s.to - 1);
  const year = ` ${first.getUTCFullYear()}`;
  if (long <= 5 * DAY && room / (long / DAY) > 60) {
    const made: { x: number; label: string }[] = [];
    for (let day = Math.floor(s.from / DAY) * DAY; day < s.to; day += DAY) {
      const t = date(day), at = Math.max(day, s.from);
      const stop = Math.min(day + DAY, s.to), width = x(stop) - x(at);
      if (width < 58 && long > DAY) continue;
      const label = `${WEEKDAYS[t.getUTCDay()]} ${t.getUTCDate()} ${MONTHS[t.getUTCMonth()]}`;
      made.push({ x: x(at), label: opening && !made.length && width > 120 ? label + year : width < 84 ? `${WEEKDAYS[t.getUTCDay()]} ${t.getUTCDate()}` : label });
    }
    if (!made.length) made.push({ x: s.x0, label: `${WEEKDAYS[first.getUTCDay()]} ${first.getUTCDate()}` });
    return made;
  }
  if (long > 300 * DAY) return [{ x: s.x0, label: first.getUTCFullYear() === last.getUTCFullYear() ? year.trim() : `${first.getUTCFullYear()}–${last.getUTCFullYear()}` }];
  const months = first.getUTCMonth() === last.getUTCMonth() ? MONTHS[first.getUTCMonth()] : `${MONTHS[first.getUTCMonth()]}–${MONTHS[last.getUTCMonth()]}`;
  return [{ x: s.x0, label: narrow || !opening || room < 110 ? months : months + year }];
}
