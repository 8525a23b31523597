// The matrix that is its own slider: who stood how to which question, at the moment chosen among those already visible.

import type { Knowledge } from "../analysis";
import { alike, grid, momentName, type Grid } from "../moments";
import { page } from "../page";
import { Empty, Glyph, Ref, failure, fallen, mark, type ViewProps } from "../parts";
import type { Reading } from "../reading";
import { CLASSES, VALUES, listed, range, some, stateWord } from "../words";

const QUESTIONS = 9, ACTORS = 40, MOMENTS = 12, CELL = 11, SILENT = 6;

const FRAMES = 16; // actors in a frame of the film

interface Matrix { agents: string[]; questions: string[]; moreAgents: string[]; moreQuestions: string[]; cells: Grid }

const WEIGHT: Record<string, number> = { told_falsely: 5, believed_wrongly: 5, kept_from: 4, unaware: 3, knew: 2, believed: 2, told: 1 };

function matrix(r: Reading): Matrix {
  const weight = new Map<string, number>();
  const add = (id: string, w: number): void => { weight.set(id, (weight.get(id) ?? 0) + w); };
  for (const k of r.a.findings.knowledge) {
    if (k.value === "not_recorded" || k.mind_of) continue;
    add(k.agent, WEIGHT[k.value] ?? 1);
    add(k.proposition, WEIGHT[k.value] ?? 1);
  }
  const first = (spans: readonly (readonly [number, number])[]): number => Math.min(...spans.map((s) => s[0]), Infinity);
  const told = r.a.findings.knowledge.filter((k) => k.value !== "not_recorded" && !k.mind_of);
  const agents = [...new Set(told.map((k) => k.agent))];
  const parties = new Set(r.a.acts.flatMap((a) => [...a.agents, ...a.others]).concat(r.a.movements.map((m) => m.mover)).map((p) => p.entity).filter((e): e is string => e !== null));
  const silent = r.a.entities.filter((e) => (e.type === "person" || e.type === "group") && e.named && parties.has(e.id) && !agents.includes(e.id)).map((e) => e.id);
  const rank = (ids: string[]): string[] => [...ids].sort((x, y) => (weight.get(y) ?? 0) - (weight.get(x) ?? 0));
  const chosen = rank(agents).slice(0, ACTORS);
  const place = (id: string): number => first(r.entity(id)?.mentions ?? r.source(id)?.mentions ?? []);
  const questions = rank([...new Set(told.map((k) => k.proposition))]);
  const order = (id: string): number => first(r.proposition(id)?.members ?? []);
  return {
    agents: [...chosen, ...silent.slice(0, Math.max(0, Math.min(SILENT, ACTORS - chosen.length)))].sort((x, y) => place(x) - place(y)),
    moreAgents: rank(agents).slice(ACTORS),
    questions: questions.slice(0, QUESTIONS).sort((x, y) => order(x) - order(y)),
    moreQuestions: questions.slice(QUESTIONS),
    cells: grid(r),
  };
}

/** What the account answers to a question: in its own voice, by a source's word, against somebody's, or not at all. */
function answer(r: Reading, id: string): { word: string; n: number[] } {
  const claims = r.a.claims.filter((c) => c.proposition === id && c.status !== "planned" && c.status !== "hypothetical");
  const tellings = r.a.acts.filter((a) => a.proposition === id && (a.type === "tell" || a.type === "promise"));
  const told = new Set(tellings.map((a) => a.id));
  const words = tellings.filter((a) => a.others.length).flatMap((a) => a.content_spans); // what one told another is no answer
  const weighty = claims.filter((c) => !c.about.some((a) => told.has(a)) && !c.spans.some((s) => words.some((w) => s[0] < w[1] && w[0] < s[1])));
  const own = weighty.filter((c) => c.chain.length < 2);
  const deciding = own.length ? own : weighty;
  const n = r.numbers(deciding.flatMap((c) => c.spans)).slice(0, 3);
  if (!deciding.length) {
    const acts = r.a.acts.filter((a) => a.proposition === id && a.truth !== "open");
    const known = r.a.findings.knowledge.filter((k) => k.proposition === id && k.value === "knew" && k.class === "certain" && !k.mind_of);
    const sides = new Set(known.map((k) => k.asserts));
    if (!acts.length && sides.size === 1) return { word: sides.has(true) ? "yes" : "no", n: r.numbers(known.flatMap((k) => k.spans)).slice(0, 3) };
    const held = tellings.flatMap((a) => a.truth_by.map((h) => ({ ...h, so: (h.value === "true") === a.asserts })));
    if (!acts.length && held.length && new Set(held.map((h) => h.so)).size === 1) {
      return { word: `${held[0]!.so ? "yes" : "no"}, says ${listed([...new Set(held.map((h) => r.brief(h.holder)))])}`, n: r.numbers(held.flatMap((h) => (h.span ? [h.span] : []))) };
    }
    if (!acts.length) return { word: "open", n: r.numbers(r.proposition(id)?.members ?? []).slice(0, 2) };
    return { word: acts.every((a) => (a.truth === "true") === a.asserts) ? "yes" : "no", n: r.numbers(acts.map((a) => a.truth_span ?? a.cue)) };
  }
  const yes = deciding.some((c) => c.asserts && c.status !== "refuted"), no = deciding.some((c) => !c.asserts || c.status === "refuted");
  const denied = weighty.some((c) => c.status === "denied" || c.status === "disputed");
  if (denied || (yes && no)) return { word: "disputed", n: r.numbers(weighty.flatMap((c) => c.spans)).slice(0, 3) };
  if (deciding.every((c) => c.status === "unverified")) return { word: "unverified", n };
  return { word: yes ? "yes" : "no", n };
}

const Sign = ({ k, x, y, size }: { k: Knowledge | undefined; x: number; y: number; size: number }) => (
  <svg x={x} y={y} width={size} height={size} viewBox="0 0 18 18"><use href={`#g-${k ? VALUES[k.value]?.[1] ?? "none" : "none"}`} /></svg>
);

/** The moments of the film strip: those at which most changes, in their order. */
function film(r: Reading, m: Matrix): number[] {
  const { moments } = r.a.findings;
  const changes = moments.map((_, i) => {
    let count = 0;
    for (const cells of m.cells.values()) if (!alike(cells[i], i ? cells[i - 1] : undefined)) count++;
    return count;
  });
  const all = moments.map((_, i) => i);
  if (all.length <= MOMENTS) return all;
  return all.sort((x, y) => changes[y] - changes[x] || x - y).slice(0, MOMENTS).sort((x, y) => x - y);
}

function Table({ r, m, at, dropped, caption, live }: { r: Reading; m: Matrix; at: number; dropped: ReadonlySet<string>; caption?: string; live?: boolean }) {
  return (
    <table class={m.questions.length > 6 ? "matrix compact" : "matrix"} {...(live ? { "data-marks": true, role: "grid" } : {})}>
      {caption && <caption class="caps">{caption}</caption>}
      <thead><tr><th class="who" scope="col"><span class="hidden">Who</span></th>{m.questions.map((q) => {
        const { word, n } = answer(r, q);
        return <th key={q} scope="col"><q>{r.gist(q)}</q><span class="ans"><b>{word}</b> <Ref n={n} /></span></th>;
      })}</tr></thead>
      <tbody>{m.agents.map((agent, row) => {
        const e = r.entity(agent);
        const about = e?.roles[0]?.title ?? (e?.kin[0] ? `${e.kin[0].relation} of ${r.name(e.kin[0].to)}` : e?.count ? range(e.count.low, e.count.high) : r.source(agent) ? "unnamed" : "");
        const told = about && !r.name(agent).toLowerCase().startsWith(about.toLowerCase()); // "commanders" need not be told to be commanders
        return (
          <tr key={agent}><th class="who" scope="row">{r.name(agent)}{told && <small>{about}</small>}</th>
            {m.questions.map((q, column) => {
              const cells = m.cells.get(`${agent} ${q}`);
              const k = cells?.[at];
              const changed = k !== undefined && at > 0 && !alike(cells?.[at - 1], k);
              const n = k ? r.sentencesOf(k) : [];
              const sign = VALUES[k?.value ?? "not_recorded"]?.[1] ?? "none";
              const word = stateWord(k?.value ?? "not_recorded", k?.asserts ?? true);
              const doubt = k ? CLASSES[k.class] ?? "" : "";
              const by = k?.by ? `, by ${r.name(k.by)}` : "";
              const falls = k !== undefined && !r.holds(k, dropped);
              const props = live ? mark(n, `${r.name(agent)}: ${word}${by}${doubt ? ` (${doubt})` : ""}`, { role: "gridcell", id: k?.id, first: row + column === 0, about: `“${r.gist(q)}”`, css: fallen(falls, changed ? "changed" : "") }) : { class: fallen(falls, changed ? "changed" : "") };
              return (
                <td key={q} {...props}>
                  <span class="c"><Glyph id={sign} />{k && <span class="w">{word}{doubt && <i> {doubt}</i>}<small>{n.slice(0, 3).join(", ")}{n.length > 3 ? " +" : ""}</small></span>}</span>
                </td>
              );
            })}
          </tr>
        );
      })}</tbody>
    </table>
  );
}

const GRAMMAR: [string, [string, string][]][] = [
  ["In a mind", [["knew", "knew"], ["believed", "believed"], ["wrong", "believed, wrongly"], ["unaware", "unaware"]]],
  ["In words", [["told", "told"], ["false", "told falsely"]]],
  ["Held back", [["kept", "kept from"]]],
  ["Silence", [["none", "not recorded"]]],
];

let made: Matrix | null = null;

export function Knew({ r, c, state }: ViewProps) {
  const m = (made ??= matrix(r));
  const { moments, knowledge } = r.a.findings;
  if (!knowledge.some((k) => k.value !== "not_recorded")) {
    return <Empty><p>{failure(r, ["findings.knowledge", "acts", "propositions"]) ?? `The text records of nobody what they knew or were told. ${some(r.a.acts.length, "act")} of telling, asking or keeping back ${r.a.acts.length === 1 ? "was" : "were"} found. Silence is not ignorance: nothing here says that anybody did not know.`}</p></Empty>;
  }
  const strip = film(r, m);
  const falsehood = moments.findIndex((_, i) => [...m.cells.values()].some((cells) => cells[i]?.value === "told_falsely" || cells[i]?.value === "believed_wrongly"));
  const cell = Math.max(4, Math.min(CELL, Math.floor(((page.width > 980 ? page.width - 190 : Math.max(page.width, 544)) / strip.length - 10) / m.questions.length)));
  const printed = [...new Set([Math.max(0, falsehood), c.at, Math.max(0, moments.length - 1)])].sort((x, y) => x - y);
  return (
    <>
      <p class="lead">Each column is a question in the account’s words, with the answer that the account gives. A mark says how each actor stood to it at the moment chosen.</p>
      <div class="grammar">{GRAMMAR.map(([head, signs]) => <div key={head}><b>{head}</b>{signs.map(([id, name]) => <span key={id}><Glyph id={id} />{name}</span>)}</div>)}</div>
      {moments.length > 1 && (
        <div class="film">
          <div class="caps">{some(strip.length, "moment")} at which something changes{moments.length > strip.length && `, of ${moments.length}`}</div>
          <div class="frames" role="group" aria-label="Moments">{strip.map((i) => (
            <button key={i} type="button" aria-pressed={i === c.at} onClick={() => state.moment(i)} aria-label={`${i + 1}. ${moments[i].label}`}>
              <svg width={m.questions.length * cell} height={Math.min(m.agents.length, FRAMES) * cell} aria-hidden="true">
                {m.agents.slice(0, FRAMES).map((agent, row) => m.questions.map((q, column) => <Sign key={agent + q} k={m.cells.get(`${agent} ${q}`)?.[i]} x={column * cell} y={row * cell} size={cell} />))}
              </svg>
              <span><i>{i + 1}</i> {momentName(moments[i], i)}</span>
            </button>
          ))}</div>
          <input type="range" min="0" max={moments.length - 1} step="1" value={c.at} aria-label="Moment" aria-valuetext={`${c.at + 1}. ${moments[c.at]?.label}`}
            onInput={(e) => state.moment(Number((e.target as HTMLInputElement).value))} />
        </div>
      )}
      {moments.length > 1 && <p class="caps now">After moment {c.at + 1}: {momentName(moments[c.at], c.at)}</p>}
      <div class="scroll live"><Table r={r} m={m} at={c.at} dropped={c.dropped} live /></div>
      <div class="paper">{printed.map((i) => <Table key={i} r={r} m={m} at={i} dropped={c.dropped} caption={moments[i] ? `${i + 1}. ${momentName(moments[i], i)}` : "At the end"} />)}</div>
      {m.moreQuestions.length > 0 && <details class="rest"><summary>{m.moreQuestions.length} more questions</summary><div class="scroll"><Table r={r} m={{ ...m, questions: m.moreQuestions.slice(0, QUESTIONS), agents: m.agents.filter((x) => m.moreQuestions.slice(0, QUESTIONS).some((q) => m.cells.has(`${x} ${q}`))) }} at={c.at} dropped={c.dropped} live /></div>{m.moreQuestions.length > QUESTIONS && <ul class="plain">{m.moreQuestions.slice(QUESTIONS).map((q) => <li key={q}><q>{r.gist(q)}</q> <Ref n={r.numbers(r.proposition(q)?.members ?? []).slice(0, 3)} /></li>)}</ul>}</details>}
      {m.moreAgents.length > 0 && <details class="rest"><summary>{m.moreAgents.length} more actors</summary><p>{m.moreAgents.map((x) => r.name(x)).join("; ")}</p></details>}
      <p class="foot">A slash: the account says otherwise. A bar at the left edge of a cell: changed at this moment. Hearers are taken to believe what they are told unless the text says that they knew better. A dot means that the text records nothing; it never means “did not know”.</p>
    </>
  );
}
