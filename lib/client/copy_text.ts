import { clipboard } from "./secure_doors.ts";

/**
 * Copies a text; by the old way where the new one is not there, or refuses. `near`: inside a modal
 * dialog nothing outside of it can be selected. False: the browser would not.
 */
export async function copyText(text: string, near: Element = document.body): Promise<boolean> {
  const copied = await clipboard()?.writeText(text).then(() => true, () => false);
  return copied === true || copySelected(text, near);
}

function copySelected(text: string, near: Element): boolean {
  const area = document.createElement("textarea");
  const before = document.activeElement;
  area.value = text;
  area.className = "sr";
  area.readOnly = true;
  // What is selected only stands for it: browsers would make single spaces of tabs.
  area.addEventListener("copy", (event) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  });
  near.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
