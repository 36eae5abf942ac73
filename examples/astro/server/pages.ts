/** The pages that are built, as files. */

import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");
export const DIST = join(ROOT, "dist");

interface BuiltPage {
  path: string;
  keys: string[];
}

/** The pages with the keys that stand in their heads. */
export async function builtPages(): Promise<BuiltPage[]> {
  const names = await readdir(DIST, { recursive: true });
  const pages = names.filter((name) => name.split(sep).at(-1) === "index.html");
  return Promise.all(
    pages.map(async (name) => {
      const html = await readFile(join(DIST, name), "utf8");
      const folder = name.split(sep).slice(0, -1);
      return {
        path: ["", ...folder, ""].join("/"),
        keys: metaOf(html, "surrogate-keys").split(" "),
      };
    }),
  );
}

/** The file of a page below a folder of built pages. */
export function fileOf(folder: string, path: string): string {
  const file = resolve(folder, `.${path}`, "index.html");
  if (relative(folder, file).startsWith("..")) throw new Error(`${path} is no path of a page.`);
  return file;
}

/** What a page says in a `meta` element. */
export function metaOf(html: string, name: string): string {
  return new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(html)?.[1] ?? "";
}
