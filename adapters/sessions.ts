import * as openid from "openid-client";
import { LinkError } from "../domain/errors";
import type { LinkId, TenantId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Directory, Sessions } from "../domain/microsoftPorts";
import type { Clock } from "../domain/ports";
import type { FollowUps, SessionKey, SessionRows } from "../domain/storagePorts";
import { createDirectory } from "./directory";
import { createGraph } from "./graph";
import type { OpenIdClients } from "./openIdClient";
import { fromOpenId } from "./openIdErrors";
import { readOnly } from "./readOnly";
import type { Seal, SealedFor } from "./sealing";

interface Kept {
  readonly refreshToken: string;
  readonly expiresAt: string;
}

interface Unsealed extends Kept {
  /** The row's text as it was read. */
  readonly row: string;
}

/** An answer claims its session at once; this is far longer than that takes. */
const unclaimedMs = 60 * 60 * 1000;

interface Ports {
  readonly rows: SessionRows;
  readonly followUps: FollowUps;
  readonly seal: Seal;
  readonly clients: OpenIdClients;
  readonly graphUrl: string;
  /** While true, directories are read and never written. */
  readonly paused: boolean;
  readonly now: Clock;
}

const lapsed = (words: string, cause?: unknown): LinkError =>
  new LinkError({ code: "session_lapsed", class: "needsPerson" }, words, cause);

const owner = (linkId: LinkId, tenantId: TenantId): SealedFor => ({
  linkId,
  tenantId,
  purpose: "session",
});

/** Whose session works for the link now, and what it was granted for. */
function sessionOf({ ending, consent, plan }: Link) {
  if (ending) return ending.proof && { sessionId: ending.proof.sessionId, scopes: ending.scopes };
  return consent && { sessionId: consent.sessionId, scopes: plan?.scopes ?? [] };
}

/** The kept session, unsealed; a row that is gone, too old or sealed for another link opens nothing. */
async function unsealed(ports: Ports, key: SessionKey, tenantId: TenantId): Promise<Unsealed> {
  const sealed = await ports.rows.get(key);
  if (!sealed) throw lapsed(`link ${key.linkId} has no session`);
  let kept: Kept;
  try {
    kept = JSON.parse(ports.seal.unseal(sealed, owner(key.linkId, tenantId))) as Kept;
  } catch (error) {
    // Keys that cannot be read now say nothing about the session.
    if (error instanceof LinkError) throw error;
    throw lapsed(`the session of link ${key.linkId} cannot be opened`, error);
  }
  if (kept.expiresAt <= ports.now())
    throw lapsed(`the session of link ${key.linkId} is past its end`);
  return { ...kept, row: sealed };
}

/** The administrator's sessions: refresh tokens sealed in rows, refreshed at each use, never seen elsewhere. */
export function createSessions(ports: Ports): Sessions {
  const { rows, followUps, seal, clients, now } = ports;
  const sealFor = (key: SessionKey, tenantId: TenantId, { refreshToken, expiresAt }: Kept) =>
    seal.seal(JSON.stringify({ refreshToken, expiresAt }), owner(key.linkId, tenantId));

  const open = async (link: Link): Promise<Directory> => {
    const session = sessionOf(link);
    if (!session || !link.directory) throw lapsed(`link ${link.id} has no consent yet`);
    const { tenantId } = link.directory;
    const key = { linkId: link.id, sessionId: session.sessionId };
    const kept = await unsealed(ports, key, tenantId);
    const tokens = await refreshed(await clients(tenantId), kept.refreshToken, session.scopes);
    if (tokens.refresh_token) {
      const renewed = { ...kept, refreshToken: tokens.refresh_token };
      await rows.renew(key, kept.row, sealFor(key, tenantId, renewed));
    }
    const graph = createGraph(ports.graphUrl, () => Promise.resolve(tokens.access_token));
    return createDirectory(ports.paused ? readOnly(graph) : graph);
  };
  return {
    open,
    async keep({ tenantId, ...key }, refreshToken, expiresAt) {
      await followUps.note({
        kind: "session",
        linkId: key.linkId,
        detail: key.sessionId,
        dueAt: expiresAt,
      });
      // Between sealing and deciding a process may die: then nobody works with this session.
      await followUps.note({
        kind: "unclaimed",
        linkId: key.linkId,
        detail: key.sessionId,
        dueAt: new Date(Date.parse(now()) + unclaimedMs).toISOString(),
      });
      await rows.put(key, sealFor({ ...key }, tenantId, { refreshToken, expiresAt }));
    },
    forget: (linkId, sessionId) => rows.remove(linkId, sessionId),
  };
}

async function refreshed(
  client: openid.Configuration,
  refreshToken: string,
  scopes: readonly string[],
) {
  try {
    return await openid.refreshTokenGrant(client, refreshToken, {
      scope: [...scopes, "offline_access"].join(" "),
    });
  } catch (error) {
    throw fromOpenId(error, "token");
  }
}
