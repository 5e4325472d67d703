import { LinkError } from "../domain/errors";
import type { OperatorSignIn } from "../domain/operator";
import { only, type Door } from "./doors";
import { turnAway, type SessionPorts } from "./operatorSession";
import { beginOpsAttempt } from "./opsAttempt";
import { opsPath } from "./opsPath";
import { asPage, seeOther } from "./page";

export interface OperatorDoorPorts extends SessionPorts {
  readonly operatorSignIn: OperatorSignIn;
}

/** `GET /ops/signin?to=`: on to Microsoft; `account=other` lets the person choose who to be. */
export const createOpsSignIn = (ports: OperatorDoorPorts): Door =>
  asPage(async (request, context) => {
    const { attempt, cookie } = await beginOpsAttempt(ports, opsPath(only(request.query, "to")));
    const otherAccount = only(request.query, "account") === "other";
    try {
      return seeOther(await ports.operatorSignIn.authorizeUrl(attempt, otherAccount), [cookie]);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      context.error(error.message);
      throw turnAway("signin_unavailable", 503);
    }
  });
