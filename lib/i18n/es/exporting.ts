import type { Catalogue } from "../catalogue.ts";

/** The texts about taking a room out, in Spanish. */
export const exporting: Catalogue["export"] = {
  "title": "Exportar",
  "lead": "Llévate todo lo que se dijo en esta sala hasta ahora.",
  "link": "Exportar la conversación",
  "link.lead": "Todo lo que se dijo aquí, en un archivo.",
  "html": "Página para leer",
  "html.lead": "Un archivo HTML que abre en cualquier navegador, sin red, y tiene búsqueda.",
  "txt": "Texto simple",
  "txt.lead": "Una línea por mensaje, para leer o imprimir donde quieras.",
  "jsonl": "Datos (JSON Lines)",
  "jsonl.lead": "Un mensaje por línea, con todo lo que el servidor sabe de él, para programas.",
  "download": "Descargar",
  "care": "El archivo queda con quien lo descargue: guárdalo como guardarías la conversación.",
  "busy": "Fueron muchas exportaciones seguidas. Espera {n} s e inténtalo de nuevo.",
  "head": "Exportada el {when} ({zone}) por {who}",
  "end": { one: "Fin: {n} mensaje", other: "Fin: {n} mensajes" },
  "broken": "Este archivo está incompleto: la exportación se interrumpió. Exporta de nuevo.",
  "edited": "editado",
  "pinned": "fijado",
  "file": "archivo: {name}, {size}",
  "reply": "respuesta",
  "reply.to": "en respuesta a {name}: “{quote}”",
  "reply.gone": "un mensaje que ya no está aquí",
  "find": "Buscar en esta conversación",
  "find.n": "{n} de {all}",
};
