/** How visitors are answered: with what is built, and otherwise with what the careers site says. */

import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, resolve } from "node:path";
import { createCareersClient } from "wagtail-careers-client";
import { DIST, fileOf, metaOf } from "./pages.ts";
import { rebuild } from "./rebuild.ts";

const HTML = "text/html; charset=utf-8";
const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};
const careers = createCareersClient({
  baseUrl: process.env.PUBLIC_CAREERS_API ?? "http://localhost:8000/api/careers/v1",
});

export async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
  const path = decodeURIComponent(pathname);
  const type = TYPES[extname(path)];
  if (type) return send(response, 200, await contentOf(resolve(DIST, `.${path}`)), type);
  const page = path.endsWith("/") ? await contentOf(fileOf(DIST, path)) : null;
  if (page) return sendPage(response, page);
  return answerUnbuilt(response, path, search);
}

/** Follow a redirect of the careers site, or build a page that no list has, such as a closed position. */
async function answerUnbuilt(response: ServerResponse, path: string, search: string) {
  const found = await careers.page(path + search);
  if (found.kind === "redirect") {
    const location = found.path || found.url;
    response.writeHead(found.isPermanent ? 301 : 302, { Location: location }).end();
    return;
  }
  if (found.kind !== "not-found") {
    await rebuild([path], []);
    const page = await contentOf(fileOf(DIST, path));
    if (page) return sendPage(response, page);
  }
  send(response, 404, await contentOf(join(DIST, "404.html")), HTML);
}

/** Send a page with the status that it asks for: closed positions are gone. */
function sendPage(response: ServerResponse, page: Buffer): void {
  send(response, Number(metaOf(page.toString("utf8"), "status") || 200), page, HTML);
}

function send(response: ServerResponse, status: number, content: Buffer | null, type: string) {
  const headers = { "Content-Type": type, "X-Content-Type-Options": "nosniff" };
  response.writeHead(content ? status : 404, headers).end(content);
}

async function contentOf(file: string): Promise<Buffer | null> {
  if (relative(DIST, file).startsWith("..")) return null;
  return readFile(file).catch(() => null);
}
