/** Serves what is built, and builds pages again when the careers site tells of a change. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { answer } from "./answers.ts";
import { keep, work } from "./queue.ts";

const MAX_BYTES = 1_000_000;
const MESSAGE_ID = /^[\w-]{1,100}$/;

const port = Number(process.env.PORT ?? 4321);
const secret = process.env.WEBHOOK_SECRET;
const webhook = secret ? new Webhook(secret) : null;

/** What is needed here of a message. */
interface Message {
  type: string;
  data: { page?: { path: string | null }; surrogate_keys?: string[] };
}

const server = createServer((request, response) => {
  const respond = request.url === "/webhooks" ? receive : answer;
  respond(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
server.listen(port, "localhost", () => {
  const address = server.address();
  console.log(`http://localhost:${typeof address === "object" ? address?.port : port}/`);
});
work();

/** Take a message that the careers site has signed; it may come more than once. */
async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST" || !webhook) {
    response.writeHead(webhook ? 405 : 404).end();
    return;
  }
  const id = request.headers["webhook-id"];
  const message = verified(await read(request), request, webhook);
  if (!message || typeof id !== "string" || !MESSAGE_ID.test(id)) {
    response.writeHead(401).end();
    return;
  }
  const { page, surrogate_keys: keys = [] } = message.data;
  if (page) await keep(id, { path: page.path, keys });
  response.writeHead(204).end();
  work();
}

function verified(body: string, request: IncomingMessage, webhook: Webhook): Message | null {
  try {
    return webhook.verify(body, request.headers as Record<string, string>) as Message;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return null;
    throw error;
  }
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
