import type { Part } from "../catalogue.ts";
import type { able as source } from "../pt_br/able.ts";

/** The texts about what works in this browser at this address, in Spanish. */
export const able: Part<typeof source> = {
  "title": "Qué funciona aquí",
  "lead": "Depende de tu navegador y de la dirección por la que entraste.",
  "plain":
    "Con JavaScript activado, esta página muestra lo que tu navegador permite en esta dirección. Leer, escribir, enviar archivos y buscar funcionan sin él.",
  "how.best": "Funciona",
  "how.second": "De otro modo",
  "how.none": "Aquí no",
  "secure.is": "Esta dirección es segura (https).",
  "secure.local": "Este es el propio equipo: cuenta como dirección segura.",
  "secure.way": "Algunas cosas solo existen en una dirección segura, y aquí hay una:",
  "secure.none":
    "Esta dirección no es segura (http), y por eso el navegador niega algunas cosas. Quien cuida del servidor puede ofrecer una dirección https: el README explica cómo.",
  "live.socket": "Llegan al instante, por una conexión abierta (WebSocket).",
  "live.stream": "Llegan al instante, por un flujo de eventos: algo en la red bloquea WebSocket.",
  "live.poll":
    "Llegan preguntando una y otra vez al servidor: algo en la red bloquea las conexiones largas.",
  "live.off": "Sin contacto con el servidor ahora. La página lo intenta de nuevo sola.",
  "notify.on": "Aparecen mientras haya una pestaña de ConexaoChat abierta y mires a otra cosa.",
  "notify.ask":
    "El navegador los permite, si tú quieres. Hasta entonces: sonido, título e icono de la pestaña.",
  "notify.denied":
    "Están bloqueados para esta dirección: permítelos en el candado junto a ella. En su lugar: sonido, título e icono de la pestaña.",
  "notify.insecure":
    "Solo en una dirección segura. En su lugar: sonido, título e icono de la pestaña.",
  "notify.absent":
    "Este navegador no los tiene. En su lugar: sonido, título e icono de la pestaña.",
  "notify.allow": "Activar avisos",
  "notify.use": "Mostrar avisos en este navegador",
  "notify.discreet": "Sin decir quién escribió ni qué",
  "sound.on": "Dos notas cuando llega algo y no estás mirando.",
  "sound.blocked": "El navegador solo deja sonar después de un toque o una tecla en la página.",
  "sound.absent": "Este navegador no reproduce sonidos de páginas.",
  "sound.use": "Reproducir el sonido en este navegador",
  "sound.try": "Escuchar",
  "sound.silent": "El navegador no dejó sonar. Mira si la pestaña o el sitio está en silencio.",
  "sound.quiet": "Desactivaste los avisos en tu cuenta: sonido, título e icono no cambian.",
  "title.on": "El título de la pestaña cuenta lo nuevo.",
  "icon.on": "Un punto para lo nuevo, un número cuando te llaman.",
  "copy.on": "Con un toque.",
  "copy.old":
    "Con un toque, a la antigua. Si el navegador se niega, el texto queda seleccionado para Ctrl+C.",
  "record.on": "Con el botón del micrófono, junto al campo.",
  "record.insecure":
    "El navegador solo abre el micrófono en una dirección segura (https). Graba con otra aplicación y adjunta el archivo.",
  "record.absent": "Este navegador no graba. Graba con otra aplicación y adjunta el archivo.",
  "record.why": "Grabar voz: por qué aquí no",
  "record.title": "Aquí no se puede grabar",
  "close": "Entendido",
  "camera.on": "Al adjuntar, elige tomar una foto.",
  "camera.pc": "Solo en móviles y tabletas. Aquí, adjunta una foto o pega una imagen.",
  "unsent.on": "Queda en este navegador hasta que el servidor lo reciba, aunque cierres la página.",
  "unsent.memory":
    "El navegador no guarda nada aquí (ventana privada o disco lleno): lo no enviado se pierde con la página. Espera a que se envíe antes de cerrar.",
  "offline.on":
    "Sin contacto con el servidor, los últimos mensajes de las salas leídas aquí siguen a la vista.",
  "offline.memory": "El navegador no guarda nada aquí: solo la página ya abierta sigue a la vista.",
  "offline.insecure": "La página ya abierta sigue a la vista; abrir otra necesita el servidor.",
  "offline.absent": "La página ya abierta sigue a la vista; este navegador no guarda otras.",
  "install.done": "Está instalado y se abre como aplicación.",
  "install.can": "Desde el menú del navegador: instalar, o añadir a la pantalla de inicio.",
  "install.insecure":
    "Solo en una dirección segura. En su lugar: un acceso directo a esta página, desde el menú del navegador.",
  "install.absent": "Este navegador no instala páginas. En su lugar: un acceso directo o marcador.",
  "share.on": "Comparte desde otra aplicación a ConexaoChat y elige la sala.",
  "share.install":
    "Después de instalar, donde el sistema lo permita. Sin eso, copia y pega en una sala.",
  "share.insecure":
    "Solo en una dirección segura. En su lugar: copia y pega en una sala, o adjunta el archivo.",
  "share.absent":
    "Este navegador no lo ofrece. En su lugar: copia y pega en una sala, o adjunta el archivo.",
  "news.gone": "Alguien que se fue",
  "news.line": "{name}: {text}",
  "news.files": "envió un archivo",
  "news.discreet": "Mensaje nuevo",
  "news.reply": "Responder",
  "news.placeholder": "Tu respuesta",
  "choice.lost": "El navegador no dejó guardar la elección.",
  "name.live": "Mensajes en vivo",
  "name.notify": "Avisos del sistema",
  "name.sound": "Sonido",
  "name.icon": "Marca en el icono de la pestaña",
  "name.copy": "Copiar",
  "name.record": "Grabar voz",
  "name.camera": "Cámara",
  "name.unsent": "Guardar lo no enviado",
  "name.offline": "Leer sin conexión",
  "name.install": "Instalar",
  "name.share": "Recibir de otras aplicaciones",
  "name.title": "Número en el título",
  "news.later": "Tu respuesta está guardada y sale sola cuando haya contacto.",
  "app.description": "Conversación para quienes están en la misma red. Nada sale a Internet.",
  "renewed": "El servidor se actualizó.",
  "renewed.reload": "Recargar",
  "away.title": "Sin contacto con el anfitrión",
  "away.lead": "La página vuelve sola cuando responda.",
  "away.retry": "Probar de nuevo",
  "away.none": "Nada de lo que leíste está guardado en este navegador.",
  "away.rooms": "Salas guardadas aquí",
  "bring.title": "Compartir",
  "bring.lead": "Elige la sala. Nada se envía antes.",
  "bring.room": "Sala",
  "bring.text": "Texto",
  "bring.send": "Enviar",
  "bring.files": {
    one: "{n} archivo espera. Va al campo de la sala, y lo envías desde allí.",
    other: "{n} archivos esperan. Van al campo de la sala, y los envías desde allí.",
  },
  "bring.empty": "Escribe algo y elige una sala.",
};
