import { expect } from "expect";
import { newInstance } from "../support/instance.ts";
import { startMysql } from "../support/mysql_server.ts";
import { AloneSite, sharedEnvironment } from "../support/sites.ts";

const LINK = /^Host link {4}(\S+)$/;

Deno.test("the first start says who may be host, to the console and the log, and no later one", async () => {
  await using site = await AloneSite.open();
  const { instance } = site;
  const url = LINK.exec(await instance.said(LINK))![1]!;
  expect(url).toMatch(new RegExp(`^${site.url}/anfitriao/[\\w-]{43}$`));
  const line = JSON.parse(await instance.said(/"host\.link"/));
  expect(line).toMatchObject({ event: "host.link", url });
  expect(instance.log.findIndex((one) => LINK.test(one))).toBeGreaterThan(
    instance.log.findIndex((one) => one.startsWith("ConexaoChat")),
  );
  await instance.stop();
  await instance.start();
  await instance.stop();
  expect(instance.log.join("\n")).not.toContain("anfitriao");
});

Deno.test("of the instances on one MySQL, only the one that made the schema says it", async () => {
  await using mysql = await startMysql();
  const environment = sharedEnvironment(await mysql.database("conexao"));
  await using maker = newInstance({ ...environment, PUBLIC_URL: "https://chat.escola.br" });
  await maker.start();
  expect(LINK.exec(await maker.said(LINK))![1]).toMatch(/^https:\/\/chat\.escola\.br\/anfitriao\//);
  await using client = newInstance(environment);
  await client.start();
  await client.stop();
  expect(client.log.join("\n")).not.toMatch(/anfitriao|host\.link/);
});
