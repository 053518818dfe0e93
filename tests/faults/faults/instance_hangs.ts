import { type Fault, pass } from "../episode.ts";

/** An instance hangs, wherever it is. */
export const instanceHangs: Fault = {
  name: "instance frozen",
  takes: ["instances"],
  async inject({ site, rng, full }) {
    const { instance } = rng.pick(site.places)!;
    instance.freeze();
    await pass(full ? 8_000 : 2_500);
    instance.thaw();
  },
};
