/**
 * Sends a message about a page as the careers site does, to try the server without it:
 *
 *     npm run tell -- /privacy/
 */

import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

const path = process.argv[2] ?? "/";
const secret = process.env.WEBHOOK_SECRET ?? "";
const url = `http://localhost:${process.env.PORT ?? 4321}/webhooks`;

const id = `msg_${randomUUID()}`;
const now = new Date();
const body = JSON.stringify({
  type: "page.published",
  timestamp: now.toISOString(),
  data: { page: { path }, is_live: true, surrogate_keys: [] },
});
const response = await fetch(url, {
  method: "POST",
  body,
  headers: {
    "Content-Type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body),
  },
});
console.log(response.status);
process.exitCode = response.ok ? 0 : 1;
