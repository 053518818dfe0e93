import type { Speech } from "@/lib/i18n/speech.ts";

/** How an address stands with browsers: secure, as good as that, or not. */
export type Standing = "is" | "local" | "plain";

interface SecureWayProps {
  standing: Standing;
  /** The secure address of this server, if there is one. */
  secureUrl: string | undefined;
  able: Speech<"able">;
}

/** Whether this address is one that browsers trust, and the way to one that they do. */
export function SecureWay({ standing, secureUrl, able }: SecureWayProps) {
  if (standing !== "plain") return <p>{able.say(`secure.${standing}`)}</p>;
  if (secureUrl === undefined) return <p>{able.say("secure.none")}</p>;
  return (
    <p>
      {able.say("secure.way")} <a href={secureUrl}>{secureUrl}</a>
    </p>
  );
}
