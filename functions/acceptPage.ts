import type { Status } from "../domain/states";
import { acceptPage } from "../views/pages/acceptPage";
import { signedInPage, withRole } from "../views/pages/signedInPage";
import type { Door } from "./doors";
import { accept } from "./mailedLink";
import { createMailedPage, type ShowPorts } from "./mailedPage";

/** While the role is on its way or there; a link that stopped says how it stands instead. */
const going: readonly Status[] = ["awaitingSignIn", "assigningRole", ...withRole];

/** `GET /accept`: the account holder's page. */
export const createAcceptPage = (ports: ShowPorts): Door =>
  createMailedPage(ports, accept, {
    ask: ({ link, caller }, form) => acceptPage({ link, caller, form }),
    answered({ link, caller, wait }) {
      if (wait.decision?.type !== "signedIn" || !link.directory || !going.includes(link.status))
        return undefined;
      const { tenantId } = link.directory;
      const portalUrl = `https://entra.microsoft.com/${tenantId}`;
      return signedInPage({
        link,
        caller,
        portalUrl,
        signOutUrl: ports.signIn.signOutUrl(tenantId),
      });
    },
  });
