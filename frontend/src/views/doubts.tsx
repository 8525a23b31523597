// What the machine was not sure of, what failed, and which stages made what.

import type { Diagnostic } from "../analysis";
import { Empty, Ref, Rest, mark, type ViewProps } from "../parts";
import { capital } from "../words";

const ROWS = 40;

export function Doubts({ r }: ViewProps) {
  const { diagnostics, stages } = r.a;
  const order = { error: 0, warning: 1, info: 2 } as Record<string, number>;
  const sorted = [...diagnostics].sort((a, b) => (order[a.severity] ?? 3) - (order[b.severity] ?? 3));
  const broken = stages.filter((s) => s.failed || s.skipped);
  const row = (d: Diagnostic, i: number) => {
    const n = r.numbers([d.span]);
    return <tr key={i} {...(n.length ? mark(n, d.message, { role: "none", first: i === 0 }) : {})}><td class="r"><Ref n={n} /></td><td>{capital(d.message)}{d.span && !d.message.includes(r.text(d.span)) && <small>“{r.text([d.span[0], Math.min(d.span[1], d.span[0] + 90)])}{d.span[1] - d.span[0] > 90 && " …"}”</small>}</td><td>{d.severity}</td><td><small>{d.code}</small></td></tr>;
  };
  return (
    <>
      <p class="lead">Where the machine could not decide, or would not guess, it says so here.</p>
      {broken.map((s) => <p key={s.name} class="broken-stage"><b>{s.name}</b> {s.failed ? `stopped: ${s.failed}` : `did not run: ${s.skipped}`}</p>)}
      {sorted.length ? <Rest items={sorted} first={ROWS} what="doubts" draw={row} wrap={(rows) => <div class="scroll"><table class="rows doubts" data-marks><thead><tr><th scope="col" class="r">Sentence</th><th scope="col">Doubt</th><th scope="col">Kind</th><th scope="col">Code</th></tr></thead><tbody>{rows}</tbody></table></div>} /> : <Empty><p>No doubt was noted in reading this text{broken.length ? ", by the stages that ran" : ""}. That is not a proof that it was read rightly.</p></Empty>}
      {stages.length > 0 && <p class="foot wide">Read by {stages.filter((s) => !s.failed && !s.skipped).map((s) => `${s.name} ${s.version}`).join(", ")}.</p>}
    </>
  );
}
