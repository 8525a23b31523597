// The views by the name of the place in the page where each is drawn.

import type { FunctionComponent } from "preact";
import type { ViewProps } from "../parts";
import { Conflicts } from "./conflicts";
import { Doubts } from "./doubts";
import { Drop } from "./drop";
import { Knew } from "./knew";
import { Otherwise } from "./otherwise";
import { People } from "./people";
import { Replay } from "./replay";
import { Sources } from "./sources";
import { Sourcing } from "./sourcing";
import { When } from "./when";
import { Where } from "./where";

export const VIEWS: Record<string, FunctionComponent<ViewProps>> = {
  sourcing: Sourcing, sources: Sources, when: When, where: Where, knew: Knew, otherwise: Otherwise, conflicts: Conflicts, drop: Drop,
  people: People, replay: Replay, doubts: Doubts,
};
