import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { GraphFederatedCredential } from "../../applicationFacts";
import { checkBody, requiredText, type GraphObject } from "../checkBody";
import { badRequest, GraphError, notFound } from "../graphError";
import type { GraphVerb } from "../graphCall";
import { onlyOptions } from "../query";
import { registeredOf, requireApplicationAdministrator } from "./registered";

const largestNumber = 20;

export const listCredentials: GraphVerb = (call) => {
  onlyOptions(call.query);
  return { status: 200, body: { value: registeredOf(call).federatedCredentials } };
};

export const addCredential: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "federatedIdentityCredential");
  requireApplicationAdministrator(call);
  const { federatedCredentials } = registeredOf(call);
  const made: GraphFederatedCredential = {
    id: randomUUID(),
    name: requiredText(body, "name"),
    issuer: requiredText(body, "issuer"),
    subject: requiredText(body, "subject"),
    audiences: audiencesOf(body),
    description: typeof body["description"] === "string" ? body["description"] : null,
  };
  if (!/^[\w-]{3,120}$/.test(made.name)) throw badRequest("The name must be URL friendly.");
  if (federatedCredentials.length >= largestNumber)
    throw badRequest("At most 20 federated identity credentials are allowed.");
  refuseDouble(federatedCredentials, made);
  federatedCredentials.push(made);
  return { status: 201, body: made };
};

/** The name cannot be changed; issuer and subject together belong to one credential. */
export const updateCredential: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "federatedIdentityCredential");
  requireApplicationAdministrator(call);
  const { federatedCredentials } = registeredOf(call);
  const id = call.params["credentialId"] ?? "";
  const known = federatedCredentials.find((one) => one.id === id);
  if (!known) throw notFound(id);
  if (body["name"] !== undefined && body["name"] !== known.name)
    throw badRequest("The name of a federated identity credential cannot be changed.");
  const { issuer, subject, audiences, description } = known;
  const after = { issuer, subject, audiences, description, ...body } as GraphFederatedCredential;
  audiencesOf({ audiences: after.audiences });
  refuseDouble(
    federatedCredentials.filter((one) => one !== known),
    after,
  );
  Object.assign(known, after);
  return { status: 204 };
};

function audiencesOf(body: GraphObject): string[] {
  const read = z.array(z.string()).length(1).safeParse(body["audiences"]);
  if (!read.success) throw badRequest("The audiences must be exactly one value.");
  return read.data;
}

function refuseDouble(
  others: readonly GraphFederatedCredential[],
  { name, issuer, subject }: GraphFederatedCredential,
): void {
  const isDouble = others.some(
    (one) => one.name === name || (one.issuer === issuer && one.subject === subject),
  );
  if (isDouble)
    throw new GraphError(
      409,
      "Request_MultipleObjectsWithSameKeyValue",
      "FederatedIdentityCredential with name, or issuer and subject, already exists.",
    );
}
