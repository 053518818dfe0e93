import { Component } from "preact";
import type { Emoji } from "@/lib/emoji/emoji_book.ts";

interface EmojiGridProps {
  emoji: readonly Emoji[];
}

/** Emoji to choose from; arrows lead from one to the next. Hundreds: drawn again only for others. */
export class EmojiGrid extends Component<EmojiGridProps> {
  override shouldComponentUpdate({ emoji }: EmojiGridProps): boolean {
    return emoji !== this.props.emoji;
  }

  override render({ emoji }: EmojiGridProps) {
    return (
      <div class="emoji-grid">
        {emoji.map((one, index) => (
          <button
            key={one.emoji}
            type="button"
            data-emoji={one.emoji}
            title={one.name}
            aria-label={one.name}
            tabIndex={index === 0 ? 0 : -1}
          >
            {one.emoji}
          </button>
        ))}
      </div>
    );
  }
}
