import { erasedLink } from "../../domain/erasure";
import { giveFree } from "../retention";
import { requireMay, type Act } from "./action";

/** Strips names, addresses and what people wrote from a finished link; no reason is kept, it would be such a text. */
export const erase: Act = async (ports, link, { by }) => {
  await giveFree(ports, link);
  return ports.links.change(link.id, (row) => {
    if (row.erasedAt) return undefined;
    requireMay(row, "erase");
    return erasedLink(row, { by, at: ports.now() });
  });
};
