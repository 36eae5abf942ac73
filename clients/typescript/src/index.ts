/** A typed client for the read API of a careers site. */

import createFetchClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.js";
import type {
  Address,
  AddressList,
  AddressQuery,
  Changes,
  LocationList,
  Page,
  PositionList,
  PositionPage,
  PositionQuery,
  PositionSummary,
  Problem,
  Redirect,
  RedirectList,
  RedirectQuery,
  Site,
  SnippetPreview,
  TeamList,
  TeamPage,
  TeamQuery,
  TeamSummary,
  TypeList,
} from "./types.js";

export type { components, operations, paths } from "./schema.js";
export type * from "./types.js";

export interface CareersClientOptions {
  /** The address of the API, such as `https://careers.example.com/api/careers/v1`. */
  baseUrl: string;
  /** The language of all answers; without it, `Accept-Language` or the site decides. */
  locale?: string;
  /** Another `fetch`, such as one that caches. It gets a `Request`. */
  fetch?: (request: Request) => Promise<Response>;
  /** Headers of every request. */
  headers?: Record<string, string>;
}

/** What a single request adds, such as `signal`, or `next` of Next.js. */
export type RequestOptions = Omit<RequestInit, "body" | "method"> & Record<string, unknown>;

/** `keys` name what the page shows, as webhooks name what has changed. */
export type Found<Form> = { kind: "page"; page: Form; keys: string[] };
/** The position is closed; `page.similar` has others like it. Answer with the status 410. */
export type Gone = { kind: "gone"; page: PositionPage; keys: string[] };
export type Moved = { kind: "redirect"; url: string; path: string; isPermanent: boolean };
export type NotFound = { kind: "not-found" };

export type PageResult = Found<Page> | Gone | Moved | NotFound;
export type PositionResult = Found<PositionPage> | Gone | NotFound;
/** A location, a type or a person, with a section that shows it. */
export type PreviewedSnippet = { kind: "snippet"; snippet: SnippetPreview };
export type PreviewedPage = { kind: "page"; page: Page };
export type PreviewResult = PreviewedPage | PreviewedSnippet | NotFound;
export type TeamResult = Found<TeamPage> | NotFound;

/** The API gave another answer than the one that was asked for. */
export class CareersError extends Error {
  override readonly name = "CareersError";
  readonly status: number;
  /** Why, if the API itself has answered. `problem.errors` names invalid parameters. */
  readonly problem: Problem | undefined;

  constructor(response: Response, body: unknown) {
    const problem = isProblem(body) ? body : undefined;
    const reasons = problem?.errors.map(({ parameter, detail }) => `${parameter}: ${detail}`) ?? [];
    const said = [problem?.detail ?? response.statusText, ...reasons].filter(Boolean).join(" ");
    super(`${response.status} ${said}`.trim());
    this.status = response.status;
    this.problem = problem;
  }
}

export interface CareersClient {
  /** Read what stands at a path of the site, such as `/teams/backend/`, its query included. */
  page(path: string, options?: RequestOptions): Promise<PageResult>;
  /** Read what an editor hasn't saved yet, by the token in the address of the preview. */
  preview(token: string, options?: RequestOptions): Promise<PreviewResult>;
  site(options?: RequestOptions): Promise<Site>;
  /** Search the open positions; with `fields`, the results have only these. */
  positions<Fields extends keyof PositionSummary = never>(
    query?: PositionQuery & { fields?: readonly Fields[] },
    options?: RequestOptions,
  ): Promise<PositionList<Fields>>;
  position(slug: string, options?: RequestOptions): Promise<PositionResult>;
  teams<Fields extends keyof TeamSummary = never>(
    query?: TeamQuery & { fields?: readonly Fields[] },
    options?: RequestOptions,
  ): Promise<TeamList<Fields>>;
  team(slug: string, options?: RequestOptions): Promise<TeamResult>;
  locations(options?: RequestOptions): Promise<LocationList>;
  types(options?: RequestOptions): Promise<TypeList>;
  /** List the addresses of all pages, to build a site or a sitemap of them. */
  addresses<Fields extends keyof Address = never>(
    query?: AddressQuery & { fields?: readonly Fields[] },
    options?: RequestOptions,
  ): Promise<AddressList<Fields>>;
  redirects(query?: RedirectQuery, options?: RequestOptions): Promise<RedirectList>;
  /** List what has changed since a moment, an ISO date with time and time zone. */
  changes(since: string, options?: RequestOptions): Promise<Changes>;
  /** The client of openapi-fetch, for all else. */
  readonly api: Client<paths>;
}

type Fetched = { data?: unknown; error?: unknown; response: Response };

export function createCareersClient(options: CareersClientOptions): CareersClient {
  const { baseUrl, locale, fetch, headers } = options;
  const api = createFetchClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ""),
    querySerializer,
    headers: { Accept: "application/json", ...headers },
    ...(fetch && { fetch }),
  });
  // The document names the languages of one site, and this client is for any.
  const language = (locale === undefined ? {} : { locale }) as { locale?: never };

  return {
    api,
    async page(path, init) {
      const query = { path, ...language };
      const answer = await api.GET("/pages/", { ...init, params: { query } });
      const found = readPage<Page | Redirect>(answer);
      if (found.kind !== "page") return found;
      const { page, keys } = found;
      if (!isRedirect(page)) return { kind: "page", page, keys };
      return { kind: "redirect", url: page.url, path: page.path, isPermanent: page.is_permanent };
    },
    async preview(token, init) {
      const params = { path: { token }, query: language };
      const answer = await api.GET("/preview/{token}/", { ...init, params });
      if (answer.response.status === 404) return { kind: "not-found" };
      const previewed = read<Page | SnippetPreview>(answer);
      return "value" in previewed
        ? { kind: "snippet", snippet: previewed }
        : { kind: "page", page: previewed };
    },
    async site(init) {
      return read(await api.GET("/site/", { ...init, params: { query: language } }));
    },
    async positions(query, init) {
      const asked = { ...query, ...language } as PositionQuery;
      return read(await api.GET("/positions/", { ...init, params: { query: asked } }));
    },
    async position(slug, init) {
      const params = { path: { slug }, query: language };
      return readPage(await api.GET("/positions/{slug}/", { ...init, params }));
    },
    async teams(query, init) {
      const asked = { ...query, ...language } as TeamQuery;
      return read(await api.GET("/teams/", { ...init, params: { query: asked } }));
    },
    async team(slug, init) {
      const params = { path: { slug }, query: language };
      const found = readPage<TeamPage>(await api.GET("/teams/{slug}/", { ...init, params }));
      return found.kind === "gone" ? { kind: "not-found" } : found;
    },
    async locations(init) {
      return read(await api.GET("/locations/", { ...init, params: { query: language } }));
    },
    async types(init) {
      return read(await api.GET("/types/", { ...init, params: { query: language } }));
    },
    async addresses(query, init) {
      const asked = { ...query, ...language } as AddressQuery;
      return read(await api.GET("/addresses/", { ...init, params: { query: asked } }));
    },
    async redirects(query, init) {
      const asked = { ...query, ...language };
      return read(await api.GET("/redirects/", { ...init, params: { query: asked } }));
    },
    async changes(since, init) {
      const asked = { since, ...language };
      return read(await api.GET("/changes/", { ...init, params: { query: asked } }));
    },
  };
}

/** Repeat a parameter for each of its values, but join those of `fields` with commas. */
function querySerializer(query: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    const values = Array.isArray(value) ? value : [value];
    if (name === "fields") {
      if (values.length) parameters.append(name, values.join(","));
    } else {
      for (const each of values) parameters.append(name, String(each));
    }
  }
  return parameters.toString();
}

function read<Form>({ data, error, response }: Fetched): Form {
  if (!response.ok || data === undefined) throw new CareersError(response, error);
  return data as Form;
}

function readPage<Form>(answer: Fetched): Found<Form> | Gone | NotFound {
  const { error, response } = answer;
  const keys = response.headers.get("Surrogate-Key")?.split(" ") ?? [];
  if (response.status === 404 && isProblem(error)) return { kind: "not-found" };
  if (response.status === 410 && error) return { kind: "gone", page: error as PositionPage, keys };
  return { kind: "page", page: read<Form>(answer), keys };
}

function isRedirect(page: Page | Redirect): page is Redirect {
  return page.type === "redirect";
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "status" in body && "errors" in body;
}
