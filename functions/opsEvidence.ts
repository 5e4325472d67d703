import type { HttpResponseInit } from "@azure/functions";
import type { Link } from "../domain/link";
import { evidencePage } from "../views/evidence/evidencePage";
import type { Door } from "./doors";
import { readEvidence, type EvidencePorts } from "./getEvidence";
import { asOps, showOps } from "./opsAnswer";
import { showEvidence } from "./showEvidence";
import { caseOf, type CasePorts } from "./opsCase";

/** The evidence of a link: a page to print, and the same as JSON. */
export interface EvidencePack {
  page(link: Link): Promise<HttpResponseInit>;
  json(link: Link): Promise<unknown>;
}

export interface OpsEvidencePorts extends CasePorts {
  readonly evidence: EvidencePack;
}

/** The very evidence that callers get. */
export const createCaseEvidence = (ports: EvidencePorts): EvidencePack => ({
  page: async (link) => showEvidence(ports.keys, evidencePage(await readEvidence(ports, link))),
  json: (link) => readEvidence(ports, link),
});

/** `GET /ops/links/{id}/evidence`: to print, or with `format=json` to keep. */
export const createOpsEvidence = (ports: OpsEvidencePorts): Door =>
  asOps(ports, async ({ request }) => {
    const link = await caseOf(request, ports.links);
    const format = new URL(request.url).searchParams.get("format");
    if (format !== "json") return ports.evidence.page(link);
    const { headers } = showOps("");
    const disposition = `attachment; filename="evidence-${link.id}.json"`;
    return {
      status: 200,
      headers: {
        ...(headers as Record<string, string>),
        "content-type": "application/json; charset=utf-8",
        "content-disposition": disposition,
      },
      body: JSON.stringify(await ports.evidence.json(link), null, 2),
    };
  });
