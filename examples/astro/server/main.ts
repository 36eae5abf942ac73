/** Serves what is built, and builds pages again when the careers site tells of a change. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { answer } from "./answers.ts";
import { rebuild } from "./rebuild.ts";

const MAX_BYTES = 1_000_000;

const port = Number(process.env.PORT ?? 4321);
const secret = process.env.WEBHOOK_SECRET;
const webhook = secret ? new Webhook(secret) : null;

/** What the `data` of a message says of a page; the rest of it isn't needed here. */
interface Message {
  type: string;
  data: { page?: { path: string | null }; surrogate_keys?: string[] };
}

createServer((request, response) => {
  const respond = request.url === "/webhooks" ? receive : answer;
  respond(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
}).listen(port, "localhost", () => console.log(`http://localhost:${port}/`));

/** Answer when the pages are built: an error, or no answer, has the message sent again. */
async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST" || !webhook) {
    response.writeHead(webhook ? 405 : 404).end();
    return;
  }
  const body = await read(request);
  let message: Message;
  try {
    message = webhook.verify(body, request.headers as Record<string, string>) as Message;
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    response.writeHead(401).end();
    return;
  }
  const { page, surrogate_keys: keys = [] } = message.data;
  const built = await rebuild(page?.path ?? null, keys);
  console.log(`${message.type}: built ${built.join(" ") || "nothing"}`);
  response.writeHead(204).end();
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BYTES) throw new Error("The message is too long.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
