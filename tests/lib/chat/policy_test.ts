import { expect } from "expect";
import { ChatError } from "@/lib/chat/errors.ts";
import { Role } from "@/lib/chat/model.ts";
import {
  isAllowed,
  mayAppoint,
  mayAssignRole,
  mayDelete,
  mayEditRoom,
  mayInvite,
  mayJoin,
  mayMute,
  mayReact,
  mayRelease,
  mayRemove,
  maySeeReaders,
  mayWrite,
} from "@/lib/chat/policy.ts";
import type { Access } from "@/lib/chat/store.ts";

const NOW = 1_000_000;
const AT = { now: NOW, guestsDirect: true };

function access(of: Partial<Access> = {}): Access {
  return {
    ...{ room: 1, kind: "public", role: "member", aclRev: 1, standing: "member" },
    ...{ mutedUntil: undefined, locked: false, slow: 0, excluded: false },
    ...of,
  };
}

/** Of each role, in their order, whether the check lets them through. */
function byRole(check: (role: Role) => void): string {
  return Role.options.map((role) => isAllowed(() => check(role)) ? role : "-").join(" ");
}

function codeOf(check: () => void): string {
  try {
    check();
    return "done";
  } catch (error) {
    if (error instanceof ChatError) return error.code;
    throw error;
  }
}

Deno.test("policy: who writes where", () => {
  const cases: readonly [what: string, of: Partial<Access>, code: string][] = [
    ["a member", {}, "done"],
    ["nobody from outside", { role: undefined }, "forbidden"],
    ["not even a host from outside", { role: undefined, standing: "host" }, "forbidden"],
    ["a guest", { standing: "guest" }, "done"],
    ["one who is muted", { mutedUntil: NOW + 1 }, "forbidden"],
    ["one who was muted", { mutedUntil: NOW }, "done"],
    ["an owner who is muted", { mutedUntil: NOW + 1, role: "owner" }, "forbidden"],
    ["a member, in announcements", { kind: "announcement" }, "forbidden"],
    ["an owner, in announcements", { kind: "announcement", role: "owner" }, "done"],
    ["a moderator, in announcements", { kind: "announcement", standing: "moderator" }, "done"],
    ["a member of a locked room", { locked: true }, "forbidden"],
    ["its owner", { locked: true, role: "owner" }, "done"],
    ["a host in a locked room", { locked: true, standing: "host" }, "done"],
    ["a guest in private", { kind: "direct", standing: "guest" }, "done"],
  ];
  for (const [what, of, code] of cases) {
    expect([what, codeOf(() => mayWrite(access(of), AT))]).toEqual([what, code]);
  }
  const barred = { now: NOW, guestsDirect: false };
  const direct = (standing: Role) => access({ kind: "direct", standing });
  expect(byRole((role) => mayWrite(direct(role), barred))).toBe("host moderator member -");
});

Deno.test("policy: members react where they may not write, but for the muted", () => {
  mayReact(access({ kind: "announcement" }), AT);
  mayReact(access({ locked: true }), AT);
  expect(codeOf(() => mayReact(access({ mutedUntil: NOW + 1 }), AT))).toBe("forbidden");
  expect(codeOf(() => mayReact(access({ role: undefined }), AT))).toBe("forbidden");
});

Deno.test("policy: who deletes what others wrote", () => {
  expect(mayDelete(access())).toBe(false);
  expect(mayDelete(access({ role: "owner" }))).toBe(true);
  expect(mayDelete(access({ standing: "moderator", role: undefined }))).toBe(true);
  expect(codeOf(() => mayDelete(access({ role: undefined })))).toBe("forbidden");
});

Deno.test("policy: a moderator changes a room, and only an owner or a host what it is", () => {
  const change = (role: Role, of: Partial<Access>, wish: object) =>
    mayEditRoom(access({ standing: role, ...of }), wish);
  expect(byRole((role) => change(role, {}, { topic: "x" }))).toBe("host moderator - -");
  expect(byRole((role) => change(role, {}, { kind: "private" }))).toBe("host - - -");
  expect(byRole((role) => change(role, {}, { archived: false }))).toBe("host - - -");
  expect(byRole((role) => change(role, { role: "owner" }, { archived: true })))
    .toBe("host moderator member guest");
  expect(byRole((role) => change(role, { kind: "direct", role: "owner" }, {}))).toBe("- - - -");
  expect(byRole((role) => mayAppoint(access({ standing: role })))).toBe("host - - -");
});

Deno.test("policy: who brings in whom", () => {
  expect(byRole((role) => void mayInvite(access({ standing: role }))))
    .toBe("host moderator member -");
  const outside = access({ role: undefined, standing: "host" });
  expect(codeOf(() => mayInvite(outside))).toBe("forbidden");
  expect(codeOf(() => mayJoin(access({ role: undefined, excluded: true })))).toBe("forbidden");
  mayJoin(access({ role: undefined }));
});

Deno.test("policy: who was removed is brought back by those who see to the room", () => {
  expect(mayInvite(access({ standing: "member" }))).toBe(false);
  expect(mayInvite(access({ standing: "member", role: "owner" }))).toBe(true);
  expect(mayInvite(access({ standing: "moderator" }))).toBe(true);
});

Deno.test("policy: who puts out whom", () => {
  const remove = (of: Partial<Access>, target: { role: Role; membership: "owner" | "member" }) =>
    codeOf(() =>
      mayRemove({ id: 1, role: of.standing ?? "member" }, access(of), { id: 2, ...target })
    );
  const member = { role: "member", membership: "member" } as const;
  const owner = { role: "member", membership: "owner" } as const;
  const moderator = { role: "moderator", membership: "member" } as const;
  expect(remove({}, member)).toBe("forbidden");
  expect(remove({ role: "owner" }, member)).toBe("done");
  expect(remove({ role: "owner" }, moderator)).toBe("done");
  expect(remove({ role: "owner" }, owner)).toBe("forbidden");
  expect(remove({ standing: "moderator" }, owner)).toBe("done");
  expect(remove({ standing: "moderator" }, moderator)).toBe("forbidden");
  expect(remove({ standing: "host" }, moderator)).toBe("done");
  expect(remove({ role: "owner", kind: "direct" }, member)).toBe("forbidden");
  const self = { id: 1, role: "member", membership: "member" } as const;
  const asOwner = access({ role: "owner" });
  expect(codeOf(() => mayRemove({ id: 1, role: "member" }, asOwner, self))).toBe("forbidden");
});

Deno.test("policy: nobody acts on those who stand as high, but a host", () => {
  const muting = (role: Role) =>
    byRole((target) => mayMute({ id: 1, role }, { id: 2, role: target }));
  expect(muting("host")).toBe("host moderator member guest");
  expect(muting("moderator")).toBe("- - member guest");
  expect(muting("member")).toBe("- - - -");
  expect(muting("guest")).toBe("- - - -");
});

Deno.test("policy: only a host gives roles, and those above member to accounts with a password", () => {
  const [host, ana] = [{ id: 1, role: "host" }, { id: 2, role: "member" }] as const;
  const give = (role: Role, hasPassword: boolean) =>
    codeOf(() => mayAssignRole(host, ana, { role, hasPassword }));
  expect(Role.options.map((role) => give(role, false)).join(" "))
    .toBe("conflict conflict done done");
  expect(Role.options.map((role) => give(role, true)).join(" ")).toBe("done done done done");
  const way = { role: "guest", hasPassword: true } as const;
  expect(byRole((role) => mayAssignRole({ id: 3, role }, ana, way))).toBe("host - - -");
  expect(codeOf(() => mayAssignRole(host, host, way))).toBe("forbidden");
});

Deno.test("policy: a name in use is not released, and large rooms do not tell who has read", () => {
  const [host, ana] = [{ id: 1, role: "host" }, { id: 2, role: "member" }] as const;
  const release = (wrote: boolean, hasPassword: boolean) =>
    codeOf(() => mayRelease(host, ana, { wrote, hasPassword }));
  expect([release(false, false), release(true, false), release(false, true)])
    .toEqual(["done", "conflict", "conflict"]);
  maySeeReaders(access(), 200);
  expect(codeOf(() => maySeeReaders(access(), 201))).toBe("forbidden");
});
