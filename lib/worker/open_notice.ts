import type { NoticeData } from "@/lib/client/notifier.ts";
import { type Page, scope } from "./scope.ts";

/** Shows the message that a notice told of, on a page that is open if there is one. */
export async function openNotice({ path }: Pick<NoticeData, "path">): Promise<void> {
  const pages = await scope.clients.matchAll({ type: "window" });
  const there = pages.find((page) => isInRoom(page, path));
  if (there) return void await there.focus();
  const [page] = pages;
  try {
    await (await page?.focus())?.navigate(path);
    if (page) return;
  } catch {
    // A page that this worker does not serve yet cannot be led anywhere by it.
  }
  await scope.clients.openWindow(path);
}

function isInRoom({ url }: Page, path: string): boolean {
  const [, , slug] = path.split("/");
  return new URL(url).pathname.split("/")[2] === slug && new URL(url).pathname.startsWith("/r/");
}
