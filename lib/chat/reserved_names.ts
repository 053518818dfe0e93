import { foldName } from "./fold_name.ts";

// Roles, the system itself, everybody at once, nobody any more, and the reader: in the languages of
// the pages, and of those a person is likely to be taken in by.
const RESERVED = [
  ...["Host", "Anfitrião", "Anfitriã", "Anfitrión", "Anfitriona", "Owner", "Dono", "Dona"],
  ...["Dueño", "Dueña", "Admin", "Administrador", "Administradora", "Administrator", "Root"],
  ...["Mod", "Moderador", "Moderadora", "Moderator", "Member", "Membro", "Miembro"],
  ...["Guest", "Convidado", "Convidada", "Invitado", "Invitada"],
  ...["Sistema", "System", "Servidor", "Server", "Conexão Chat", "Suporte", "Support", "Soporte"],
  ...["Todos", "Todas", "Todo mundo", "All", "Everyone", "Everybody", "Aqui", "Here"],
  ...["Canal", "Channel", "Sala", "Room"],
  ...["Pessoa removida", "Pessoa excluída", "Usuário removido", "Deleted person", "Deleted user"],
  ...["Persona eliminada", "Usuario eliminado"],
  ...["Você", "You", "Tú", "Usted"],
] as const;

let keys: ReadonlySet<string> | undefined;

/**
 * Whether a name says what only the system may say: "Host", "Sistema", "@todos", "Deleted person",
 * and what looks like them, with whatever signs or emoji around them. The whole name counts, not a
 * part of it.
 */
export function isReserved(name: string): boolean {
  keys ??= new Set(RESERVED.map(lettersOf));
  return keys.has(lettersOf(name));
}

function lettersOf(name: string): string {
  return foldName(name).replace(/[^\p{L}\p{N}\p{M}]/gu, "");
}
