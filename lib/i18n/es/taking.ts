import type { Catalogue } from "../catalogue.ts";

/** The texts about a file that is made while it is taken, in Spanish. */
export const taking: Catalogue["taking"] = {
  "coming": "Preparando el archivo",
  "so.far": "{size} hasta ahora",
  "of": "{size} de {all}",
  "cancel": "Cancelar",
  "close": "Cerrar",
  "here": "Listo: {name}, {size}. Está entre las descargas del navegador.",
  "broken": "El archivo no llegó entero. Prueba de nuevo.",
  "left": "El archivo es grande, y el navegador lo descarga solo. Mira en sus descargas.",
};
