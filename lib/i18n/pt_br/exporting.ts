/** The texts about taking a room out, in Portuguese. */
export const exporting = {
  "title": "Exportar",
} as const;
