interface PartsProps {
  label: string;
  /** Where each leads on the page, and what it is called. */
  parts: readonly { id: string; label: string }[];
}

/** The way to the parts of a long page. */
export function Parts({ label, parts }: PartsProps) {
  return (
    <nav aria-label={label}>
      {parts.map(({ id, label }) => (
        <a class="room" key={id} href={`#${id}`}>
          <span>{label}</span>
        </a>
      ))}
    </nav>
  );
}
