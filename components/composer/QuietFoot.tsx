import { Icon } from "../ui/Icon.tsx";

/** What stands in the composer's place where one may only read. */
export function QuietFoot({ text }: { text: string }) {
  return (
    <p class="ask-in" role="note">
      <Icon name="lock" small />
      <span>{text}</span>
    </p>
  );
}
