import type { Catalogue } from "./catalogue.ts";
import { able } from "./es/able.ts";
import { chat } from "./es/chat.ts";
import { compose } from "./es/compose.ts";
import { door } from "./es/door.ts";
import { exporting } from "./es/exporting.ts";
import { files } from "./es/files.ts";
import { host } from "./es/host.ts";
import { keys } from "./es/keys.ts";
import { marks } from "./es/marks.ts";
import { menu } from "./es/menu.ts";
import { panel } from "./es/panel.ts";
import { people } from "./es/people.ts";
import { rail } from "./es/rail.ts";
import { rooms } from "./es/rooms.ts";
import { search } from "./es/search.ts";
import { settings } from "./es/settings.ts";
import { taking } from "./es/taking.ts";

/** The texts in Spanish. */
export const es: Catalogue = {
  page: {
    "join.title": "Entrar",
    "join.heading": "Entra en la conversación",
    "join.lead": "Quien está en esta red conversa aquí. Nada sale a Internet.",
    "join.label": "¿Cómo te llamas?",
    "join.submit": "Entrar",
    "join.you": "tú",
    "join.taken": "Ya hay alguien con ese nombre, o con uno muy parecido. Elige otro.",
    "join.unfit": "Usa de 1 a 40 letras, números o emojis, sin caracteres invisibles.",
    "join.later": "No se pudo entrar ahora. Prueba de nuevo en un momento.",
    "busy": "Un momento…",
    "language": "Idioma",
    "theme.toggle": "Cambiar entre claro y oscuro",
    "skip": "Ir a la conversación",
    "room.day": "Ir a una fecha",
    "room.day.go": "Ir",
    "room.refresh": "Actualizar",
    "room.join": "Entrar en la sala",
    "room.join.lead": "Todavía no participas en esta sala.",
    "room.excluded":
      "Te sacaron de esta sala. Para volver, pide una invitación a quien cuida de ella.",
    "refused.invalid": "Algo de lo que se rellenó no sirve. Revísalo y prueba de nuevo.",
    "refused.unauthenticated": "Has salido. Entra de nuevo.",
    "refused.forbidden": "No puedes hacer esto.",
    "refused.not_found": "Esto ya no está aquí.",
    "refused.conflict": "Esto cambió mientras mirabas. Mira cómo está y prueba de nuevo.",
    "refused.rate_limited": "Fueron muchas peticiones en poco tiempo. Espera unos segundos.",
    "refused.too_large": "Es demasiado grande.",
    "refused.unavailable": "El anfitrión no respondió. Prueba de nuevo.",
    "refused.internal": "Algo salió mal en el anfitrión.",
    "signout": "Salir",
    "signout.title": "¿Salir y perder lo que no se envió?",
    "signout.lead": {
      one: "Hay {n} mensaje guardado en este aparato que aún no se ha enviado.",
      other: "Hay {n} mensajes guardados en este aparato que aún no se han enviado.",
    },
    "signout.stay": "Quedarme",
    "signout.leave": "Salir de todos modos",
    "error.home": "Ver las salas de aquí",
    "error.retry": "Probar de nuevo",
    "error.enter": "Ir a la entrada",
    "error.401.title": "No has entrado en esta conversación",
    "error.401.lead": "Entra de nuevo para ver esta página.",
    "error.409.title": "Esto cambió mientras mirabas",
    "error.409.lead": "Vuelve, mira cómo está ahora y prueba de nuevo.",
    "error.413.title": "Esto es demasiado grande",
    "error.413.lead": "El anfitrión no acepta tanto de una vez. Vuelve y envía menos.",
    "error.422.title": "Algo de lo que se rellenó no sirve",
    "error.422.lead": "Vuelve, revísalo y prueba de nuevo.",
    "error.404.title": "Esta página no está en esta red",
    "error.404.lead": "Puede que se haya cerrado, o que la invitación fuera de otro equipo.",
    "error.403.title": "Esto no es para ti",
    "error.403.lead": "Vuelve a las salas y entra de nuevo, si hace falta.",
    "error.429.title": "Un poco más despacio",
    "error.429.lead": "Fueron muchas peticiones en poco tiempo. Espera unos segundos.",
    "error.503.title": "La conversación no está disponible",
    "error.503.lead":
      "El anfitrión no llega a donde se guardan los mensajes. Suele volver por sí solo.",
    "error.500.title": "Algo salió mal aquí",
    "error.500.lead": "Fue de este lado, y quedó anotado para el anfitrión.",
    "error.other.title": "No se pudo abrir esta página",
    "error.other.lead": "El anfitrión no entendió la petición.",
  },
  chat: { ...chat, ...menu, ...compose },
  rail,
  door,
  people,
  rooms,
  settings,
  host,
  marks,
  files,
  search,
  export: exporting,
  taking,
  able,
  keys,
  panel,
};
