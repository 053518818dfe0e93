/** The most that a picture takes in a conversation, in CSS pixels, and the least. */
const MOST = { width: 352, height: 320 };
const LEAST = 48;

/** How a picture is laid out; known before it comes, so that nothing moves then. */
export interface PictureBox {
  width: number;
  height: number;
  /** It is smaller than its box, and stays as it is. */
  tiny: boolean;
}

/**
 * The box for a picture of so many pixels: never enlarged, and never so thin that it could not be
 * pressed; of what is much longer than wide, or the other way round, the middle is shown.
 */
export function pictureBox({ width, height }: { width: number; height: number }): PictureBox {
  const scale = Math.min(1, MOST.width / width, MOST.height / height);
  const box = (side: number) => Math.max(LEAST, Math.round(side * scale));
  return {
    width: box(width),
    height: box(height),
    tiny: width < LEAST && height < LEAST,
  };
}
