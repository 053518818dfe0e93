import { able } from "./pt_br/able.ts";
import { chat } from "./pt_br/chat.ts";
import { compose } from "./pt_br/compose.ts";
import { door } from "./pt_br/door.ts";
import { exporting } from "./pt_br/exporting.ts";
import { files } from "./pt_br/files.ts";
import { host } from "./pt_br/host.ts";
import { keys } from "./pt_br/keys.ts";
import { marks } from "./pt_br/marks.ts";
import { menu } from "./pt_br/menu.ts";
import { panel } from "./pt_br/panel.ts";
import { people } from "./pt_br/people.ts";
import { rail } from "./pt_br/rail.ts";
import { rooms } from "./pt_br/rooms.ts";
import { search } from "./pt_br/search.ts";
import { settings } from "./pt_br/settings.ts";
import { taking } from "./pt_br/taking.ts";

/** The texts in Portuguese: the source, by which the other languages are checked. */
export const ptBr = {
  page: {
    "join.title": "Entrar",
    "join.heading": "Entre na conversa",
    "join.lead": "Quem está nesta rede conversa aqui. Nada sai para a Internet.",
    "join.label": "Como você se chama?",
    "join.submit": "Entrar",
    "join.you": "você",
    "join.taken": "Já há alguém com esse nome, ou com um muito parecido. Escolha outro.",
    "join.unfit": "Use de 1 a 40 letras, números ou emojis, sem caracteres invisíveis.",
    "join.later": "Não deu para entrar agora. Tente de novo em instantes.",
    "busy": "Um momento…",
    "language": "Idioma",
    "theme.toggle": "Trocar tema claro e escuro",
    "skip": "Ir para a conversa",
    "room.day": "Ir para uma data",
    "room.day.go": "Ir",
    "room.refresh": "Atualizar",
    "room.join": "Entrar na sala",
    "room.join.lead": "Você ainda não participa desta sala.",
    "room.excluded": "Você foi tirado desta sala. Para voltar, peça um convite a quem cuida dela.",
    "refused.invalid": "Algo do que foi preenchido não serve. Confira e tente de novo.",
    "refused.unauthenticated": "Você saiu. Entre de novo.",
    "refused.forbidden": "Você não pode fazer isto.",
    "refused.not_found": "Isto não está mais aqui.",
    "refused.conflict": "Isto mudou enquanto você olhava. Veja como está e tente de novo.",
    "refused.rate_limited": "Foram muitos pedidos em pouco tempo. Espere alguns segundos.",
    "refused.too_large": "É grande demais.",
    "refused.unavailable": "O anfitrião não respondeu. Tente de novo.",
    "refused.internal": "Algo deu errado no anfitrião.",
    "signout": "Sair",
    "signout.title": "Sair e perder o que não foi enviado?",
    "signout.lead": {
      one: "Há {n} mensagem guardada neste aparelho que ainda não foi enviada.",
      other: "Há {n} mensagens guardadas neste aparelho que ainda não foram enviadas.",
    },
    "signout.stay": "Ficar",
    "signout.leave": "Sair mesmo assim",
    "error.home": "Ver as salas daqui",
    "error.retry": "Tentar de novo",
    "error.enter": "Ir para a entrada",
    "error.401.title": "Você não entrou nesta conversa",
    "error.401.lead": "Entre de novo para ver esta página.",
    "error.409.title": "Isto mudou enquanto você olhava",
    "error.409.lead": "Volte, veja como está agora e tente de novo.",
    "error.413.title": "Isto é grande demais",
    "error.413.lead": "O anfitrião não aceita tanto de uma vez. Volte e mande menos.",
    "error.422.title": "Algo do que foi preenchido não serve",
    "error.422.lead": "Volte, confira e tente de novo.",
    "error.404.title": "Esta página não está nesta rede",
    "error.404.lead": "Ela pode ter sido encerrada, ou o convite era de outro computador.",
    "error.403.title": "Isto não é para você",
    "error.403.lead": "Volte às salas e entre de novo, se for o caso.",
    "error.429.title": "Devagar um pouco",
    "error.429.lead": "Foram muitos pedidos em pouco tempo. Espere alguns segundos.",
    "error.503.title": "A conversa está fora do ar",
    "error.503.lead":
      "O anfitrião não alcança onde as mensagens ficam. Ele costuma voltar sozinho.",
    "error.500.title": "Algo deu errado aqui",
    "error.500.lead": "Foi do lado de cá, e ficou anotado para o anfitrião.",
    "error.other.title": "Não deu para abrir esta página",
    "error.other.lead": "O pedido não fez sentido para o anfitrião.",
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
} as const;
