// Shows the OpenAPI document of the API, by Swagger UI.
/* global SwaggerUIBundle */

const place = document.querySelector("#api-docs");

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.document,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
