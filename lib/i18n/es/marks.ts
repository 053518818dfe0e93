import type { Catalogue } from "../catalogue.ts";

/** The texts about what people keep, and where they were called, in Spanish. */
export const marks: Catalogue["marks"] = {
  "saved": "Guardados",
  "mentions": "Menciones",
  "saved.lead": "Lo que guardaste, solo para ti.",
  "mentions.lead": "Donde te llamaron por tu nombre, o a toda la sala.",
  "saved.none": "Nada guardado todavía",
  "saved.none.lead": "En el menú de un mensaje, elige “Guardar”: queda aquí, y solo tú lo ves.",
  "mentions.none": "Nadie te ha llamado todavía",
  "mentions.none.lead": "Cuando alguien escriba @{name}, el mensaje aparece aquí.",
  "saved.remove": "Quitar de aquí",
  "older": "Ver más antiguos",
  "first": "Volver a los primeros",
};
