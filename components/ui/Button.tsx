import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import { tip } from "./tip.ts";

interface Look {
  /** The one thing to do on a screen; or what destroys something. */
  kind?: "main" | "bad" | undefined;
  small?: boolean;
  /** As wide as what it stands in. */
  wide?: boolean;
}

function classOf({ kind, small, wide }: Look): string {
  return ["btn", kind, small && "small", wide && "wide"].filter(Boolean).join(" ");
}

interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, "class"> {
  /** What it asks of a form that has several; the form's field is `do`. */
  deed?: string;
  children: ComponentChildren;
}

/** A button; of a form that it sends, unless it says another type. */
export function Button({ kind, small = false, wide = false, deed, ...button }: ButtonProps) {
  return (
    <button
      class={classOf({ kind, small, wide })}
      type="submit"
      {...deed === undefined ? {} : { name: "do", value: deed }}
      {...button}
    />
  );
}

interface ButtonLinkProps extends Look, Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "class"> {
  href: string;
  children: ComponentChildren;
}

/** A link to another page, with the look of a button. */
export function ButtonLink({ kind, small = false, wide = false, ...link }: ButtonLinkProps) {
  return <a class={classOf({ kind, small, wide })} {...link} />;
}

interface IconLinkProps {
  href: string;
  icon: IconName;
  label: string;
  rel?: string | undefined;
  /** It leads to the page that is open. */
  here?: boolean;
  /** Where it is narrow there is another way. */
  wide?: boolean;
  /** What of it a script shows beside the conversation, by its name in the address. */
  panel?: string;
  /** The keys that lead there too, as `aria-keyshortcuts` has them. */
  keys?: string;
}

/** A link that shows only an icon; its name comes as a tip. */
export function IconLink(
  { href, icon, label, rel, here = false, wide = false, panel, keys }: IconLinkProps,
) {
  return (
    <a
      class={wide ? "ib not-narrow" : "ib"}
      href={href}
      rel={rel}
      aria-current={here ? "page" : undefined}
      data-panel={panel}
      aria-keyshortcuts={keys}
      {...tip(label)}
    >
      <Icon name={icon} />
    </a>
  );
}
