import { Logo } from "../ui/Knot.tsx";
import { Parts } from "../ui/Parts.tsx";
import { Colours, Faces, Icons, Marks, Type } from "./Foundations.tsx";
import { Buttons, Fields, Lists, Signs } from "./Controls.tsx";
import type { Words } from "./part_props.ts";
import { Menus, Notices, Rest, Talk } from "./States.tsx";

const PARTS = [
  { id: "marca", label: "Marca", Part: Marks },
  { id: "cores", label: "Cores", Part: Colours },
  { id: "texto", label: "Texto", Part: Type },
  { id: "icones", label: "Ícones", Part: Icons },
  { id: "pessoas", label: "Pessoas", Part: Faces },
  { id: "botoes", label: "Botões", Part: Buttons },
  { id: "campos", label: "Campos", Part: Fields },
  { id: "sinais", label: "Sinais", Part: Signs },
  { id: "listas", label: "Listas", Part: Lists },
  { id: "conversa", label: "Conversa", Part: Talk },
  { id: "menus", label: "Menus", Part: Menus },
  { id: "avisos", label: "Avisos", Part: Notices },
  { id: "vazio", label: "Vazio e espera", Part: Rest },
] as const;

/** Everything that pages are made of, in every state, by day and by night; only while developing. */
export function Guide({ words }: { words: Words }) {
  return (
    <div class="guide">
      <header>
        <Logo />
        <h1>Estilo</h1>
        <Parts label="Partes" parts={PARTS} />
      </header>
      <main>
        {PARTS.map(({ id, label, Part }) => (
          <section key={id} id={id} aria-labelledby={`${id}-titulo`}>
            <h2 id={`${id}-titulo`}>{label}</h2>
            {(["light", "dark"] as const).map((theme) => (
              <div key={theme} class="shown-in" data-theme={theme}>
                <Part theme={theme} words={words} />
              </div>
            ))}
          </section>
        ))}
      </main>
    </div>
  );
}
