import type { Picture } from "../message/file_kind.ts";

interface ThumbsProps {
  pictures: readonly Picture[];
  /** What they are. */
  label: string;
  /** Shows one of them large; a link leads to it all the same. */
  open: (id: string) => void;
}

/** Pictures, small and side by side. */
export function Thumbs({ pictures, label, open }: ThumbsProps) {
  return (
    <ul class="thumbs" aria-label={label}>
      {pictures.map(({ id, name }) => (
        <li key={id}>
          <a
            href={`/f/${id}`}
            title={name}
            onClick={(event) => {
              // With a key held down a link opens elsewhere.
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              open(id);
            }}
          >
            <img
              data-fresh-disable-lock
              src={`/f/${id}/small`}
              alt={name}
              width={120}
              height={120}
              loading="lazy"
              decoding="async"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
