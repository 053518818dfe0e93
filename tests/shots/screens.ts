import { PAGE_SCREENS } from "./page_screens.ts";
import { ROOM_SCREENS } from "./room_screens.ts";
import type { Screen } from "./stage.ts";

/** Every screen of the app, in every state that somebody should look at. */
export const SCREENS: readonly Screen[] = [...PAGE_SCREENS, ...ROOM_SCREENS];
