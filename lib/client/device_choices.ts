/** How somebody wants to be told of what is new in this browser. */
export interface DeviceChoices {
  sound: boolean;
  /** Notices of the system; they need its leave, too. */
  notices: boolean;
  /** Notices do not say who wrote, nor what. */
  discreet: boolean;
}

const KEY = "conexao:device";
const DEFAULTS: DeviceChoices = { sound: true, notices: true, discreet: false };

/** What was chosen in this browser. */
export function deviceChoices(
  storage: Pick<Storage, "getItem"> | undefined = kept(),
): DeviceChoices {
  try {
    const found: unknown = JSON.parse(storage?.getItem(KEY) ?? "{}");
    const chosen = Object.entries(found ?? {}).filter(([name, value]) =>
      name in DEFAULTS && typeof value === "boolean"
    );
    return { ...DEFAULTS, ...Object.fromEntries(chosen) };
  } catch {
    return DEFAULTS;
  }
}

/** Keeps a choice, in this browser only. False: the browser keeps nothing. */
export function chooseForDevice(
  choice: Partial<DeviceChoices>,
  storage: Pick<Storage, "getItem" | "setItem"> | undefined = kept(),
): boolean {
  try {
    storage?.setItem(KEY, JSON.stringify({ ...deviceChoices(storage), ...choice }));
    return storage !== undefined;
  } catch {
    return false;
  }
}

// A browser may forbid storage at any call.
function kept(): Storage | undefined {
  return Reflect.has(globalThis, "localStorage") ? attempt(() => localStorage) : undefined;
}

function attempt<Found>(act: () => Found): Found | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
