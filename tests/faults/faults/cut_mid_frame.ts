import { type Fault, pass } from "../episode.ts";

const CUTS = 12;

/** Connections break in the middle of a frame, on the way up or down. */
export const cutMidFrame: Fault = {
  name: "connections cut mid-frame",
  takes: ["roads"],
  async inject({ crowd, rng }) {
    const devices = [...crowd.devices.values()];
    for (let n = 0; n < CUTS; n++) {
      rng.pick(devices)!.road.breakMidFrame(rng.chance(0.5) ? "up" : "down");
      await pass(rng.between(50, 250));
    }
    for (const { road } of devices) road.smooth();
  },
};
