import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { SystemRow } from "@/components/log/SystemRow.tsx";
import { Told } from "@/components/ui/Told.tsx";
import { When } from "@/components/ui/When.tsx";
import type { Message } from "@/lib/chat/model.ts";
import { bodyOfLine } from "@/lib/chat/system_line.ts";
import { isolate } from "@/lib/i18n/isolate.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const speech = new Speech<"chat">({ locale: "pt-BR", texts: textsIn("pt-BR").chat, zone: "UTC" });

function line(name: string, told: Parameters<typeof bodyOfLine>[0]): Message {
  return {
    ...{ room: 1, seq: 1, rev: 1, id: "0".repeat(32), kind: "system", body: bodyOfLine(told) },
    ...{ author: { id: name.length, name }, at: "2026-11-20T17:00:00.000Z" },
  };
}

Deno.test("a name in a sentence is an element, and leaves no sign in what is copied", () => {
  const html = renderToString(<Told text={`${isolate("<دينا>")} entrou`} />);
  expect(html).toBe("<bdi>&lt;دينا></bdi> entrou");
});

Deno.test("each name of a line keeps its own direction, and the sentence that of the page", () => {
  const joined = renderToString(
    <SystemRow
      lines={[line("דנה", { event: "joined" }), line("Ana", { event: "joined" })]}
      speech={speech}
    />,
  );
  expect(joined).toContain("<span><bdi>דנה</bdi> e <bdi>Ana</bdi> entraram</span>");
  const topic = renderToString(
    <SystemRow lines={[line("Ana", { event: "topic", topic: "عيد" })]} speech={speech} />,
  );
  expect(topic).toContain("<bdi>Ana</bdi> mudou o assunto: <bdi>عيد</bdi>");
});

Deno.test("a moment near enough is told from now, and marked as one that goes on", () => {
  const at = Date.parse("2026-11-20T17:00:00.000Z");
  const near = renderToString(<When at={at} now={at + 300_000} speech={speech} />);
  expect(near).toContain('datetime="2026-11-20T17:00:00.000Z"');
  expect(near).toContain('data-relative="true"');
  expect(near).toContain(">há 5 minutos<");
  const far = renderToString(<When at={at} now={at + 86_400_000} speech={speech} />);
  expect(far).toContain('data-relative="false"');
  expect(far).toContain(">ontem, 17:00<");
});
