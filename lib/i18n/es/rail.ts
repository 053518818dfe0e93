import type { Catalogue } from "../catalogue.ts";

/** The texts of the list of rooms and people, in Spanish. */
export const rail: Catalogue["rail"] = {
  "label": "Salas",
  "close": "Cerrar",
  "rooms": "Salas",
  "direct": "Conversaciones",
  "browse": "Ver y crear salas",
  "start": "Nueva conversación",
  "settings": "Ajustes",
  "host": "Moderación",
  "host.waiting": { one: "{n} en espera", other: "{n} en espera" },
  "unread": { one: "{n} sin leer", other: "{n} sin leer" },
  "mentions": { one: "{n} mención", other: "{n} menciones" },
  "private": "privada",
  "announcement": "solo avisos",
  "quiet": "silenciada",
  "here": "aquí ahora",
  "away": "ausente",
  "out": "fuera",
  "me": "tú",
  "gone": "persona eliminada",
  "room.gone": "La sala {room} ya no está aquí para ti.",
  "rooms.none": "Ninguna sala todavía",
  "direct.none": "Ninguna conversación todavía",
  "devices": {
    one: "Tu cuenta se abrió en otro aparato.",
    other: "Tu cuenta se abrió en otros {n} aparatos.",
  },
  "devices.mine": "Fui yo",
  "devices.look": "Ver aparatos",
};
