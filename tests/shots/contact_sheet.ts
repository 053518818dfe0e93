/** A page with all pictures on it, those of a screen beside one another. */
export function contactSheet(files: readonly string[]): string {
  const screens = Map.groupBy(files, (file) => file.replace(/-\d+-(?:light|dark)\.png$/, ""));
  const sections = [...screens].map(([name, own]) =>
    `<h2 id="${name}">${name}</h2>\n<p>${own.map(pictureOf).join("\n")}</p>`
  );
  return `<!doctype html>
<meta charset="utf-8">
<title>${files.length} pictures</title>
<style>
  body { margin: 1rem; background: #888; font: 1rem system-ui; }
  img { height: 26rem; margin: 0 0.5rem 0.5rem 0; vertical-align: top; }
</style>
${sections.join("\n")}
`;
}

function pictureOf(file: string): string {
  return `<a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a>`;
}
