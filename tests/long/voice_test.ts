import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const HOST = "sala.lan";

Deno.test("a voice is a message, where the browser lets a page hear", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser({ hosts: [HOST], microphone: true });
  const bruno = await Person.named("Bruno", site.url);
  const { id: room } = await bruno.room();
  const person = await Person.named("Ana", site.url);
  await bruno.post(room, "quem traz o cabo?");
  const ana = await Chatter.open(browser, person);
  const { page } = ana;
  const record = page.getByRole("button", { name: "Gravar voz" });
  const bar = page.getByRole("group", { name: "Gravação" });

  await t.step("who has not allowed it is told so, and can try again", async () => {
    await record.click();
    await page.getByRole("alert").filter({ hasText: "não deixou usar o microfone" }).waitFor();
    await page.context().grantPermissions(["microphone"]);
    await record.click();
    await bar.waitFor();
  });

  await t.step("what is discarded is sent to nobody", async () => {
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });
    expect(await record.evaluate((button) => button === document.activeElement)).toBe(true);
    expect((await bruno.history(room)).map(({ body }) => body)).toEqual(["quem traz o cabo?"]);
  });

  await t.step("Esc left the recording, and what is new where it was", async () => {
    await page.locator(".fresh").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".fresh").waitFor({ state: "detached" });
  });

  await t.step("it is seen that somebody is heard, and for how long", async () => {
    await record.click();
    await bar.getByText("0:01").waitFor();
    const meter = bar.locator("meter");
    await page.waitForFunction(() => (document.querySelector("meter")?.value ?? 0) > 0.01);
    expect(await meter.getAttribute("aria-hidden")).toBe("true");
  });

  await t.step("what was spoken can be heard by everybody", async () => {
    await bar.getByRole("button", { name: "Enviar gravação" }).click();
    const audio = page.locator(".msg audio");
    await audio.waitFor();
    const [file] = (await bruno.history(room)).at(-1)!.files!;
    expect(file).toMatchObject({
      type: "audio/webm",
      name: expect.stringMatching(/^voz-[\d-]+\.webm$/),
    });
    expect(file!.size).toBeGreaterThan(1_000);
    const played = await audio.evaluate(async (player: HTMLAudioElement) => {
      player.muted = true;
      await player.play();
      await new Promise((resolve) =>
        player.addEventListener("timeupdate", resolve, { once: true })
      );
      return player.error === null;
    });
    expect(played).toBe(true);
  });

  await t.step("over plain HTTP there is no button for what cannot be", async () => {
    const there = await Chatter.join(browser, `http://${HOST}:${site.instance.port}`, "Clara");
    await there.settled();
    await there.page.locator("[data-attach]").focus();
    // As a hand that holds a file over the page: the event comes again and again.
    await eventually(async () => {
      await there.page.evaluate(() => {
        const event = new DragEvent("dragover", {
          dataTransfer: new DataTransfer(),
          bubbles: true,
        });
        event.dataTransfer!.items.add(new File(["a"], "a.txt"));
        document.dispatchEvent(event);
      });
      return await there.page.locator(".drop-here").isVisible();
    });
    expect(await there.page.evaluate(() => isSecureContext)).toBe(false);
    expect(await there.page.getByRole("button", { name: "Gravar voz" }).count()).toBe(0);
  });

  expect(ana.visitor.complaints).toEqual([]);
});
