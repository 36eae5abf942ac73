/** Names for the forms in the OpenAPI document, and what follows from them. */

import type { components, operations } from "./schema.js";

export type Schemas = components["schemas"];

export type Site = Schemas["Site"];
export type PageLink = Schemas["PageLink"];
export type PositionPage = Schemas["PositionPage"];
export type PositionSummary = Schemas["PositionSummary"];
export type TeamPage = Schemas["TeamPage"];
export type TeamSummary = Schemas["TeamSummary"];
export type Location = Schemas["ListedLocation"];
export type PositionType = Schemas["ListedType"];
export type Address = Schemas["Address"];
export type Changes = Schemas["Changes"];
export type SnippetPreview = Schemas["SnippetPreview"];
export type Image = Schemas["Image"];
export type RichText = Schemas["RichText"];
export type RichTextNode = Schemas["RichTextNode"];
export type Problem = Schemas["Problem"];

type Answer<
  Operation extends keyof operations,
  Status extends number,
> = operations[Operation]["responses"] extends { [status in Status]: { content: infer Content } }
  ? Content[keyof Content]
  : never;

/** Whatever stands at an address, told apart by `type`. */
export type AnyPage = Answer<"readPage", 200>;
export type Redirect = Extract<AnyPage, { type: "redirect" }>;
/** A page of the site, told apart by `type`. */
export type Page = Exclude<AnyPage, Redirect>;

type BlockOf<Form> = Form extends { body: (infer Item)[] } ? Item : never;
/** A block in the body of any page, told apart by `type`. */
export type Block = BlockOf<Page>;

type Query<Operation extends keyof operations> = NonNullable<
  operations[Operation]["parameters"]["query"]
>;
/** A query whose answer has all languages that the site has, and whose results are whole. */
type Shared<Operation extends keyof operations> = Omit<Query<Operation>, "fields" | "locale">;

export type PositionQuery = Shared<"searchPositions">;
export type TeamQuery = Shared<"listTeams">;
export type AddressQuery = Shared<"listAddresses">;
export type RedirectQuery = Shared<"listRedirects">;

/** A list with its results whole, or with the `Fields` that were asked for. */
type ListOf<List, Result, Fields extends keyof Result> = Omit<List, "results"> & {
  results: ([Fields] extends [never] ? Result : Pick<Result, Fields>)[];
};
export type PositionList<Fields extends keyof PositionSummary = never> = ListOf<
  Schemas["PositionList"],
  PositionSummary,
  Fields
>;
export type TeamList<Fields extends keyof TeamSummary = never> = ListOf<
  Schemas["TeamList"],
  TeamSummary,
  Fields
>;
export type AddressList<Fields extends keyof Address = never> = ListOf<
  Schemas["AddressList"],
  Address,
  Fields
>;
export type RedirectList = Schemas["RedirectList"];
export type LocationList = ListOf<Schemas["LocationList"], Location, never>;
export type TypeList = ListOf<Schemas["TypeList"], PositionType, never>;
