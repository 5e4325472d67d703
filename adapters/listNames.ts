import type { Keys } from "../domain/ports";
import type { ListNames } from "./listKeys";

const length = 32;

/** What stands in a list's name for a ticket's id and for an address. */
export const createListNames = (keys: Pick<Keys, "sha256" | "macs">): ListNames => ({
  hash: (text) => keys.sha256(text).slice(0, length),
  ofAddress: (address) =>
    keys.macs("address", `list ${address}`).map((mac) => mac.slice(0, length)),
});
