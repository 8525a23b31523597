// The account moment by moment: what happens, who is told what, which courses close; and where everybody stands after it.

import type { Knowledge, Moment } from "../analysis";
import { brief, minutes } from "../axis";
import { alike, grid, momentName, positions } from "../moments";
import { Empty, Glyph, Ref, failure, fallen, mark, type ViewProps } from "../parts";
import type { Reading } from "../reading";
import { CLASSES, VALUES, capital, some } from "../words";

const ITEMS = 12, MINDS = 8;

/** The minds that change at each moment. */
function changes(r: Reading): Knowledge[][] {
  const made: Knowledge[][] = r.a.findings.moments.map(() => []);
  for (const cells of grid(r).values()) cells.forEach((k, i) => { if (k && i > 0 && !alike(cells[i - 1], k)) made[i].push(k); });
  for (const list of made) list.sort((x, y) => Number(x.class !== "certain") - Number(y.class !== "certain"));
  return made;
}

interface Stay { who: string; where: string; item: string; present: boolean }

/** Who is where after a moment, as far as a movement made or a presence stated up to then says. */
function whereabouts(r: Reading, until: number, at: Map<string, number>): Stay[] {
  const known = new Map<string, Stay & { moment: number }>();
  const put = (who: string, where: string | null, item: string, moment: number, present = true): void => {
    const before = known.get(who);
    if (where !== null && moment <= until && (!before || moment >= before.moment)) known.set(who, { who, where, item, present, moment });
  };
  for (const p of r.a.presences) put(r.party(p.who), p.where, p.id, p.time.initial ? -1 : at.get(p.id) ?? Infinity, p.present || p.who.quantity === "none");
  for (const m of r.a.movements) if (m.happened === "done") put(r.party(m.mover), m.destination, m.id, at.get(m.id) ?? Infinity);
  return [...known.values()];
}

function Step({ moment, index, mine, r, c, state }: { moment: Moment; index: number; mine: Knowledge[] } & Pick<ViewProps, "r" | "c" | "state">) {
  const now = index === c.at;
  const band = brief(minutes(moment.bounds.earliest), minutes(moment.bounds.latest, true));
  const line = (id: string, i: number) => {
    const n = r.numbersOf([id]);
    return <li key={id} {...mark(n, r.label(id), { role: "none", first: i === 0, css: fallen(!r.stands(id, c.dropped), "strike") })}>{r.label(id)} <Ref n={n.slice(0, 3)} /></li>;
  };
  return (
    <li class={now ? "step now" : "step"} aria-current={now ? "step" : undefined}>
      <button type="button" class="when" onClick={() => state.moment(index)}><b>{index + 1}. {momentName(moment, index)}</b>{band !== momentName(moment, index) && band !== "no time stated" && <span>{band}</span>}</button>
      <div data-marks>
        {moment.open_order && moment.items.length > 1 && <p class="open-order">In what order these came is open.</p>}
        <ul class="items">{moment.items.slice(0, ITEMS).map(line)}</ul>
        {moment.items.length > ITEMS && <p class="more">and {moment.items.length - ITEMS} more</p>}
        {mine.length > 0 && <ul class="minds">{mine.slice(0, MINDS).map((k) => (
          <li key={k.id} {...mark(r.sentencesOf(k), r.said(k.id), { role: "none", about: `“${r.gist(k.proposition)}”`, css: fallen(!r.holds(k, c.dropped), "strike") })}>
            <Glyph id={VALUES[k.value]?.[1] ?? "none"} size={14} /> {r.said(k.id)}{CLASSES[k.class] && <i> ({CLASSES[k.class]})</i>}
          </li>
        ))}</ul>}
        {mine.length > MINDS && <p class="more">and {mine.length - MINDS} more states of mind; section 6 has them all</p>}
        {moment.closes.length > 0 && <p class="closes">Closes: {moment.closes.map((id, i) => <span key={id}>{i > 0 && "; "}{r.label(id)} <Ref n={r.numbersOf([id]).slice(0, 2)} /></span>)}</p>}
      </div>
    </li>
  );
}

export function Replay({ r, c, state }: ViewProps) {
  const { moments } = r.a.findings;
  if (!moments.length) {
    return <Empty><p>{failure(r, ["findings.moments", "events", "acts"]) ?? `Nothing to step through: ${r.items.size ? `no order could be made of ${some(r.items.size, "record")}` : "the text records no act, event or movement"}.`}</p></Empty>;
  }
  const mine = changes(r);
  const stays = whereabouts(r, c.at, positions(r));
  const closed = moments.slice(0, c.at + 1).flatMap((m) => m.closes.map((id) => [id, m.items[0] ? r.label(m.items[0]) : m.label] as const));
  const moment = moments[c.at];
  return (
    <>
      <p class="lead">The account in the order that it forces. Choose a moment here or in section 6; at the side stands what holds after it. Where the text leaves the order open, it is said to be open.</p>
      <div class="replay">
        <ol class="steps">{moments.map((m, i) => <Step key={m.id} moment={m} index={i} mine={mine[i]} r={r} c={c} state={state} />)}</ol>
        <div class="after"><div>
          <p class="caps head">After moment {c.at + 1}: {momentName(moment, c.at)}</p>
          <p class="turn"><button type="button" class="plainbutton" disabled={c.at === 0} onClick={() => state.moment(c.at - 1)}>Earlier</button> <kbd>[</kbd> &ensp; {c.at + 1} of {moments.length} &ensp; <kbd>]</kbd> <button type="button" class="plainbutton" disabled={c.at === moments.length - 1} onClick={() => state.moment(c.at + 1)}>Later</button></p>
          <h3>Where</h3>
          {stays.length ? <ul class="items" data-marks>{stays.map((s, i) => { const n = r.numbersOf([s.item]); return <li key={s.who} {...mark(n, `${s.who}: ${s.present ? "" : "not "}${r.at(s.where)}`, { role: "none", first: i === 0, css: fallen(!r.stands(s.item, c.dropped), "strike") })}>{capital(s.who)}: {s.present ? "" : "not "}{r.at(s.where)} <Ref n={n} /></li>; })}</ul> : <p class="off">The text has placed nobody by then.</p>}
          <h3>Closed by then</h3>
          {closed.length ? <ul class="items">{closed.map(([id, by]) => <li key={id}>{r.label(id)}, since: {by} <Ref n={r.numbersOf([id]).slice(0, 2)} /></li>)}</ul> : <p class="off">No course is recorded as closed.</p>}
        </div></div>
      </div>
    </>
  );
}
