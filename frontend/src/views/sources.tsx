// The ledger: who speaks, how they know, what each says, and how much rests on them.

import type { Source } from "../analysis";
import { fallsWithout } from "../findings";
import { Empty, Key, Ref, Ring, Square, failure, fallen, isNamed, mark, type ViewProps } from "../parts";
import { SELF, short, type Reading } from "../reading";
import { capital, keyOf, range, some, spelt } from "../words";

const SQUARES = 24;

interface Said { id: string; n: number[]; words: string; status: string }

function says(r: Reading, source: string): Said[] {
  const made: Said[] = r.a.attributions.filter((t) => t.sources.includes(source)).map((t) => ({
    id: t.id, n: r.numbers(t.content_spans.length ? t.content_spans : t.cue_spans),
    words: t.content_spans.map((span) => r.text(span)).join(" … "), status: t.stance,
  }));
  return made.filter((s) => s.words);
}

function claimsOf(r: Reading, source: Source): { id: string; n: number[]; status: string }[] {
  const mine = r.a.claims.filter((c) => (source.kind === SELF ? c.chain.length < 2 : c.chain.slice(1).some((step) => step.includes(source.id))));
  return mine.length || source.kind === SELF ? mine.map((c) => ({ id: c.id, n: r.numbers(c.spans), status: c.status })) : says(r, source.id);
}

function SourceRow({ source, r, c, findings }: { source: Source } & ViewProps) {
  const self = source.kind === SELF;
  const claims = claimsOf(r, source);
  const quotes = self ? [] : says(r, source.id);
  const spoken = r.numbers([...source.mentions, ...r.a.attributions.filter((t) => t.sources.includes(source.id)).flatMap((t) => t.source_spans)]);
  const sentences = self ? [...new Set(claims.flatMap((x) => x.n))] : spoken.length ? spoken : [...new Set(claims.flatMap((x) => x.n))];
  const doubt = [
    source.overlaps.length ? `may share people with ${source.overlaps.map((o) => keyOf(o)).join(", ")}` : "",
    source.member_of ? `one of ${r.name(source.member_of)}` : "",
    source.role && !source.descriptor.toLowerCase().includes(source.role.toLowerCase()) ? source.role : "",
  ].filter(Boolean).join("; ");
  return (
    <tr id={`row-${source.id}`} data-source={source.id} class={fallen(c.dropped.has(source.id))}>
      <td class="k">{!self && <Key id={source.id} />}</td>
      <th scope="row">
        {!self && <Ring named={isNamed(source.kind)} />}<span class="strike">{capital(r.name(source.id))}</span>{doubt && <small>{doubt}</small>}
        {quotes.length > 0 && <details class="says"><summary>says {some(quotes.length, "thing")}</summary>
          <ul>{quotes.map((q) => <li key={q.id}><q>{short(q.words, 240)}</q> <Ref n={q.n} /></li>)}</ul></details>}
      </th>
      <td>{self ? "–" : r.how(source)}{source.anonymity.reason && <small>unnamed: “{short(r.text(source.anonymity.reason), 80)}”</small>}</td>
      <td class="r">{["named_person", "anonymous_person", "unnamed_group"].includes(source.kind) ? range(source.count.low, source.count.high) : "–"}</td>
      <td>
        <svg class="units" width={Math.min(claims.length, SQUARES) * 13} height="14" role="group" aria-label={`${some(claims.length, "claim")}`} data-marks>
          {claims.slice(0, SQUARES).map((x, i) => <g key={x.id} {...mark(x.n, `${keyOf(source.id)}, claim ${i + 1}${x.status === "asserted" ? "" : ", " + x.status}`, { first: i === 0 })}><Square x={i * 13 + 1} status={x.status} /></g>)}
        </svg>{claims.length > SQUARES && <small>and {claims.length - SQUARES} more</small>}
      </td>
      <td class="refs">{sentences.slice(0, 12).map((n) => <span key={n}><Ref n={[n]} /> </span>)}{sentences.length > 12 && <small>and {sentences.length - 12} more</small>}</td>
      <td class="r">{self ? "–" : fallsWithout(findings, source.id) || "–"}</td>
    </tr>
  );
}

export function Sources(props: ViewProps) {
  const { r } = props;
  const speaking = r.a.sources.filter((s) => s.kind !== SELF && !s.publisher);
  const self = r.a.sources.find((s) => s.kind === SELF) ?? { id: SELF, descriptor: "the account’s own voice", kind: SELF, entity: null, count: { low: 1, high: 1 }, role: null, organisation: null, basis: { kind: "unstated", span: null }, anonymity: { requested: false, reason: null }, member_of: null, overlaps: [], mentions: [], publisher: false, reliability: null };
  if (!speaking.length) {
    return <Empty><p>{failure(r, ["sources", "attributions"]) ?? `This account cites nobody. ${r.a.claims.length ? `All ${r.a.claims.length} claims` : "Everything in it"} stand in its own voice.`}</p></Empty>;
  }
  return (
    <>
      <p class="lead">{capital(spelt(speaking.length))} {speaking.length === 1 ? "source" : "sources, in the order in which they speak"}, and the account’s own voice. “Falls” counts the findings of section 9 that cannot be had without this source.</p>
      <div class="scroll"><table class="rows ledger">
        <thead><tr><th scope="col" /><th scope="col">Who</th><th scope="col">How they know</th><th scope="col" class="r">People</th><th scope="col">Claims</th><th scope="col">Speaks in</th><th scope="col" class="r">Falls</th></tr></thead>
        <tbody>{[...speaking, self].map((source) => <SourceRow key={source.id} source={source} {...props} />)}</tbody>
      </table></div>
      <p class="foot">Open ring: unnamed. Full ring: named. Reliability and credibility are for a person to set; none is set by machine, and none is guessed.</p>
    </>
  );
}
