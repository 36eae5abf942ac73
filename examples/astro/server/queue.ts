/** What is still to be built, as files: a message that was taken isn't lost when this server stops. */

import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./pages.ts";
import { rebuild } from "./rebuild.ts";

const QUEUE = join(ROOT, ".queue");
const SECONDS_TO_NEXT_TRY = 60;

/** What has changed: a page by its path, and what other pages are made of. */
export interface Change {
  path: string | null;
  keys: string[];
}

/** Keep a change under the id of its message, by which it is kept once. */
export async function keep(id: string, change: Change): Promise<void> {
  await mkdir(QUEUE, { recursive: true });
  const file = join(QUEUE, `${id}.json`);
  await writeFile(`${file}.new`, JSON.stringify(change));
  await rename(`${file}.new`, file);
}

let isWorking = false;

/** Build what waits, all changes that have come by then together, until nothing waits any more. */
export async function work(): Promise<void> {
  if (isWorking) return;
  isWorking = true;
  try {
    for (let files = await waiting(); files.length > 0; files = await waiting()) {
      const changes = await Promise.all(files.map(read));
      const built = await rebuild(
        changes.flatMap(({ path }) => path ?? []),
        changes.flatMap(({ keys }) => keys),
      );
      console.log(`Built ${built.join(" ") || "nothing"}`);
      await Promise.all(files.map((file) => rm(file)));
    }
  } catch (error) {
    console.error(error);
    setTimeout(work, SECONDS_TO_NEXT_TRY * 1000);
  } finally {
    isWorking = false;
  }
}

async function waiting(): Promise<string[]> {
  const names = await readdir(QUEUE).catch(() => []);
  return names.filter((name) => name.endsWith(".json")).map((name) => join(QUEUE, name));
}

async function read(file: string): Promise<Change> {
  return JSON.parse(await readFile(file, "utf8")) as Change;
}
