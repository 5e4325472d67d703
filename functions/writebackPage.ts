import { writebackPage } from "../views/pages/writebackPage";
import { writebackSignedPage } from "../views/pages/writebackSignedPage";
import { only, type Door } from "./doors";
import { writeback } from "./mailedLink";
import { createMailedPage, type ShowPorts } from "./mailedPage";

const servers = ["connect", "cloud"] as const;

/** `GET /writeback`: the steps for password write-back, made for this directory and this reader. */
export const createWritebackPage = (ports: ShowPorts): Door =>
  createMailedPage(ports, writeback, {
    ask({ link, caller, reader }, form, query) {
      const server = servers.find((one) => one === only(query, "server"));
      return writebackPage({ link, caller, reader, server, form });
    },
    answered: ({ link, caller, wait, reader }) =>
      wait.decision?.type === "signedOff" || wait.decision?.type === "notDone"
        ? writebackSignedPage({ link, caller, reader })
        : undefined,
  });
