/** The people of the fixture world, in the order in which they come. */
export const NAMES = [
  "Ana",
  "Bruno",
  "Clara",
  "Davi",
  "Elisa",
  "Fábio",
  "Gabi",
  "João Pedro",
] as const;
export type Name = typeof NAMES[number];

/** One thing that somebody said; `at`: the hour, of yesterday if it begins with `-`. */
export interface Said {
  who: Name;
  at: string;
  text: string;
  /** By what others lines mean it. */
  key?: string;
  answers?: string;
  /** Each emoji, and who gave it. */
  reactions?: Record<string, readonly Name[]>;
  files?: readonly FileName[];
  pinned?: true;
  edited?: string;
  deleted?: true;
  /** Ana has read so far. */
  read?: true;
}

/** The files of the world; `files.ts` makes them. */
export type FileName =
  | "bancada-3.png"
  | "racks.png"
  | "topologia.png"
  | "quadro.png"
  | "roteiro-aula-5.pdf"
  | "vlans.csv"
  | "captura-da-manhã.pcapng"
  | "recado.wav";

const CONFIG = `Configuração da porta do professor:

\`\`\`ini
interface GigabitEthernet0/24
 description uplink-sala-3
 switchport mode trunk
 switchport trunk allowed vlan 10,20,30
\`\`\`

Depois é só \`copy run start\`.`;

const LIST = `Quem fica com o quê hoje:

1. **Bancadas 1 e 2**: crimpar e testar os cabos
2. **Bancada 3**: subir o servidor e anotar o endereço
3. **Bancada 4**: medir com o \`iperf3\``;

const QUOTE = `> O servidor sala-3 desliga às 18h
Dá para deixar até as 19h? Tem prova de recuperação.`;

/** What is said in `geral`, where the screens of a room look. */
export const GERAL: readonly Said[] = [
  { who: "Elisa", at: "-08:02", text: "Bom dia, turma! Esta é a conversa da sala 3." },
  { who: "Bruno", at: "-08:04", text: "Bom dia" },
  { who: "Clara", at: "-08:04", text: "Bom dia! Chegou todo mundo?" },
  { who: "Davi", at: "-08:09", text: "Falta o João Pedro, o ônibus dele atrasou." },
  { who: "João Pedro", at: "-08:31", text: "cheguei" },
  { who: "Elisa", at: "-08:40", text: "O roteiro de hoje.", files: ["roteiro-aula-5.pdf"] },
  {
    who: "Elisa",
    at: "-08:41",
    text: "A senha do Wi-Fi do laboratório é ||jabuticaba-madura||, só para hoje.",
    pinned: true,
  },
  { who: "Fábio", at: "-09:15", text: "Alguém tem um alicate sobrando na bancada 2?" },
  { who: "Gabi", at: "-09:16", text: "Tenho sim, passa aqui" },
  { who: "Fábio", at: "-09:16", text: "valeu 🙏" },
  {
    who: "Ana",
    at: "-10:22",
    text: "A nossa ficou assim:",
    files: ["bancada-3.png"],
    reactions: { "👏": ["Bruno", "Clara", "Elisa"], "🔥": ["Gabi"] },
  },
  { who: "Clara", at: "-10:25", text: "Que capricho! Até etiqueta puseram." },
  { who: "Bruno", at: "-11:48", text: "Mensagem por engano, era para a outra sala", deleted: true },
  { who: "Elisa", at: "-11:55", text: "Almoço. Voltamos às 13h15." },
  {
    who: "Bruno",
    at: "07:58",
    text: "Bom dia! Alguém já ligou o servidor da sala 3?",
    key: "servidor",
  },
  {
    who: "Ana",
    at: "08:01",
    text: "Já, desde as 8h. O endereço é http://192.168.0.7:8000 e está no quadro também.",
    answers: "servidor",
    reactions: { "👍": ["Bruno", "Davi", "Elisa", "Gabi"] },
  },
  { who: "Bruno", at: "08:02", text: "Perfeito, obrigado", answers: "servidor" },
  { who: "Elisa", at: "08:10", text: LIST, key: "lista", pinned: true },
  {
    who: "Davi",
    at: "08:12",
    text:
      "A bancada 4 pode medir de novo depois das 10h? Agora a rede está cheia por causa da atualização das máquinas, e o número não quer dizer nada.",
    answers: "lista",
  },
  { who: "Elisa", at: "08:13", text: "Pode. Anotem os dois.", answers: "lista" },
  {
    who: "Fábio",
    at: "08:40",
    text: CONFIG,
    reactions: { "❤️": ["Clara"], "👀": ["Ana", "Gabi"] },
  },
  {
    who: "Gabi",
    at: "09:05",
    text: "Fotos da arrumação, e a topologia que o Davi desenhou",
    files: ["racks.png", "topologia.png", "quadro.png"],
    reactions: { "😍": ["Ana", "Clara"] },
  },
  {
    who: "Clara",
    at: "09:20",
    text: "gravei a explicação, é mais fácil ouvir",
    files: ["recado.wav"],
  },
  {
    who: "Clara",
    at: "09:21",
    text: "e os dados estão aqui",
    files: ["captura-da-manhã.pcapng", "vlans.csv"],
  },
  { who: "Ana", at: "09:24", text: "Anotado" },
  {
    who: "Ana",
    at: "09:25",
    text: "A captura abriu certinho no Wireshark",
    edited: "A captura abriu certinho no Wireshark, vi os três apertos de mão",
  },
  { who: "João Pedro", at: "13:20", text: QUOTE, key: "horário" },
  { who: "Elisa", at: "13:26", text: "Dá, combinado: **19h**.", answers: "horário", read: true },
  {
    who: "Bruno",
    at: "14:02",
    text: "@Ana, você ainda está com o cabo azul de teste?",
    key: "cabo",
  },
  { who: "Bruno", at: "14:03", text: "o de 10 metros" },
  { who: "Gabi", at: "14:08", text: "Vi em cima do rack, ao lado do no-break" },
  {
    who: "Davi",
    at: "14:31",
    text: "Medi de novo: ~~412 Mb/s~~ **938 Mb/s**. Era mesmo a atualização.",
    reactions: { "🎉": ["Bruno", "Clara", "Elisa", "Fábio", "Gabi"] },
  },
];

/** What is said in the other rooms, each by its name. */
export const ELSEWHERE: Readonly<Record<string, readonly Said[]>> = {
  cozinha: [
    { who: "Ana", at: "-12:10", text: "Tem bolo de fubá na copa" },
    { who: "Gabi", at: "-12:12", text: "Já estou indo 🏃‍♀️" },
    { who: "Clara", at: "11:40", text: "Quem lava a cafeteira hoje?", read: true },
    { who: "Fábio", at: "14:12", text: "Eu lavo" },
    { who: "Fábio", at: "14:12", text: "mas alguém traz filtro amanhã" },
    { who: "Clara", at: "14:20", text: "Trago!" },
  ],
  "redes-2b": [
    { who: "Bruno", at: "-09:00", text: "Grupo da turma 2B. Prova na sexta, capítulos 4 a 7." },
    {
      who: "Davi",
      at: "10:12",
      text: "Alguém entendeu a conta de sub-rede do exercício 9?",
      key: "nove",
    },
    {
      who: "Clara",
      at: "10:15",
      text: "/26 dá quatro redes de 62 endereços. Eu desenho no quadro depois.",
      answers: "nove",
      read: true,
    },
    { who: "Bruno", at: "14:40", text: "@Ana, você explica a parte do roteador?" },
  ],
  avisos: [
    {
      who: "Elisa",
      at: "-07:50",
      text: "O laboratório fecha às 19h nesta semana. Salvem o que é de vocês no servidor.",
    },
    {
      who: "Elisa",
      at: "07:45",
      text: "Na sexta não há aula de manhã: manutenção da rede elétrica das **7h às 12h**.",
      reactions: { "👍": ["Bruno", "Fábio", "Gabi"] },
      read: true,
    },
  ],
  monitores: [
    { who: "Clara", at: "-16:00", text: "Escala da semana que vem: quem pode na terça?" },
    { who: "Ana", at: "-16:05", text: "Eu posso, das 14h às 17h" },
    { who: "Fábio", at: "08:22", text: "Quarta e quinta são minhas", read: true },
  ],
};

/** What is said to Ana alone, each by who says it. */
export const IN_PRIVATE: Readonly<Record<string, readonly Said[]>> = {
  Bruno: [
    { who: "Bruno", at: "-17:30", text: "Vai de carona amanhã?" },
    { who: "Ana", at: "-17:34", text: "Vou! 6h50 na esquina da padaria", read: true },
    { who: "Bruno", at: "13:58", text: "Trouxe o seu guarda-chuva" },
    { who: "Bruno", at: "13:58", text: "está no armário" },
  ],
  "João Pedro": [
    { who: "João Pedro", at: "-15:00", text: "obrigado pela ajuda hoje" },
    { who: "Ana", at: "-15:02", text: "Imagina 🙂", read: true },
  ],
};
