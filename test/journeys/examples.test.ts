import { localCaller } from "../../local/localSettings";
import { description } from "../support/described";
import { linkedInContoso } from "../support/linked";
import { consent } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { forgetOpenLinks } from "../support/rows";

/** The address that the examples' webhooks go to. */
const receiver = "tickets.example";

interface Sent {
  readonly operationId: string;
  readonly path: string;
  readonly name: string;
  readonly body: unknown;
  readonly success: readonly string[];
}

/** Every example of a request body in the description. */
const examples: readonly Sent[] = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.values(methods).flatMap(({ operationId, requestBody, responses }) =>
    Object.entries(requestBody?.content["application/json"]?.examples ?? {}).map(
      ([name, { value }]) => {
        const success = Object.keys(responses).filter((status) => status.startsWith("2"));
        return { operationId, path, name, body: value, success };
      },
    ),
  ),
);

describe("the examples of docs/openapi.json", () => {
  let product: Product;
  beforeAll(async () => {
    const callers = JSON.stringify([localCaller(receiver)]);
    product = await startProduct({ settings: { CALLERS: callers } });
  });
  afterAll(() => product.close());
  beforeEach(() => product.fresh());

  const newLink = async (): Promise<string> =>
    (await product.post(contosoRequest(product.sandbox, { ticket: undefined }))).id;

  /** A directory that lets nobody invite guests parks the link after consent. */
  async function parkedLink(): Promise<string> {
    const contoso = product.sandbox.facts.tenants.find((one) => one.displayName === "Contoso");
    if (contoso) contoso.allowInvitesFrom = "none";
    const id = await newLink();
    await consent(product.sandbox);
    await product.idle();
    return id;
  }

  async function cancelledLink(): Promise<string> {
    const id = await newLink();
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    return id;
  }

  /** Links in the states that actions need; an open question does for the others. */
  const linkFor: Readonly<Record<string, () => Promise<string>>> = {
    retryLink: parkedLink,
    eraseNames: cancelledLink,
    endAccess: () => linkedInContoso(product, { ticket: undefined }),
  };

  it("are there for every call that takes a body", () => {
    const posts = Object.values(description.paths).flatMap(({ post }) =>
      post ? [post.operationId] : [],
    );
    expect(new Set(examples.map(({ operationId }) => operationId))).toEqual(new Set(posts));
  });

  it.each(examples.map((sent) => [sent.operationId, sent.name, sent] as const))(
    "%s, %s: is taken",
    async (operationId, _name, { path, body, success }) => {
      await forgetOpenLinks();
      const id = path.includes("{id}") ? await (linkFor[operationId] ?? newLink)() : "";
      const response = await product.call("POST", path.replace("{id}", id), { body });
      expect(success).toContain(String(response.status));
      await product.idle();
    },
  );

  it.each(
    examples
      .filter(({ operationId }) => operationId === "createLink")
      .map(({ name, body }) => [name, body] as const),
  )("createLink, %s: can be tried first", async (_name, body) => {
    await forgetOpenLinks();
    const response = await product.call("POST", "/api/v1/links?dryRun=true", { body });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ dryRun: true });
    await product.idle();
    expect(product.sandbox.mails()).toEqual([]);
  });
});
