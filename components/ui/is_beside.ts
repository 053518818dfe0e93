/** Whether something is pressed beside a dialog, on what lies behind it. */
export function isBeside({ clientX: x, clientY: y }: MouseEvent, dialog: Element | null): boolean {
  const box = dialog?.getBoundingClientRect();
  return !!box && (x < box.left || x > box.right || y < box.top || y > box.bottom);
}
