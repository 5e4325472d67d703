import type { CallRecords } from "../domain/callRecords";
import { canonical } from "../domain/canonical";
import { evidenceOf, type Evidence } from "../domain/evidence";
import type { Link } from "../domain/link";
import type { Links } from "../domain/storagePorts";
import { evidencePage } from "../views/evidence/evidencePage";
import { negotiate } from "./accept";
import { asApi, json } from "./api";
import { authenticate, requireRole, type CallerPorts } from "./authenticate";
import type { Door } from "./doors";
import { ownLink } from "./ownLink";
import { showEvidence } from "./showEvidence";

export interface EvidencePorts extends CallerPorts {
  readonly links: Links;
  readonly calls: Pick<CallRecords, "of">;
}

/** The evidence of a link as it is now, with its hash. */
export async function readEvidence(ports: EvidencePorts, link: Link): Promise<Evidence> {
  const [events, calls] = await Promise.all([
    ports.links.events(link.id, 0),
    ports.calls.of(link.id),
  ]);
  const told = events.filter(({ seq }) => seq <= link.lastSeq);
  const pack = evidenceOf(link, { events: told, calls });
  return { ...pack, sha256: ports.keys.sha256(canonical(pack)) };
}

/** `GET /api/v1/links/{id}/evidence`: JSON, or a page to print for `Accept: text/html`. */
export const createGetEvidence = (ports: EvidencePorts): Door =>
  asApi(async (request) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Read", "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    const type = negotiate(request, ["application/json", "text/html"]);
    const evidence = await readEvidence(ports, link);
    const vary = { vary: "Accept" };
    if (type === "application/json") return json(200, evidence, vary);
    const shown = showEvidence(ports.keys, evidencePage(evidence));
    return { ...shown, headers: { ...(shown.headers as Record<string, string>), ...vary } };
  });
