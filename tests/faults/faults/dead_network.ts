import { type Fault, pass } from "../episode.ts";

/** The network of half of the people dies without a word: all that is said is swallowed. */
export const deadNetwork: Fault = {
  name: "a network that swallows everything",
  takes: ["roads"],
  async inject({ crowd, rng, full }) {
    const half = rng.shuffle([...crowd.devices.values()]).slice(0, crowd.devices.size / 2);
    for (const { road } of half) road.swallow();
    // In the full form longer than a client waits for the answer to a ping.
    await pass(full ? 32_000 : 2_500);
    for (const { road } of half) {
      // What is back is another network: the old connections lead nowhere.
      road.cutAll();
      road.smooth();
    }
  },
};
