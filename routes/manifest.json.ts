import { textsIn } from "@/lib/i18n/texts.ts";
import { PAPER } from "@/lib/theme_colours.ts";
import { define } from "@/utils.ts";

/** The fields of a share: they keep the names that the standard gives them. */
const FIELDS = ["title", "text", "url"];
/** What other apps may share with this one. */
const SHARED_TYPES = ["image/*", "video/*", "audio/*", "text/*", "application/*"];

function png(name: string, size: number, purpose: "any" | "maskable") {
  return {
    src: `/icons/${name}-${size}.png`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  };
}

/** What a system that installs the app is told of it (W3C Web Application Manifest). */
export const handler = define.handlers({
  GET({ state: { locale } }) {
    const { able, marks, rail } = textsIn(locale);
    const manifest = {
      ...{ id: "/", start_url: "/", scope: "/", display: "standalone", lang: locale },
      ...{ name: "ConexaoChat", short_name: "Conexão", description: able["app.description"] },
      ...{ theme_color: PAPER.light, background_color: PAPER.light },
      categories: ["social", "communication"],
      icons: [
        { src: "/favicon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
        ...[png("icon", 192, "any"), png("icon", 512, "any"), png("maskable", 512, "maskable")],
      ],
      shortcuts: [
        { name: marks["mentions"], url: "/mencoes" },
        { name: rail["rooms"], url: "/salas" },
      ],
      share_target: {
        ...{ action: "/compartilhar", method: "POST", enctype: "multipart/form-data" },
        params: {
          ...Object.fromEntries(FIELDS.map((name) => [name, name])),
          files: [{ name: "files", accept: SHARED_TYPES }],
        },
      },
    };
    return new Response(JSON.stringify(manifest), {
      headers: { "content-type": "application/manifest+json", "cache-control": "no-cache" },
    });
  },
});
