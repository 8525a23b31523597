// Knock-out of sources: what each finding stands on, readable before anything is clicked, and what falls when it is.

import { KINDS, fallsWithout, type Row } from "../findings";
import { Empty, Key, Ref, failure, fallen, mark, type ViewProps } from "../parts";
import { SELF, type Reading } from "../reading";
import { capital, keyOf, listed, some } from "../words";

const SOURCES = 14, ROWS = 12;

const short = (r: Reading, id: string): string => {
  const kind = r.source(id)?.kind;
  if (kind === "organisation" || kind === "media") return r.name(id).slice(0, 22);
  const head = r.name(id).split(/\s+(?:who|that|which|at|from|in|of|on|with|close|briefed|familiar|filmed|near)\b|,/i)[0].split(/\s+/);
  return head[head.length - 1];
};

function Rows({ kind, rows, columns, r, c, first }: { kind: Row["kind"]; rows: Row[]; columns: string[]; first: boolean } & Pick<ViewProps, "r" | "c">) {
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
        <td class="state">{falls ? "falls" : ""}</td>
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
  const toggle = (id: string) => <input type="checkbox" checked={!c.dropped.has(id)} aria-label={`Keep ${keyOf(id)}, ${r.name(id)}`} data-drop={id} onChange={() => state.drop(id)} />;
  return (
    <>
      <p class="lead">Untick a source and see what falls, here and in every section above.</p>
      <p class="result" role="status" aria-live="polite">{says(r, findings, c.dropped, sources)}{c.dropped.size > 0 && <button type="button" class="plainbutton" onClick={() => state.set({ dropped: new Set() })}>Restore all</button>}</p>
      <div class="scroll"><table class={columns.length > 10 ? "rows legs many" : "rows legs"} data-marks role="grid">
        <thead><tr><th scope="col">Finding</th>{columns.map((id) => <th key={id} scope="col" class={c.dropped.has(id) ? "s off" : "s"}><label class={fallen(c.dropped.has(id))} data-source={id}><Key id={id} /><span class="short-name">{short(r, id)}</span>{toggle(id)}</label></th>)}<th scope="col" class="s"><span class="short-name">own voice</span></th><th class="state" /></tr></thead>
        {kinds.map(({ kind, rows }, i) => <Rows key={kind} kind={kind} rows={rows} columns={columns} r={r} c={c} first={i === 0} />)}
        <tbody><tr class="sum"><th scope="row">Findings that fall without this source alone</th>{columns.map((id) => <td key={id}>{fallsWithout(findings, id) || "–"}</td>)}<td>–</td><td /></tr></tbody>
      </table></div>
      {more.length > 0 && <details class="rest"><summary>{more.length} more sources</summary><ul class="plain">{more.map((id) => <li key={id}><label>{toggle(id)} <Key id={id} /> {r.name(id)}: {fallsWithout(findings, id) || "no"} findings fall</label></li>)}</ul></details>}
      <p class="foot">Full disc: the finding falls without this source. Open ring: it supports the finding, which stands on another leg too. The account’s own voice cannot be dropped; it is the account itself.</p>
    </>
  );
}
