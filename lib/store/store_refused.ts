/**
 * The store cannot be opened, and waiting would not help. The message is one line for the operator:
 * what was refused, and which variable to look at. It needs no stack.
 */
export class StoreRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreRefused";
  }
}
