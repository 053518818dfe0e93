// The 1 is the version of what is said on a channel. Pub/sub knows no database number, so the
// store's id is what keeps two chats on one Redis apart.

/** The channel of one room's news. */
export function roomChannel(store: string, room: number): string {
  return `conexao:${store}:1:room:${room}`;
}

/** The channel of what instances tell one another of people. */
export function peopleChannel(store: string): string {
  return `conexao:${store}:1:people`;
}

/** The channel on which one instance hears itself; `boot` names that run of it. */
export function beatChannel(store: string, boot: string): string {
  return `conexao:${store}:1:beat:${boot}`;
}
