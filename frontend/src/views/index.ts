// The views by the name of the place in the page where each is drawn.

import type { FunctionComponent } from "preact";
import type { ViewProps } from "../parts";
import { Sources } from "./sources";
import { Sourcing } from "./sourcing";

export const VIEWS: Record<string, FunctionComponent<ViewProps>> = { sourcing: Sourcing, sources: Sources };
