/** What is to come: lines of text, people, what they said, files, or pictures. */
export type SkeletonShape = "lines" | "people" | "messages" | "files" | "pictures";

interface SkeletonProps {
  shape?: SkeletonShape;
  n?: number;
}

/**
 * The shape of what is to come. What takes less than a moment never shows it: the style sheet lets
 * that moment pass, also where nothing moves.
 */
export function Skeleton({ shape = "lines", n = 3 }: SkeletonProps) {
  return (
    <div class={`bones ${shape}`} aria-hidden="true">
      {Array.from({ length: n }, (_, index) => (
        <div key={index}>
          {shape !== "lines" && <i class="bone round" />}
          <i class="bone" />
          {shape !== "lines" && <i class="bone" />}
        </div>
      ))}
    </div>
  );
}
