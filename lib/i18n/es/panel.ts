import type { Part } from "../catalogue.ts";
import type { panel as source } from "../pt_br/panel.ts";

/** The texts about the panel beside a conversation, in Spanish. */
export const panel: Part<typeof source> = {
  "title": "Sobre la sala",
  "title.direct": "Sobre la conversación",
  "parts": "Partes del panel",
  "topic": "Tema",
  "topic.none": "Aún sin tema.",
  "here.none": "No hay nadie por aquí ahora.",
  "here.unknown": "Sin conexión no se puede saber quién está aquí.",
  "people.all": { one: "Ver quién participa", other: "Ver las {n} personas" },
  "people.care": "Invitar y cuidar de las personas",
  "people.talk": "Conversar con {name}",
  "pins": "Fijados",
  "pins.all": "Ver lo fijado",
  "pictures": "Imágenes",
  "pictures.all": "Ver todas las imágenes",
  "files.all": "Ver los archivos",
  "ways": "Más de esta sala",
  "ways.direct": "Más de esta conversación",
  "export": "Exportar la conversación",
  "more": "Mostrar más",
  "more.failed": "No se pudo cargar el resto.",
  "search.idle": "Escribe parte de una palabra. Lo que coincide aparece mientras escribes.",
  "search.keys": "↑ y ↓ recorren los resultados, Enter muestra uno en la conversación",
  "offline": "Sin conexión. Esto aparece cuando vuelva.",
  "hit.gone": "No se pudo mostrar este mensaje en la conversación.",
};
