import { expect } from "expect";
import { addressesOf } from "@/lib/telemetry/addresses.ts";

const INTERFACES = [
  { name: "lo", family: "IPv4", address: "127.0.0.1", cidr: "127.0.0.1/8" },
  { name: "eth0", family: "IPv4", address: "192.168.0.14", cidr: "192.168.0.14/24" },
  { name: "eth0", family: "IPv6", address: "fe80::1", cidr: "fe80::1/64" },
  { name: "docker0", family: "IPv4", address: "172.17.0.1", cidr: "172.17.0.1/16" },
  { name: "wlan0", family: "IPv4", address: "10.3.0.7", cidr: "10.3.0.7/16" },
] as const;

Deno.test("who listens everywhere is reached at localhost and at every address of the LAN", () => {
  expect(addressesOf("0.0.0.0", 8550, INTERFACES)).toEqual([
    "http://localhost:8550",
    "http://192.168.0.14:8550",
    "http://10.3.0.7:8550",
  ]);
});

Deno.test("who listens at one address is reached there alone", () => {
  expect(addressesOf("127.0.0.1", 80, INTERFACES)).toEqual(["http://127.0.0.1:80"]);
  expect(addressesOf("::1", 80, INTERFACES)).toEqual(["http://[::1]:80"]);
});

Deno.test("the address that the owner gives out comes first", () => {
  const [first] = addressesOf("0.0.0.0", 8550, INTERFACES, new URL("https://chat.escola.br"));
  expect(first).toBe("https://chat.escola.br");
});

Deno.test("in a container its own address is not told, for nobody can reach it", () => {
  const inside = [{
    name: "eth0",
    family: "IPv4",
    address: "172.18.0.4",
    cidr: "172.18.0.4/16",
  }] as const;
  expect(addressesOf("0.0.0.0", 8550, inside)).toEqual(["http://localhost:8550"]);
  const lan = [{
    name: "eth0",
    family: "IPv4",
    address: "172.16.4.9",
    cidr: "172.16.4.9/24",
  }] as const;
  expect(addressesOf("0.0.0.0", 8550, lan)).toContain("http://172.16.4.9:8550");
});
