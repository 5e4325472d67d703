import { searchPage } from "../views/ops/searchPage";
import { Problem } from "./api";
import { only, type Door } from "./doors";
import { asOps, opsForm, showOps } from "./opsAnswer";
import { shownCases, type CasesPorts } from "./opsCases";
import { readAddress } from "../domain/request";

/** `POST /ops/search`: cases of an address. Request logs keep URLs, so it comes in the body. */
export const createOpsSearch = (ports: CasesPorts): Door =>
  asOps(ports, async (visit) => {
    const form = await opsForm(ports, visit);
    const address = readAddress(only(form, "address") ?? "");
    if (!address)
      throw new Problem(400, "invalid_request", { detail: "This is not an e-mail address." });
    const { listing, callers } = ports;
    const page = await listing.page({
      callerIds: await ports.knownCallers(),
      filter: { address },
      top: shownCases,
      continuation: only(form, "after") ?? null,
    });
    const { viewer } = visit;
    return showOps(searchPage({ viewer, now: ports.now(), callers, address, page }));
  });
