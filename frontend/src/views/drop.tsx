// Knock-out of sources: what each finding stands on, readable before anything is clicked, and what falls when it is.

import type { Knockout } from "../analysis";
import { KINDS, fallsWithout, type Row } from "../findings";
import { Empty, Key, Ref, Rest, failure, fallen, mark, type ViewProps } from "../parts";
import { SELF, type Reading } from "../reading";
import { SORTS, sentencesOf, sortOf, turning, worded } from "../turns";
import { capital, keyOf, listed, some } from "../words";

const SOURCES = 14, ROWS = 12, TURNS = 8;

const short = (r: Reading, id: string): string => {
  const kind = r.source(id)?.kind;
  if (kind === "organisation" || kind === "media") return r.name(id).slice(0, 22);
  const source = r.source(id);
  const head = (kind === "named_person" ? r.name(id) : source?.descriptor ?? r.name(id)).split(/\s+(?:who|that|which|at|from|in|of|for|on|with|seen|close|briefed|familiar|filmed|near)\b|,/i)[0].split(/\s+/);
  return head[head.length - 1];
};

function Rows({ kind, rows, columns, r, c, first, turned }: { kind: Row["kind"]; rows: Row[]; columns: string[]; first: boolean; turned: ReadonlySet<string> } & Pick<ViewProps, "r" | "c">) {
  const wide = columns.length + 3;
  const row = (f: Row, i: number) => {
    const falls = !r.holds(f.finding, c.dropped);
    return (
      <tr key={f.id} class={fallen(falls)}>
        <th scope="row"><span class="strike">{f.label}</span> <Ref n={f.sentences.slice(0, 4)} />{f.finding.capped && <i class="more"> more supports than shown</i>}</th>
        {columns.map((id, column) => {
          const must = f.legs.get(id);
          const off = c.dropped.has(id) ? "off" : "";
          if (must === undefined) return <td key={id} class={off} />;
          return <td key={id} {...mark(f.sentences, `${f.label}: ${must ? "falls without" : "one leg of several is"} ${keyOf(id)}`, { role: "gridcell", first: first && i === 0 && column === columns.findIndex((x) => f.legs.has(x)), css: off })} data-src={id}>
            <svg viewBox="0 0 14 14" aria-hidden="true"><circle class={must ? "full" : "open"} cx="7" cy="7" r="4.8" /></svg></td>;
        })}
        <td>{f.own && <svg viewBox="0 0 14 14" role="img" aria-label="stands in the account’s own voice"><circle class={f.legs.size ? "open" : "full"} cx="7" cy="7" r="4.8" /></svg>}</td>
        <td class="state">{turned.has(f.id) ? "turns" : falls ? "falls" : ""}</td>
      </tr>
    );
  };
  return (
    <>
      <tbody><tr class="group"><th colSpan={wide} scope="rowgroup" class="caps">{KINDS[kind]}</th></tr>{rows.slice(0, ROWS).map(row)}</tbody>
      {rows.length > ROWS && <tbody class="overflow"><tr><th colSpan={wide} scope="row"><details class="rest"><summary>{rows.length - ROWS} more under “{KINDS[kind].toLowerCase()}”</summary>
        <ul class="plain">{rows.slice(ROWS).map((f) => <li key={f.id} class={fallen(!r.holds(f.finding, c.dropped), "strike")}>{f.label} <Ref n={f.sentences.slice(0, 4)} /> {[...f.legs].map(([id, must]) => `${keyOf(id)}${must ? "" : " (one of several)"}`).join(", ")}</li>)}</ul></details></th></tr></tbody>}
    </>
  );
}

/** What the going of one source brings about, source by source: to be read before anything is clicked. */
function Turns({ r, c, knockouts }: { knockouts: readonly Knockout[] } & Pick<ViewProps, "r" | "c">) {
  const turning_on = knockouts.filter((k) => k.turns.length);
  const quiet = knockouts.filter((k) => !k.turns.length).map((k) => k.source);
  let first = true;
  const item = (source: string) => (t: Knockout["turns"][number], i: number) => {
    const { what, was, is } = worded(r, t);
    const sort = sortOf(t), n = sentencesOf(r, t), lead = first;
    first = false;
    return (
      <li key={i} {...mark(n, `Without ${keyOf(source)}, ${SORTS[sort]}: ${what}${was && is ? `: ${was}, then ${is}` : is ? `: ${is}` : ""}`, { role: "none", first: lead })} data-src={source}>
        <span class={`sort ${sort}`}>{SORTS[sort]}</span> <span class={sort === "gone" ? "what gone" : "what"}>{what}</span> <Ref n={n.slice(0, 4)} />
        {(was || is) && <span class="states">{was && <span class={sort === "turns" || sort === "gone" ? "was" : ""}>{was}</span>}{was && is && " → "}{is && <b>{is}</b>}</span>}
        {t.why && sort !== "gone" && <span class="states">{t.why}</span>}
      </li>
    );
  };
  return (
    <div class="turns" data-marks>
      <h3 class="sub">What turns, and what is new, without one source</h3>
      <p class="lead">A source that goes can do more than let findings fall: what it spoke against stands unopposed, a telling is no longer known to be false, a clash is gone. Each source is dropped here on its own.</p>
      {turning_on.map((k) => (
        <div key={k.source} class={c.dropped.has(k.source) ? "turn-of now" : "turn-of"} data-knockout={k.source}>
          <p class="head"><Key id={k.source} /> <b>Without {r.name(k.source)}</b>{c.dropped.has(k.source) && <i> dropped</i>}</p>
          <Rest items={k.turns} first={TURNS} what={`without ${keyOf(k.source)}`} draw={item(k.source)} wrap={(children) => <ul class="items">{children}</ul>} />
        </div>
      ))}
      {quiet.length > 0 && <p class="foot">Nothing turns and nothing is new without {listed(quiet.map((id) => `${r.name(id)} (${keyOf(id)})`))}; at most, findings fall.</p>}
    </div>
  );
}

function also(knockouts: readonly Knockout[] | null | undefined, dropped: ReadonlySet<string>): string {
  if (!dropped.size) return "";
  if (!knockouts) return " What turns or newly appears was not worked out for this page; “whoknew drop” says it.";
  if (dropped.size > 1) return " What turns or newly appears is worked out for each source alone, below; for several together ask “whoknew drop”.";
  const one = knockouts.find((k) => dropped.has(k.source));
  if (!one) return " What turns or newly appears without this source was not worked out for this page; “whoknew drop” says it.";
  const count = (sort: string): number => one.turns.filter((t) => sortOf(t) === sort).length;
  const turns = count("turns"), fresh = count("new");
  if (!turns && !fresh) return " Nothing becomes something else, and nothing is new.";
  const parts = [turns ? `${some(turns, "finding")} ${turns === 1 ? "becomes" : "become"} something else` : "", fresh ? `${some(fresh, "finding")} ${fresh === 1 ? "is" : "are"} new` : ""].filter(Boolean);
  return ` ${capital(listed(parts))}: see below the table.`;
}

function says(r: Reading, all: readonly Row[], dropped: ReadonlySet<string>, sources: readonly string[]): string {
  if (!dropped.size) {
    const top = [...sources].sort((x, y) => fallsWithout(all, y) - fallsWithout(all, x))[0];
    const most = top ? fallsWithout(all, top) : 0;
    if (!most) return `All ${sources.length} kept. No finding rests on one source alone.`;
    return `All ${sources.length} kept. Most rests on ${keyOf(top)}, ${r.name(top)}: ${some(most, "finding")} fall${most === 1 ? "s" : ""} without ${r.source(top)?.count.high === 1 ? "that one source" : "them"}.`;
  }
  const falls = all.filter((f) => !r.holds(f.finding, dropped)).length;
  const gone = r.a.claims.filter((x) => !r.stands(x.id, dropped)).length;
  const names = listed([...dropped].sort().map((id) => `${r.name(id)} (${keyOf(id)})`));
  return `Without ${names}, ${falls} of ${some(all.length, "finding")} ${falls === 1 ? "falls" : "fall"}; ${gone} of ${some(r.a.claims.length, "claim")} ${gone === 1 ? "is" : "are"} gone.`;
}

export function Drop({ r, c, state, findings }: ViewProps) {
  const sources = r.a.sources.filter((s) => s.kind !== SELF && !s.publisher).map((s) => s.id);
  if (!sources.length || !findings.length) {
    return <Empty><p>{failure(r, ["sources", "claims"]) ?? (sources.length ? `${capital(some(sources.length, "source"))}, and no finding that stands on ${sources.length === 1 ? "it" : "them"}.` : `This account cites nobody: there is nothing to drop. Its own voice holds ${some(r.a.claims.length, "claim")}.`)}</p></Empty>;
  }
  const ranked = [...sources].sort((x, y) => fallsWithout(findings, y) - fallsWithout(findings, x));
  const columns = sources.filter((s) => ranked.indexOf(s) < SOURCES || c.dropped.has(s));
  const more = sources.filter((s) => !columns.includes(s));
  const kinds = (Object.keys(KINDS) as Row["kind"][]).map((kind) => ({ kind, rows: findings.filter((f) => f.kind === kind) })).filter((g) => g.rows.length);
  const knockouts = r.a.findings.knockouts;
  const turned = turning(c.dropped.size === 1 ? knockouts?.find((k) => c.dropped.has(k.source)) : undefined, findings);
  const toggle = (id: string) => <input type="checkbox" checked={!c.dropped.has(id)} aria-label={`Keep ${keyOf(id)}, ${r.name(id)}`} data-drop={id} onChange={() => state.drop(id)} />;
  return (
    <>
      <p class="lead">Untick a source and see what falls, here and in every section above.</p>
      <p class="result" role="status" aria-live="polite">{says(r, findings, c.dropped, sources)}{also(knockouts, c.dropped)}{c.dropped.size > 0 && <button type="button" class="plainbutton" onClick={() => state.set({ dropped: new Set() })}>Restore all</button>}</p>
      <div class="scroll"><table class={columns.length > 10 ? "rows legs many" : "rows legs"} data-marks role="grid">
        <thead><tr><th scope="col">Finding</th>{columns.map((id) => <th key={id} scope="col" class={c.dropped.has(id) ? "s off" : "s"}><label class={fallen(c.dropped.has(id))} data-source={id}><Key id={id} /><span class="short-name">{short(r, id)}</span>{toggle(id)}</label></th>)}<th scope="col" class="s"><span class="short-name">own voice</span></th><th class="state" /></tr></thead>
        {kinds.map(({ kind, rows }, i) => <Rows key={kind} kind={kind} rows={rows} columns={columns} r={r} c={c} first={i === 0} turned={turned} />)}
        <tbody><tr class="sum"><th scope="row">Findings that fall without this source alone</th>{columns.map((id) => <td key={id}>{fallsWithout(findings, id) || "–"}</td>)}<td>–</td><td /></tr></tbody>
      </table></div>
      {more.length > 0 && <details class="rest"><summary>{more.length} more sources</summary><ul class="plain">{more.map((id) => <li key={id}><label>{toggle(id)} <Key id={id} /> {r.name(id)}: {fallsWithout(findings, id) || "no"} findings fall</label></li>)}</ul></details>}
      <p class="foot">Full disc: the finding falls without this source. Open ring: it supports the finding, which stands on another leg too. The account’s own voice cannot be dropped; it is the account itself.</p>
      {knockouts && knockouts.length > 0 && <Turns r={r} c={c} knockouts={knockouts} />}
      {!knockouts && <p class="foot">What becomes something else, or is new, without a source was not worked out for this page: ask “whoknew drop”.</p>}
    </>
  );
}
