import { type Fault, pass } from "../episode.ts";

/** An instance dies as in a power failure. */
export const instanceKilled: Fault = {
  name: "instance kill -9 and restart",
  takes: ["instances"],
  async inject({ site, rng }) {
    const { instance } = rng.pick(site.mortal)!;
    await instance.kill();
    await pass(300);
    await instance.start();
  },
};
