import { type Fault, pass } from "../episode.ts";

/** A proxy stands before half of the people that delays, splits and drops. */
export const roughRoads: Fault = {
  name: "a proxy that delays, splits and drops",
  takes: ["roads"],
  async inject({ crowd, rng, full }) {
    const half = rng.shuffle([...crowd.devices.values()]).slice(0, crowd.devices.size / 2);
    for (const { label, road } of half) road.roughen(rng.fork(label));
    await pass(full ? 8_000 : 2_500);
    for (const { road } of half) road.smooth();
  },
};
