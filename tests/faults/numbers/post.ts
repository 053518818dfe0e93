import { openSockets } from "@/tests/bench/sockets.ts";
import { newId } from "@/tests/support/new_id.ts";
import type { Person } from "@/tests/support/person.ts";

const UNDER_WAY = 100;
const BODY = "Só falta a bancada 2, o conector do cabo deles parece solto. Alguém tem o alicate?";

/** Posts so many messages, as fast as they are taken. */
export async function post(person: Person, room: number, messages: number): Promise<void> {
  const [socket] = await openSockets(person, 1, [person.url]);
  let left = messages;
  await Promise.all(Array.from({ length: UNDER_WAY }, async () => {
    while (left-- > 0) {
      const id = newId();
      const acked = socket!.whenAcked(id);
      socket!.post(room, id, BODY);
      await acked;
    }
  }));
  socket!.close();
}
