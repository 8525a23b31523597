// The lists behind the figures of the sourcing box: every item in words, with who says it and its sentence.

import type { BoxFigure, Claim } from "../analysis";
import { Key, Ref, Ring, fallen, isNamed, mark, type ViewProps } from "../parts";
import { SELF, short, type Reading } from "../reading";
import { capital, keyOf, range } from "../words";

const MOST = 60; // items of one list
const WORDS = 180; // letters of one item

/** How many a figure counts: people and sources as a range that may be open, claims as a number. */
export function amount(figure: BoxFigure): string {
  if (figure.key !== "sources" && figure.key !== "anonymous") return String(figure.value);
  return figure.high === null ? `${figure.value}+` : range(figure.value, figure.high);
}

/** The sentences of an item: of a source's mentions, of an attribution's cue, of a claim's or fact's words. */
export function sentences(r: Reading, id: string): number[] {
  const source = r.source(id);
  const attribution = r.attribution(id);
  if (source) return r.numbers(source.mentions);
  if (attribution) return r.numbers(attribution.cue_spans);
  return r.numbersOf([id]);
}

function Says({ claim, r }: { claim: Claim; r: Reading }) {
  const steps = claim.chain.slice(1);
  const answers = r.a.responses.filter((one) => one.about.includes(claim.id));
  return (
    <small>
      {steps.length ? steps.map((step, i) => (
        <span key={i}>{i > 0 && " by way of "}{step.filter((s) => s !== SELF).map((s, k) => <span key={s}>{k > 0 && "; "}<Key id={s} /> {r.name(s)}</span>)}{step.length === 0 && "nobody is named"}</span>
      )) : "the account itself"}
      {claim.status !== "asserted" && `; ${claim.status}`}{claim.kind !== "fact" && `; ${claim.kind}`}
      {answers.map((one) => <span key={one.id}>; {r.name(one.who)} {HEARD[one.result] ?? one.result} {one.span && one.result !== "not_recorded" && <Ref n={r.numbers([one.span])} />}</span>)}
    </small>
  );
}

const HEARD: Record<string, string> = {
  answered: "answers", declined: "declined to comment", no_reply: "did not reply", unreachable: "could not be reached", not_recorded: "has no answer on record",
};

function Item({ id, r, c, first, label }: { id: string; first: boolean; label: string } & Pick<ViewProps, "r" | "c">) {
  const n = sentences(r, id);
  const source = r.source(id);
  const claim = r.a.claims.find((one) => one.id === id);
  const falls = source ? c.dropped.has(id) : !r.stands(id, c.dropped);
  return (
    <li {...mark(n, source ? `${keyOf(id)} ${r.name(id)}` : label, { role: "none", first, css: fallen(falls) })}>
      {source ? <><Ring named={isNamed(source.kind)} /><Key id={id} /> <span class="strike">{capital(r.name(id))}</span>{source.count.high !== 1 && ` (${range(source.count.low, source.count.high)})`} <Ref n={n.slice(0, 8)} /><small>{!isNamed(source.kind) && (source.basis.kind === "unstated" ? "how it is known is not said" : r.how(source))}{source.anonymity.reason ? `; unnamed: “${short(r.text(source.anonymity.reason), 80)}”` : ""}</small></>
        : <><span class="strike">{short(claim ? claim.spans.map((span) => r.text(span)).join(" … ") : r.label(id), WORDS)}</span> <Ref n={n} />{claim && <Says claim={claim} r={r} />}</>}
    </li>
  );
}

export function Lists({ figures, r, c }: { figures: readonly BoxFigure[] } & Pick<ViewProps, "r" | "c">) {
  return (
    <div class="lists">
      {figures.filter((figure) => figure.items.length > 0).map((figure) => (
        <details class="rest" key={figure.key} id={`list-${figure.key}`}>
          <summary>{capital(figure.label)}: {figure.items.length} listed</summary>
          <ol data-marks>{figure.items.slice(0, MOST).map((id, i) => <Item key={id} id={id} r={r} c={c} first={i === 0} label={`${capital(figure.label)}, ${i + 1} of ${figure.items.length}`} />)}</ol>
          {figure.items.length > MOST && <p class="foot">And {figure.items.length - MOST} more: “whoknew audit --list {figure.key}” shows them all.</p>}
        </details>
      ))}
    </div>
  );
}
