import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { pageBelow } from "../support/page_below.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("who leaves the keyboard alone is away for others until they move, and gone once they leave", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const person = await Person.named("Ana", site.url);
  await person.ask("/api/v1/direct", { method: "POST", body: { user: bruno.user.id } });
  const ana = await Chatter.open(browser, person);
  const link = (standing: string) =>
    ana.page.getByRole("navigation", { name: "Salas" })
      .getByRole("link", { name: new RegExp(`^Bruno.*${standing}`) });
  await link("fora").waitFor();

  const other = await Chatter.open(browser, bruno);
  await link("aqui agora").waitFor();
  await other.page.clock.install();
  await other.page.reload();
  await other.ready();
  // The connection is doubted on the way, since no answer comes while time stands still.
  for (let minute = 0; minute < 6; minute++) await other.page.clock.runFor(60_000);
  await link("ausente").waitFor({ timeout: 15_000 });
  await ana.page.goto(pageBelow(ana.page.url(), "pessoas"));
  const row = ana.page.locator("#membros li").filter({ hasText: "Bruno" });
  await row.getByText("ausente").waitFor();
  await other.page.mouse.move(20, 30);
  await row.getByText("aqui agora").waitFor();
  await link("aqui agora").waitFor();
  await other.page.close();
  await row.getByText("fora").waitFor({ timeout: 15_000 });
  ana.expectPeace();
});
