/** The texts about what people keep, and where they were called, in Portuguese. */
export const marks = {
  "saved": "Guardadas",
  "mentions": "Menções",
  "saved.lead": "O que você guardou, só para você.",
  "mentions.lead": "Onde chamaram você pelo nome, ou a sala toda.",
  "saved.none": "Nada guardado ainda",
  "saved.none.lead": "No menu de uma mensagem, escolha “Guardar”: ela fica aqui, e só você vê.",
  "mentions.none": "Ninguém chamou você ainda",
  "mentions.none.lead": "Quando alguém escrever @{name}, a mensagem aparece aqui.",
  "saved.remove": "Tirar daqui",
  "older": "Ver mais antigas",
  "first": "Voltar às primeiras",
} as const;
