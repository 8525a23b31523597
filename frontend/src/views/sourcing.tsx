// The answer in short, the sourcing box with one square a claim, and what a desk would ask.

import type { BoxFigure, Claim, Flag } from "../analysis";
import { Empty, Ref, Rest, Ring, Square, failure, fallen, isNamed, mark, type ViewProps } from "../parts";
import type { Reading } from "../reading";
import { capital, keyOf, listed, some, spelt } from "../words";
import { Lists, amount, sentences } from "./lists";

type Clause = { text: string; n: number[] };

function answer(r: Reading, figures: readonly BoxFigure[]): Clause[] {
  const { deceptions, knowledge } = r.a.findings;
  const made: Clause[] = [];
  const names = (ids: string[]): string => listed([...new Set(ids.map((id) => (r.entity(id) ? r.called(id) : r.name(id))))]);
  const many = (ids: string[]): boolean => new Set(ids).size > 1 || r.spoken.several.includes(ids[0] ?? "");
  const firm = deceptions.filter((d) => d.class === "certain" && d.value !== "said_to_mislead");
  if (firm.length) {
    const told = [...new Set(firm.flatMap((d) => d.told))];
    const verb = many(told) ? "were" : "was";
    made.push({ text: `As this account has it, ${names(told)} ${verb} told something that was not so`, n: r.numbersOf(firm.map((d) => d.act)) });
  }
  const said = deceptions.filter((d) => d.value === "said_to_mislead");
  if (said.length) {
    const by = names(said.flatMap((d) => d.said_by).filter((s) => s !== "self"));
    made.push({ text: `${by ? `By the word of ${by}` : "In the account’s own voice"}, ${names(said.flatMap((d) => d.told)) || "others"} ${many(said.flatMap((d) => d.told)) ? "were" : "was"} misled`, n: r.numbersOf(said.map((d) => d.act)) });
  }
  const kept = knowledge.filter((k) => k.value === "kept_from" && k.class === "certain");
  if (kept.length) {
    const whom = [...new Set(kept.map((k) => k.agent))];
    const things = [...new Set(kept.map((k) => k.proposition))];
    made.push({ text: `${made.length ? "" : "As this account has it, "}${names(whom)} ${many(whom) ? "were" : "was"} not told${things.length === 1 ? r.spoken.matters[things[0]] ?? ` of “${r.gist(things[0])}”` : " of something"}`, n: r.numbers(kept.flatMap((k) => k.spans)) });
  }
  const kept_back = (p: string): boolean => knowledge.some((k) => k.proposition === p && k.value === "kept_from");
  const plan = r.a.propositions.find((p) => p.plan_of && kept_back(p.id) && knowledge.some((k) => k.proposition === p.id && k.value === "knew"));
  if (plan?.plan_of) {
    const others = knowledge.filter((k) => k.proposition === plan.id && k.agent !== plan.plan_of && k.asserts && k.value === "knew");
    const matter = r.spoken.matters[plan.id] ?? ` of “${r.gist(plan.id)}”`;
    made.push(others.length
      ? { text: `Besides ${r.called(plan.plan_of)}, ${names(others.map((k) => k.agent))} ${many(others.map((k) => k.agent)) ? "are" : "is"} recorded as having known${others.every((k) => k.class === "certain") ? "" : ", possibly,"}${matter}`, n: r.numbers(others.flatMap((k) => k.spans)) }
      : { text: `Besides ${r.called(plan.plan_of)} nobody is recorded as having known beforehand${matter}`, n: r.numbers(plan.members) });
  }
  if (!made.length) {
    const sources = figures.find((figure) => figure.key === "sources");
    const open = figures.find((figure) => figure.key === "anonymous");
    const unnamed = open && open.value > 0 ? `, ${amount(open)} of them people without a name` : "";
    made.push({ text: sources && sources.items.length ? `This account rests on ${amount(sources)} source${sources.value === 1 && sources.high !== null && sources.high <= 1 ? "" : "s"}${unnamed}, and on its own voice` : "This account cites nobody; everything in it stands in its own voice", n: [] });
  }
  const denied = r.a.claims.filter((c) => c.status === "denied");
  const open = r.a.claims.filter((c) => c.status === "unverified");
  if (denied.length) made.push({ text: `${capital(spelt(denied.length)) + (denied.length > 1 ? " claims" : " claim")} ${denied.length > 1 ? "are" : "is"} denied`, n: r.numbers(denied.flatMap((c) => c.spans)) });
  if (open.length) made.push({ text: `${capital(spelt(open.length)) + (open.length > 1 ? " claims" : " claim")} could not be verified`, n: r.numbers(open.flatMap((c) => c.spans)) });
  return made;
}

const REFS = 8; // sentence numbers in one clause of the answer

/** The figures where no audit has run: counted from the claims alone. */
function counted(r: Reading): BoxFigure[] {
  const last = (c: Claim): string[] => c.chain[c.chain.length - 1] ?? [];
  const figure = (key: string, label: string, items: string[]): BoxFigure => ({ key, label, value: items.length, high: null, items });
  const pick = (test: (c: Claim) => boolean): string[] => r.a.claims.filter(test).map((c) => c.id);
  const sources = r.a.sources.filter((s) => s.kind !== "self" && !s.publisher);
  const made = r.a.claims.length ? [
    figure("claims", "claims", pick(() => true)),
    figure("own-voice", "in the account’s own voice", pick((c) => c.chain.length < 2)),
    figure("anonymous-only", "from unnamed sources only", pick((c) => c.chain.length > 1 && last(c).every((s) => !isNamed(r.source(s)?.kind ?? "")))),
    figure("one-person", "resting on one person", pick((c) => c.chain.length > 1 && last(c).length === 1 && r.source(last(c)[0])?.count.high === 1)),
    figure("denied", "denied by somebody", pick((c) => c.status === "denied")),
    figure("unverified", "that could not be verified", pick((c) => c.status === "unverified")),
  ] : [figure("attributions", "attributions", r.a.attributions.map((t) => t.id))];
  return [...made, figure("sources", "sources", sources.map((s) => s.id))];
}

/** All that is said to be so, as the box counts it (a model's facts too), in the order of the text. */
function told(r: Reading, figures: readonly BoxFigure[]): string[] {
  const items = figures.find((figure) => figure.key === "claims")?.items ?? r.a.claims.map((claim) => claim.id);
  const first = new Map(items.map((id) => [id, Math.min(...r.numbersOf([id]), r.count + 1)]));
  return [...items].sort((a, b) => first.get(a)! - first.get(b)!);
}

function Figure({ figure, said, r, c, index }: { figure: BoxFigure; said: readonly string[] } & Pick<ViewProps, "r" | "c"> & { index: number }) {
  const mine = new Set(figure.items);
  const where = (id: string): number[] => sentences(r, id);
  const all = [...new Set(figure.items.flatMap(where))].sort((a, b) => a - b);
  const kind = /unver|could not/i.test(figure.key + figure.label) ? "unverified" : /den(y|ied)/i.test(figure.key) ? "denied" : "asserted";
  const squares = said.some((id) => mine.has(id));
  const sources = figure.items.length > 0 && figure.items.every((id) => r.source(id));
  return (
    <tr>
      <td class="n">{all.length ? <a href={`#s=${all[0]}`} data-s={all.join(" ")} data-t={`${amount(figure)} ${figure.label}`}>{amount(figure)}</a> : amount(figure)}</td>
      <th scope="row">{figure.label}</th>
      <td>
        {squares && (
          <svg class="strip" viewBox={`0 0 ${said.length * 12} 14`} preserveAspectRatio="none" role="group" aria-label={`${amount(figure)} ${figure.label}`}>
            {said.map((id, i) => mine.has(id)
              ? <g {...mark(where(id), `Claim ${i + 1}, ${figure.label}`, { first: id === figure.items[0] && index > 0, css: fallen(!r.stands(id, c.dropped)) })} key={id}>
                  <rect class="hit" x={i * 12} y="0" width="12" height="14" /><rect class={`cell ${kind}`} x={i * 12 + 1} y="1.5" width="9.5" height="11" />
                </g>
              : <path key={id} class="nil" d={`M${i * 12 + 1} 12.5h9.5`} />)}
          </svg>
        )}
        {sources && <span class="rings">{figure.items.map((id, i) => (
          <span key={id} {...mark(where(id), `${keyOf(id)} ${r.name(id)}`, { first: i === 0, css: fallen(c.dropped.has(id)) })}><Ring named={isNamed(r.source(id)?.kind ?? "")} /></span>
        ))}</span>}
        {!squares && !sources && figure.items.length > 0 && (
          <svg class="strip" viewBox={`0 0 ${figure.items.length * 12} 14`} preserveAspectRatio="none" role="group" aria-label={figure.label}>
            {figure.items.map((id, i) => <g key={id} {...mark(where(id), `${capital(figure.label)}, ${i + 1} of ${figure.items.length}`, { first: i === 0 })}><Square x={i * 12 + 1} status={kind} /></g>)}
          </svg>
        )}
      </td>
    </tr>
  );
}

/** Flags that ask the same of several sentences are one question. */
function questions(flags: readonly Flag[]): Flag[][] {
  const made = new Map<string, Flag[]>();
  for (const flag of flags) made.set(`${flag.rule} ${flag.message}`, [...(made.get(`${flag.rule} ${flag.message}`) ?? []), flag]);
  return [...made.values()];
}

export function Sourcing({ r, c }: ViewProps) {
  const { box, flags } = r.a.findings.audit;
  const figures = box.length ? box : counted(r);
  const said = told(r, figures);
  const unnamed = r.a.sources.filter((s) => s.kind !== "self" && !s.publisher && !isNamed(s.kind)).length;
  return (
    <>
      <p class="short">{answer(r, figures).map((clause, i) => (
        <span key={i}>{capital(clause.text)}{clause.n.length > 0 && <> <Ref n={clause.n.slice(0, REFS)} /></>}. </span>
      ))}</p>
      <div class="box">
        <div>
          <table class="figures" data-marks>
            <caption class="hidden">Claims in the order of the text, by how they are sourced</caption>
            <thead><tr><td /><td /><td class="caps">Sentence 1 to {r.count}</td></tr></thead>
            <tbody>{figures.map((figure, i) => <Figure key={figure.key} figure={figure} said={said} r={r} c={c} index={i} />)}</tbody>
          </table>
          <p class="foot">One square is one claim, in the order of the text; a filled square belongs to the row. Every figure leads to its list, every square to its sentence. {unnamed > 0 && "An open ring is an unnamed source, a full one is named; a ring may stand for several people."}</p>
          <Lists figures={figures} r={r} c={c} />
        </div>
        <div>
          <p class="caps head">What a desk would ask</p>
          {flags.length ? (
            <Rest items={questions(flags)} first={8} what="questions" wrap={(list) => <ul class="flags" data-marks>{list}</ul>} draw={([flag, ...more], i) => (
              <li key={flag.id} {...mark(r.numbers([flag, ...more].flatMap((f) => f.spans)), flag.message, { role: "none", id: flag.id, first: i === 0, css: fallen([flag, ...more].every((f) => !r.holds(f, c.dropped)), flag.severity) })}>
                {flag.message} <Ref n={r.numbers([flag, ...more].flatMap((f) => f.spans))} />
                <span class="rule">{flag.origin_of_rule}{flag.origin_of_rule && " · "}rule {flag.rule}{flag.severity === "serious" ? " · serious" : ""}</span>
              </li>
            )} />
          ) : <Empty>{failure(r, ["findings.audit"]) ?? `No question arises from the rules of the audit among ${some(said.length, "claim")}. That the rules ask nothing does not make an account sound.`}</Empty>}
        </div>
      </div>
    </>
  );
}
