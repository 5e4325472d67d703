import { componentSchemas } from "../../domain/api/components";
import type { ApiCall } from "./apiCall";
import { headers } from "./headers";
import { parameters } from "./parameters";
import { problemExample, refusalsOf, responsesOf, schemaRef } from "./responses";
import { apiCalls } from "./apiCalls";
import { eventComponents, webhooks } from "./webhooks";

const description = `Hand the management of a Microsoft Entra directory to an outside account: ask for a link, follow it, act on it.

JSON in UTF-8; times are ISO 8601 in UTC. Refusals are problem details (RFC 9457) with a stable \`code\`. Every GET takes HEAD as well. A method that an address does not take is answered 405 with the header \`Allow\`, an unknown query parameter 400. Clients have to bear fields that they do not know. docs/api.md explains it with curl.`;

const tags = [
  { name: "Links", description: "Ask for a link and read what became of it" },
  { name: "Actions", description: "What can be done with a link" },
  { name: "Events", description: "Hear of changes, by feed or by webhook" },
  { name: "Service", description: "What the service says of itself" },
];

const securitySchemes = {
  apiKey: {
    type: "apiKey",
    in: "header",
    name: "x-api-key",
    description: "The key that the operator of the service gave you",
  },
  entra: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description:
      "An access token of Microsoft Entra for the application of this service, got by client credentials",
  },
};

const bodyOf = ({ body }: ApiCall) =>
  body && {
    requestBody: {
      required: !body.isOptional,
      content: { "application/json": { schema: schemaRef(body.schema), examples: body.examples } },
    },
  };

const who = ({ roles }: ApiCall): string =>
  roles.length === 0 ? "" : ` Needs the role ${roles.join(" or ")}.`;

const operation = (call: ApiCall) => ({
  operationId: call.operationId,
  tags: [call.tag],
  summary: call.summary,
  description: call.description + who(call),
  ...(call.roles.length === 0 ? { security: [] } : {}),
  ...(call.parameters
    ? {
        parameters: call.parameters.map((name) => ({ $ref: `#/components/parameters/${name}` })),
      }
    : {}),
  ...bodyOf(call),
  responses: responsesOf(call),
});

const paths = () =>
  Object.fromEntries(
    [...new Set(apiCalls.map(({ path }) => path))].map((path) => [
      path,
      Object.fromEntries(
        apiCalls.filter((call) => call.path === path).map((call) => [call.method, operation(call)]),
      ),
    ]),
  );

const problemExamples = () =>
  Object.fromEntries(
    [...new Set(apiCalls.flatMap(refusalsOf))].sort().map((code) => [code, problemExample(code)]),
  );

/** The API as OpenAPI 3.1. */
export const apiDocument = (version: string) => ({
  openapi: "3.1.0",
  info: {
    title: "Directory link",
    version,
    summary: "Directories handed to outside accounts with one mailed link",
    description,
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "/", description: "Where this description was got from" }],
  security: [{ apiKey: [] }, { entra: [] }],
  tags,
  paths: paths(),
  webhooks: webhooks(),
  components: {
    schemas: { ...componentSchemas(), ...eventComponents() },
    ...{ parameters, headers, securitySchemes },
    examples: problemExamples(),
  },
});
