interface TabsProps {
  label: string;
  tabs: readonly { href: string; label: string; here: boolean }[];
}

/** Ways to look at the same thing: links, so that each has an address. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ href, label, here }) => (
        <a key={href} href={href} aria-current={here ? "page" : "false"}>{label}</a>
      ))}
    </nav>
  );
}
