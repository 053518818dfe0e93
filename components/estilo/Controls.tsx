import type { Room } from "@/lib/chat/model.ts";
import { RoomLink } from "../rail/RoomLink.tsx";
import { Count, Tag } from "../ui/Badge.tsx";
import { Button, ButtonLink, IconLink } from "../ui/Button.tsx";
import { Choice, Select } from "../ui/Choice.tsx";
import { Complaint, Field } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { PersonRow } from "../ui/PersonRow.tsx";
import { Group, Section } from "../ui/Section.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { TextField } from "../ui/TextField.tsx";
import type { PartProps } from "./part_props.ts";
import { PEOPLE } from "./people.ts";

/** Buttons, and links that look like them. */
export function Buttons() {
  return (
    <>
      <div class="acts">
        <Button kind="main">Entrar</Button>
        <Button>Convidar</Button>
        <Button kind="bad">Apagar</Button>
        <Button small>Pequeno</Button>
        <Button disabled>Parado</Button>
        <ButtonLink href="#botoes">Outra página</ButtonLink>
        <a class="btn chosen" href="#botoes">Escolhido</a>
        <a class="lnk" href="#botoes">Ver aparelhos</a>
      </div>
      <div class="acts">
        <IconLink href="#botoes" icon="search" label="Buscar" />
        <IconLink href="#botoes" icon="gear" label="Ajustes" here />
        <button class="send" type="button" aria-label="Enviar">
          <Icon name="up" />
        </button>
        <a class="pill" href="#botoes">
          <Icon name="down" small />3 novas
        </a>
      </div>
      <Button kind="main" wide>Da largura do que o cerca</Button>
    </>
  );
}

/** What is filled in: empty, full, refused, not to be changed. */
export function Fields({ theme }: PartProps) {
  const id = (name: string) => `${theme}-${name}`;
  const kinds = [{ value: "a", label: "Aberta" }, { value: "b", label: "Privada" }];
  return (
    <form class="form">
      <Field id={id("nome")} name="a" label="Nome" hint="Até 40 caracteres." />
      <Field id={id("mal")} name="b" label="Nome" value="Marina" error="Já há uma Marina aqui." />
      <Field id={id("grande")} name="c" label="Como você se chama?" big />
      <Field id={id("parado")} name="d" label="Endereço" value="laboratorio-3" disabled />
      <Select id={id("lista")} name="e" label="Quem participa" options={kinds} value="a" />
      <TextField id={id("texto")} name="f" label="Motivo" value="Uma linha e mais outra." />
      <fieldset>
        <legend>Enter</legend>
        <Choice id={id("r1")} type="radio" name="g" value="1" label="Envia" checked />
        <Choice id={id("r2")} type="radio" name="g" value="2" label="Quebra a linha" hint="Dica." />
        <Choice id={id("c1")} type="checkbox" name="h" value="1" label="Avisar" checked />
        <Choice id={id("c2")} type="checkbox" name="i" value="1" label="Parado" disabled />
      </fieldset>
      <Complaint text="Algo do que foi preenchido não serve." />
    </form>
  );
}

/** Small words and figures about what they stand beside. */
export function Signs() {
  return (
    <>
      <div class="acts">
        <Count n={3} />
        <Count n={128} />
        <Count n={2} urgent />
        <Tag>desfeito</Tag>
        <Tag kind="acc">você</Tag>
        <Tag kind="warn">novo</Tag>
      </div>
      <Tabs
        label="Arquivos"
        tabs={[
          { href: "#tudo", label: "Tudo", here: true },
          { href: "#imagens", label: "Imagens", here: false },
          { href: "#documentos", label: "Documentos", here: false },
        ]}
      />
    </>
  );
}

function room(slug: string, changes: Partial<Room> = {}): Room {
  return {
    ...{ id: 1, slug, name: slug, topic: "", kind: "public", rev: 0, joined: true },
    ...{ readSeq: 0, unread: 0, mentions: 0 },
    ...changes,
  };
}

/** Rooms, people, and the parts of a page. */
export function Lists({ theme, words }: PartProps) {
  const rooms = [
    room("geral"),
    room("projeto-sensores", { unread: 12 }),
    room("bancada-4", { unread: 3, mentions: 1 }),
    room("monitores", { kind: "private" }),
    room("almoco", { notify: "nothing", unread: 4 }),
    room("ana", { kind: "direct", with: [PEOPLE[0]] }),
  ];
  return (
    <>
      <div class="rail">
        {rooms.map((one) => (
          <RoomLink
            key={one.slug}
            room={one}
            current={one.slug === "geral"}
            presence={one.kind === "direct" ? "here" : undefined}
            speech={words.rail}
          />
        ))}
      </div>
      <Group id={`${theme}-grupo`} title="Aqui agora" n={PEOPLE.length} urgent>
        <ul class="people">
          {PEOPLE.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              me={person.id === 3}
              owner={person.id === 2}
              presence={person.id === 3 ? "out" : "here"}
              about={words.people.say(person.id === 3 ? "is.out" : "is.here")}
              speech={words.people}
            >
              <Button small>Convidar</Button>
            </PersonRow>
          ))}
        </ul>
      </Group>
      <Section id={`${theme}-parte`} title="Uma parte" lead="O que ela muda, numa frase.">
        <div class="card">
          <p>Um cartão no correr da página.</p>
        </div>
      </Section>
    </>
  );
}
