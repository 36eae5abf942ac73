/** Build single pages again: a build of Astro that is limited to them, whose files are moved over. */

import { execFile } from "node:child_process";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { builtPages, DIST, fileOf, ROOT } from "./pages.ts";

const run = promisify(execFile);
const REBUILT = join(ROOT, ".rebuilt");

let last: Promise<unknown> = Promise.resolve();

/** Build the pages at `changed` and all that are made of `keys`, after what is being built now. */
export function rebuild(changed: string[], keys: string[]): Promise<string[]> {
  const next = last.catch(() => {}).then(() => rebuildNow(changed, keys));
  last = next;
  return next;
}

async function rebuildNow(changed: string[], keys: string[]): Promise<string[]> {
  const paths = new Set(changed);
  for (const page of await builtPages()) {
    if (page.keys.some((key) => keys.includes(key))) paths.add(page.path);
  }
  if (paths.size === 0) return [];
  await rm(REBUILT, { recursive: true, force: true });
  await run(join(ROOT, "node_modules/.bin/astro"), ["build", "--outDir", REBUILT], {
    cwd: ROOT,
    env: { ...process.env, CAREERS_PATHS: [...paths].join(" ") },
  });
  // Scripts and styles before the pages that ask for them; the names of these are hashes.
  await cp(join(REBUILT, "_astro"), join(DIST, "_astro"), { recursive: true });
  for (const each of paths) await replace(each);
  return [...paths];
}

/** Move a page's file over the old one in one step, or remove that of a page that is gone. */
async function replace(path: string): Promise<void> {
  const file = fileOf(DIST, path);
  await mkdir(dirname(file), { recursive: true });
  await rename(fileOf(REBUILT, path), file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return rm(file, { force: true });
  });
}
