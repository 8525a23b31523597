// The width of the page, measured once before anything is drawn: reading it between drawings would lay the page out anew.

export const page = { width: 1120 };

export function measure(): void { page.width = document.querySelector("main")?.clientWidth ?? 1120; }
