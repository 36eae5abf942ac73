/** Reading the API: one request a page. */

const SECONDS = 15;

const origin = document.querySelector("meta[name=careers-api]").content;
export const api = `${origin}/api/careers/v1/`;

/** An answer that holds no page. `problem` is the problem document of RFC 9457, if there is one. */
export class ReadingError extends Error {
  constructor(status, problem) {
    super(problem?.detail || `The server answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

/** What stands at a path of the site: a page, a closed position (410), or a redirect. */
export function readPage(path, signal) {
  return read(`pages/?${new URLSearchParams({ path })}`, signal);
}

export function readSite(locale) {
  return read(locale ? `site/?${new URLSearchParams({ locale })}` : "site/");
}

async function read(path, signal) {
  const limits = [AbortSignal.timeout(SECONDS * 1000), signal].filter(Boolean);
  const response = await fetch(api + path, { signal: AbortSignal.any(limits) });
  const isPage = response.headers.get("Content-Type")?.startsWith("application/json");
  if (response.ok || (response.status === 410 && isPage)) return response.json();
  throw new ReadingError(response.status, await response.json().catch(() => null));
}
