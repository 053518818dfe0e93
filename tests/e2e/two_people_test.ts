import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite, SharedSite } from "../support/sites.ts";

Deno.test("Ana and Bruno talk in two browsers, and a reload keeps everything", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const ana = await Chatter.join(browser, site.url, "Ana");
  const bruno = await Chatter.join(browser, site.url, "Bruno");

  await ana.write("bom dia, Bruno");
  await bruno.sees("bom dia, Bruno");
  await bruno.write("bom dia! veja http://192.168.0.7:8550/r/geral");
  await ana.sees("bom dia! veja");
  await ana.write("1ª linha\n2ª linha");
  await bruno.sees("2ª linha");

  const said = await bruno.texts();
  expect(said.length).toBe(3);
  expect(await ana.texts()).toEqual(said);
  for (const chatter of [ana, bruno]) {
    await chatter.page.reload();
    await chatter.ready();
    expect(await chatter.texts()).toEqual(said);
  }
  await ana.write("e segue");
  await bruno.sees("e segue");

  const link = bruno.log.getByRole("link", { name: "http://192.168.0.7:8550/r/geral" });
  expect(await link.getAttribute("rel")).toBe("noopener noreferrer nofollow");
  ana.expectPeace();
  bruno.expectPeace();
});

Deno.test("the page is the same before and after the script takes it over", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const person = await Person.named("Ana", site.url);
  const geral = await person.room();
  for (const text of ["primeira", "segunda\ncom duas linhas", "👩‍👩‍👧‍👦 fim"]) {
    await person.post(geral.id, text);
  }
  const still = await Chatter.open(browser, person, { javaScriptEnabled: false });
  const live = await Chatter.open(browser, person);
  expect(await live.texts()).toEqual(await still.texts());
  const names = (chatter: Chatter) =>
    chatter.log.getByRole("article").evaluateAll((all) =>
      all.map((one) => one.getAttribute("aria-label")?.replace(/\d\d:\d\d/, ""))
    );
  expect(await names(live)).toEqual(await names(still));
  live.expectPeace();
});

Deno.test("Ana on one instance and Bruno on another are in one conversation", async () => {
  await using site = await SharedSite.open();
  await using browser = await startBrowser();
  const ana = await Chatter.join(browser, site.a.url, "Ana");
  const bruno = await Chatter.join(browser, site.b.url, "Bruno");
  await ana.write("daqui");
  await bruno.sees("daqui", 2_000);
  await bruno.write("de lá");
  await ana.sees("de lá", 2_000);
  for (let n = 0; n < 5; n++) {
    await ana.write(`a${n}`);
    await bruno.write(`b${n}`);
  }
  await ana.sees("b4");
  await bruno.sees("a4");
  // One's own stand at the end until they are acked, and then in their place.
  const agree = async () => {
    const [hers, his] = [await ana.texts(), await bruno.texts()];
    return hers.join() === his.join() ? hers : undefined;
  };
  expect((await eventually(agree)).length).toBe(12);
  ana.expectPeace();
  bruno.expectPeace();
});
