import { expect } from "expect";
import { DOMParser } from "linkedom";
import { renderToString } from "preact-render-to-string";
import { Switcher } from "@/components/keys/Switcher.tsx";

function drawn(none: string | undefined) {
  const nothing = () => {};
  const html = renderToString(
    <Switcher
      text=""
      groups={[{ label: "Outros lugares", options: [{ key: "a", icon: null, name: "Salas" }] }]}
      chosen="a"
      none={none}
      note="Enter abre"
      count="1 opção"
      words={{ title: "Ir para", field: "Sala", close: "Fechar" }}
      type={nothing}
      step={nothing}
      take={nothing}
      close={nothing}
    />,
  );
  const document = new DOMParser().parseFromString(
    `<html><body>${html}</body></html>`,
    "text/html",
  );
  const field = document.querySelector("input");
  return { document, told: field?.getAttribute("aria-describedby") };
}

Deno.test("Switcher: where there is no other room it is said above the ways, and with the field", () => {
  const { document, told } = drawn("Você ainda não está em outra sala.");
  expect(document.querySelector(".switch-none")?.textContent)
    .toBe("Você ainda não está em outra sala.");
  expect(told).toBe(document.querySelector(".switch-none")?.id);
  expect(document.querySelector('[role="option"]')?.textContent).toBe("Salas");
});

Deno.test("Switcher: where there are rooms nothing is said but how many", () => {
  const { document, told } = drawn(undefined);
  expect(document.querySelector(".switch-none")).toBe(null);
  expect(told).toBe(null);
  expect(document.querySelector('[role="status"]')?.textContent).toBe("Enter abre1 opção");
});
