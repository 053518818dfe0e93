import { expect } from "expect";
import type { Fault } from "../episode.ts";

/** An instance is asked to stop while people send. */
export const instanceStopped: Fault = {
  name: "instance stopped by SIGTERM while sending",
  takes: ["instances"],
  async inject({ site, rng }) {
    const { instance } = rng.pick(site.mortal)!;
    const { code, ms } = await instance.stop();
    expect({ code, inTime: ms < 8_000 }).toEqual({ code: 0, inTime: true });
    await instance.start();
  },
};
