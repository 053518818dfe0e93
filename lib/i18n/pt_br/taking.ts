/** The texts about a file that is made while it is taken, in Portuguese. */
export const taking = {
  "coming": "Preparando o arquivo",
  "so.far": "{size} até agora",
  "of": "{size} de {all}",
  "cancel": "Cancelar",
  "close": "Fechar",
  "here": "Pronto: {name}, {size}. Está entre os downloads do navegador.",
  "broken": "O arquivo não veio inteiro. Tente de novo.",
  "left": "O arquivo é grande, e o navegador o baixa sozinho. Veja nos downloads dele.",
} as const;
