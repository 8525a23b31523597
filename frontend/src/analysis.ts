// The parts of an analysis that the page reads: the JSON that `whoknew read --json` prints. Offsets are code points.

export type Span = [number, number];
export interface Bounds { earliest: string | null; latest: string | null }
export interface Order { relation: string; to: string; span: Span | null; weak: boolean }
export interface When { bounds: Bounds; times: string[]; orders: Order[]; span: Span | null; weak: boolean; initial: boolean }
export interface Count { low: number; high: number | null }
export interface Party { entity: string | null; descriptor: string; quantity: string | null; count: Count | null; span: Span | null }
export interface Link { event: string; span: Span | null; source: string }

export interface Account {
  id: string; text: string; title: string | null; publisher: string | null; published: string | null; read_at: string | null; language: string | null;
}
export interface Block { type: string; span: Span }
export interface Sentence { span: Span; block: number }
export interface Entity {
  id: string; name: string; type: string; mentions: Span[]; aliases: string[]; named: boolean; count: Count | null;
  members: string[]; member_of: string[]; possible_members: string[]; within: string | null;
  roles: { title: string; of: string | null; former: boolean; span: Span | null }[];
  kin: { relation: string; to: string; span: Span | null }[];
  ambiguous: Span[];
}
export interface Source {
  id: string; entity: string | null; descriptor: string; kind: string; count: Count; role: string | null;
  organisation: string | null; basis: { kind: string; span: Span | null };
  anonymity: { requested: boolean; reason: Span | null }; member_of: string | null; overlaps: string[]; mentions: Span[];
  publisher: boolean; reliability: string | null;
}
export interface Attribution {
  id: string; source_spans: Span[]; cue_spans: Span[]; content_spans: Span[]; sources: string[]; form: string; stance: string;
  parent: string | null; confidence: number | null; exact_confidence: number | null;
}
export interface Place {
  id: string; span: Span; name: string; entity: string | null; latitude: number | null; longitude: number | null;
  country: string | null; alternatives: string[];
}
export interface Event {
  id: string; trigger: Span; gist: string; polarity: boolean; time: When; place: string | null;
  because: Link[]; enables: Link[]; requires: Link[]; attribution: string | null;
}
export interface Act {
  id: string; type: string; cue: Span; agents: Party[]; others: Party[]; content_spans: Span[]; proposition: string | null;
  asserts: boolean; polarity: boolean; completed: boolean; time: When; place: string | null; truth: string; truth_span: Span | null; truth_by: { holder: string; value: string; span: Span | null }[];
  attribution: string | null; sources: string[]; hedged: boolean; because: Link[]; enables: Link[]; requires: Link[];
}
export interface Movement {
  id: string; mover: Party; span: Span; origin_place: string | null; destination: string | null; via: string[];
  means: string | null; time: When; happened: string; journey: string | null; same_as?: string | null; attribution: string | null; sources: string[];
  hedged: boolean; because: Link[]; enables: Link[]; requires: Link[];
}
export interface Presence {
  id: string; who: Party; where: string; span: Span; time: When; present: boolean; attribution: string | null;
  sources: string[]; hedged: boolean;
}
export interface Proposition {
  id: string; gist: string; events: string[]; members: Span[]; clashes: { proposition: string; reason: string; span: Span | null }[];
  plan_of: string | null; future: boolean;
}
export interface Claim {
  id: string; chain: string[][]; proposition: string | null; asserts: boolean; kind: string; status: string; spans: Span[];
  links: { relation: string; claim: string; span: Span | null }[]; attribution: string | null; about: string[];
}
export interface Response { id: string; who: string; result: string; span: Span | null; about: string[]; elsewhere: Span[] }
export interface Diagnostic { code: string; message: string; span: Span | null; severity: string; stage: string }
export interface StageRun { name: string; version: string; provides: string[]; failed: string | null; skipped: string | null }

export interface Finding {
  id: string; rule: string; claims: string[]; spans: Span[]; supports: string[][]; capped: boolean; must_sources: string[];
  inferred: boolean; note: string;
}
export interface TimelineEntry extends Finding {
  item: string; label: string; bounds: Bounds; earliest_span: Span | null; latest_span: Span | null;
  after: string[]; before: string[]; rank: number; weak: boolean; likely: Bounds | null;
}
export interface Knowledge extends Finding {
  agent: string; proposition: string; value: string; class: string; interval: Bounds;
  from_moment: string | null; to_moment: string | null; by: string | null; asserts: boolean; mind_of: string | null;
}
export interface Deception extends Finding {
  teller: string; told: string[]; proposition: string; act: string; against: string[]; class: string; value: string;
  stated: boolean; said_by: string[]; asserts: boolean;
}
export interface Conflict extends Finding { members: string[]; reason: string; weak: string[] }
export interface Journey extends Finding { mover: string; legs: string[]; question: string | null }
export interface Flag extends Finding { severity: string; message: string; origin_of_rule: string }
export interface BoxFigure { key: string; label: string; value: number; high: number | null; items: string[] }
export interface Moment {
  id: string; label: string; items: string[]; bounds: Bounds; open_order: boolean; closes: string[];
}
export interface Turn {
  kind: "knowledge" | "deception" | "conflict" | "tension"; agent: string; told: string[]; proposition: string; asserts: boolean; act: string;
  members: string[]; before: string; before_class: string; before_asserts: boolean; after: string; after_class: string; why: string;
  claims: string[]; spans: Span[];
}
export interface Knockout { source: string; turns: Turn[] }
export interface Findings {
  timeline: TimelineEntry[]; moments: Moment[]; knowledge: Knowledge[]; deceptions: Deception[]; conflicts: Conflict[];
  tensions: Conflict[]; journeys: Journey[]; audit: { box: BoxFigure[]; flags: Flag[] };
  knockouts: Knockout[] | null;
}
export interface Analysis {
  account: Account; format: string; blocks: Block[]; sentences: Sentence[]; entities: Entity[]; sources: Source[];
  attributions: Attribution[]; places: Place[]; events: Event[]; acts: Act[]; movements: Movement[]; presences: Presence[];
  propositions: Proposition[]; claims: Claim[]; responses: Response[]; diagnostics: Diagnostic[]; stages: StageRun[];
  times: { id: string; span: Span }[]; findings: Findings;
}
