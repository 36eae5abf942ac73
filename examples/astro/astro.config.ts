import { defineConfig, envField, passthroughImageService } from "astro/config";

/** For the build, and for the search, which asks from the visitor's browser. */
const api = process.env.PUBLIC_CAREERS_API ?? "http://localhost:8000/api/careers/v1";
const { origin } = new URL(api);
const server = { context: "server", access: "secret" } as const;

export default defineConfig({
  site: process.env.SITE ?? "http://localhost:4321",
  trailingSlash: "always",
  // A page waits for the API most of the time.
  build: { concurrency: 4 },
  // Pictures are cut by the careers site.
  image: { service: passthroughImageService() },
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        `img-src 'self' ${origin}`,
        `connect-src ${origin}`,
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
  env: {
    schema: {
      PUBLIC_CAREERS_API: envField.string({
        context: "client",
        access: "public",
        default: api,
      }),
      // The paths to build, with spaces between; without it, all.
      CAREERS_PATHS: envField.string({ ...server, optional: true }),
    },
  },
});
