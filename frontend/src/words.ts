// Small things of language: lists, ranges, numbers as words, and how the values of the model are said.

export const capital = (text: string): string => (text ? text[0].toUpperCase() + text.slice(1) : text);

export function listed(items: readonly (string | number)[]): string {
  if (items.length < 2) return String(items[0] ?? "");
  return items.slice(0, -1).join(", ") + " and " + items[items.length - 1];
}

export const range = (low: number, high: number | null): string =>
  high === null ? `${low} or more` : high === low ? String(low) : `${low}–${high}`;

const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
export const spelt = (n: number): string => SMALL[n] ?? String(n);
export const some = (n: number, one: string, many = one + "s"): string => `${n === 1 ? 1 : n} ${n === 1 ? one : many}`;

const shown = new Map<string, string>();

/** Gives sources the keys that stand for them: S1, S2, … in their order; ids of that form keep their number. */
export function nameKeys(ids: readonly string[]): void {
  const numbered = ids.every((id) => /^s\d+$/.test(id));
  ids.forEach((id, i) => shown.set(id, numbered ? id.toUpperCase() : `S${i + 1}`));
}

export const keyOf = (id: string): string => shown.get(id) ?? id.toUpperCase();

export const letter = (index: number): string => (index < 26 ? String.fromCharCode(97 + index) : String(index + 1));

/** How the state of a mind or of ears is said, and the sign that stands for it. */
export const VALUES: Record<string, [string, string]> = {
  knew: ["knew", "knew"],
  believed: ["believed", "believed"],
  believed_wrongly: ["believed it, wrongly", "wrong"],
  unaware: ["unaware", "unaware"],
  told: ["told", "told"],
  told_falsely: ["told falsely", "false"],
  kept_from: ["kept from", "kept"],
  not_recorded: ["not recorded", "none"],
};

/** The same where what is known, believed or told is that it is not so. */
const NEGATED: Record<string, string> = {
  knew: "knew it was not so", believed: "believed it was not so", believed_wrongly: "wrongly believed not", told: "told it was not so",
  told_falsely: "told, falsely, not",
};

export const stateWord = (value: string, asserts: boolean): string => (asserts ? undefined : NEGATED[value]) ?? VALUES[value]?.[0] ?? value;

export const CLASSES: Record<string, string> = { possible: "possible", excluded: "excluded", not_decided: "not decided", not_recorded: "" };

const ADVERBS = new Set(["home", "abroad", "overseas", "upstairs", "downstairs", "ashore", "there", "away", "inland"]);

/** Where somebody goes, with its preposition: "to Moscow", "home". */
export const toward = (where: string): string => (ADVERBS.has(where.toLowerCase()) ? where : `to ${where}`);

/** How a journey went, in words. */
export const HAPPENED: Record<string, string> = {
  done: "made", attempted: "attempted", planned: "planned", refused: "refused", falsely_stated: "said, but the account says otherwise", not_sure: "not sure",
};

export const BASES: Record<string, string> = {
  participant: "took part", witness: "saw it", told: "was told of it", document: "a document", unstated: "not said",
};
