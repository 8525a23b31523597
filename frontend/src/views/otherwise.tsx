// What was said to whom, beside what the account says was so: both sides verbatim, the words that clash underlined.

import type { Deception, Span } from "../analysis";
import { brief, minutes } from "../axis";
import { Empty, Glyph, Key, Ref, Rest, failure, fallen, type ViewProps } from "../parts";
import type { Reading } from "../reading";
import { capital, keyOf, listed, some } from "../words";

const CARDS = 20, QUOTE = 260;

/** A sentence, cut where it is long, with the words at some spans underlined. */
export function Quote({ r, n, marks, css }: { r: Reading; n: number; marks: readonly Span[]; css: string }) {
  const sentence = r.a.sentences[n - 1];
  if (!sentence) return null;
  const [start, end] = sentence.span;
  const inside = marks.filter((m) => m[0] < end && m[1] > start).map((m): Span => [Math.max(m[0], start), Math.min(m[1], end)]).sort((a, b) => a[0] - b[0]);
  let from = start, to = end;
  if (end - start > QUOTE && inside.length) {
    from = Math.max(start, inside[0][0] - 90);
    to = Math.min(end, inside[inside.length - 1][1] + 70);
    while (from > start && from < inside[0][0] && !/\s/.test(r.text([from - 1, from]))) from++;
    while (to < end && to > inside[inside.length - 1][1] && !/\s/.test(r.text([to, to + 1]))) to--;
  }
  const parts: preact.ComponentChildren[] = [];
  let at = from;
  for (const [a, b] of inside) {
    if (b <= at) continue;
    parts.push(r.text([at, Math.max(a, at)]), <span class={css}>{r.text([Math.max(a, at), b])}</span>);
    at = b;
  }
  parts.push(r.text([at, to]));
  const quoted = /[“”"]/.test(r.text([from, to])); // it has marks of its own
  return <>{!quoted && "“"}{from > start && "… "}{parts}{to < end && " …"}{!quoted && "”"}</>;
}

export function Voices({ r, n, only }: { r: Reading; n: readonly number[]; only?: readonly string[] }) {
  const who = only ?? [...new Set(n.flatMap((x) => r.speakers(x)))];
  if (!who.length || (who.length === 1 && who[0] === "self")) return <>The account’s own voice</>;
  return <>{who.filter((s) => s !== "self").map((s, i) => <span key={s}>{i > 0 && "; "}<Key id={s} /> {capital(r.name(s))}</span>)}</>;
}

function verdict(r: Reading, d: Deception): [string, string] {
  const must = d.must_sources.filter((s) => s !== "self").map((s) => keyOf(s));
  const rest = must.length ? `It falls without ${listed(must)}.` : d.supports.length > 1 ? "It stands on more than one leg." : "";
  const doubt = d.stated && d.class === "possible" ? "" : d.class === "possible" ? "Possible, not certain: an order or a membership that the text leaves open would undo it. " : d.class === "not_decided" ? "Not decided within the time allowed. " : "";
  const told = d.note.replace(/\s*Inferred\.(?=\s|$)/g, "");
  const note = told ? ` ${capital(told)}.`.replace(/\.\.$/, ".") : "";
  const by = listed(d.said_by.filter((s) => s !== "self").map((s) => `${r.name(s)} (${keyOf(s)})`));
  if (d.value === "said_to_mislead") return [by ? `Misled, by the word of ${by}.` : "Misled, in the account’s own voice.", `Stated, not inferred. ${rest}${note}`];
  const item = r.items.get(d.act);
  if (item?.kind === "act" && item.record.type === "deny" && d.class !== "certain") return ["A denial beside what it denies.", `Both stand; which of them holds is not decided. ${rest}`];
  const inferred = d.stated ? (by ? `Said by ${by}. ` : "The account says so itself. ") : "Inferred from the sentences shown. ";
  if (d.value === "attempt") return ["Told otherwise; that it was believed does not follow.", doubt + inferred + rest + note];
  if (d.value === "deceived") return [d.class === "certain" ? "False when said, as this account has it, and the teller is recorded as having had reason to know otherwise." : "Possibly false when said, and the teller is recorded as having had reason to know otherwise.", doubt + inferred + rest + note];
  return [d.class === "certain" ? "False when said, as this account has it." : "Possibly false when said.", `${doubt}${inferred}Whether the teller knew is not decided here. ${rest}${note}`];
}

function Card({ d, r, c, index }: { d: Deception; index: number } & ViewProps) {
  const item = r.items.get(d.act);
  const act = item?.kind === "act" ? item.record : null;
  const said = act ? r.numbersOf([act.id]) : r.sentencesOf(d).slice(0, 1);
  const counter = r.numbersOf(d.against).filter((n) => !said.includes(n));
  const spare = r.sentencesOf(d).filter((n) => !said.includes(n));
  const denying = (act?.truth_by ?? []).filter((h) => h.value === "false").map((h) => h.span); // "that was not so", in a sentence of its own
  const refuted = r.numbers(denying).filter((n) => !said.includes(n));
  const apart = (counter.length ? counter : spare.length ? spare : refuted).slice(0, 3);
  const grounds = [...d.against, ...d.claims.filter((id) => id !== d.act)].filter((id) => r.numbersOf([id]).some((n) => apart.includes(n) || said.includes(n)));
  const clash = r.proposition(d.proposition)?.members ?? [];
  const opposed = (r.proposition(d.proposition)?.clashes ?? []).flatMap((x) => [...(r.proposition(x.proposition)?.members ?? []), ...(x.span ? [x.span] : [])]);
  const wordsSaid = act?.content_spans.length ? act.content_spans : clash;
  const wordsAgainst = [...denying.filter((x): x is Span => x !== null && !said.includes(r.number(x[0]))), ...clash.filter((s) => !said.includes(r.number(s[0]))), ...opposed, ...grounds.flatMap((id) => (r.items.get(id)?.kind === "claim" ? [] : r.spansOf(id)))];
  const overlap = (x: Span, y: Span): boolean => x[0] < y[1] && y[0] < x[1];
  const beside = wordsAgainst.some((x) => said.includes(r.number(x[0])) && !wordsSaid.some((y) => overlap(x, y)));
  const against = apart.length || d.value === "said_to_mislead" || !beside ? apart : said.slice(0, 2); // both halves in one sentence
  const voices = [...new Set(grounds.filter((id) => r.numbersOf([id]).some((n) => against.includes(n))).flatMap((id) => r.steps(id).flat()))].filter((s) => s !== "self");
  const entry = r.a.findings.timeline.find((t) => t.item === d.act);
  const when = entry ? entry.bounds : act?.time.bounds;
  const band = when ? brief(minutes(when.earliest), minutes(when.latest, true)) : "";
  const falls = !r.holds(d, c.dropped);
  const [head, rest] = verdict(r, d);
  const whom = listed([...new Set(d.told.map((t) => r.called(t)))]);
  const denial = act?.type === "deny" && d.class !== "certain";
  const soft = d.value === "said_to_mislead" || d.class !== "certain";
  return (
    <article class={fallen(falls, "card")} data-id={d.id} data-s={r.sentencesOf(d).join(" ")} data-t={`Card ${index + 1}: ${whom || "nobody named"}`}>
      <div class="who"><span class="caps">7·{index + 1}</span> <b><Glyph id={d.value === "said_to_mislead" || denial ? "told" : "false"} /> {denial && !whom ? "A denial" : capital(whom || "nobody named")}</b>
        <p>{d.teller ? `by ${r.called(d.teller)}` : "by whom is not said"}{act?.place ? `, ${r.at(act.place)}` : ""}</p>{band && band !== "no time stated" && <p>{band}</p>}{falls && <p class="red">falls</p>}</div>
      <div class="side"><p class="caps head">{d.value === "said_to_mislead" ? "What is said of it" : denial && !whom ? "Said" : "Was told"}</p>{said.slice(0, 2).map((n) => <blockquote key={n}><Quote r={r} n={n} marks={wordsSaid} css="clashing" /></blockquote>)}
        <p class="by"><Voices r={r} n={said} only={act?.sources} /> <Ref n={said} /></p></div>
      <div class={soft ? "versus soft" : "versus"} aria-label={soft ? "not compared" : "contradicted"}>{soft ? "?" : "≠"}</div>
      <div class="side"><p class="caps head">The account says</p>
        {against.length ? against.map((n) => <blockquote key={n}><Quote r={r} n={n} marks={wordsAgainst} css="clashing" /></blockquote>) : <p class="by">{d.value === "said_to_mislead" ? "Nothing stands beside it: only the word of whoever says so." : "No single sentence stands beside it."}</p>}
        {against.length > 0 && <p class="by"><Voices r={r} n={against} only={grounds.length ? voices : undefined} /> <Ref n={against} /></p>}</div>
      <p class="verdict"><b>{head}</b> {rest}</p>
    </article>
  );
}

export function Otherwise(props: ViewProps) {
  const { r } = props;
  const { deceptions } = r.a.findings;
  const tellings = r.a.acts.filter((a) => a.type === "tell" || a.type === "promise" || a.type === "deny");
  if (!deceptions.length) {
    const compared = tellings.filter((a) => a.proposition !== null && (r.proposition(a.proposition)?.members.length ?? 0) > 1).length;
    return <Empty><p>{failure(r, ["findings.deceptions", "acts"]) ?? `No telling in this text is contradicted by the text. ${capital(some(tellings.length, "telling"))} ${tellings.length === 1 ? "was" : "were"} found; ${tellings.length - compared} ${tellings.length - compared === 1 ? "has" : "have"} no counterpart to be compared with.`}</p></Empty>;
  }
  const weight = (d: Deception): number => Number(d.class !== "certain") * 2 + Number(!d.told.length) + Number(d.value === "said_to_mislead") * 1.5;
  const ordered = [...deceptions].sort((x, y) => weight(x) - weight(y));
  return (
    <>
      <p class="lead">What was said to whom, beside what the account says was so. Whether anybody meant to deceive is for the reader; the cards say only what stands in the text and what follows from it.</p>
      <Rest items={ordered} first={CARDS} what="cards" draw={(d, i) => <Card key={d.id} d={d} index={i} {...props} />} />
    </>
  );
}
