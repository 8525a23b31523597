// The sentences in which the reasoning says each record and finding; the page makes none of its own.

export interface Spoken {
  items: Record<string, string>;
  findings: Record<string, string>;
  called: Record<string, string>;
  speakers: Record<string, string>;
  places: Record<string, string>;
  matters: Record<string, string>;
  several: string[]; // entities after which a verb stands in the plural
}

/** Changes words outside quotation marks only: what the account says stays as it is. */
export const outside = (text: string, change: (part: string) => string): string =>
  text.split(/(“[^”]*”)/).map((part) => (part.startsWith("“") ? part : change(part))).join("");

/** In quotation marks, with the marks inside made single. */
export const quoted = (text: string): string => `“${text.replace(/“/g, "‘").replace(/”/g, "’")}”`;
