import { operatorSignedOutPage } from "../views/pages/operatorPages";
import { noteDoor } from "./doorNotes";
import type { Door } from "./doors";
import { readForm } from "./mailedForm";
import { checkFormToken, endSession, requireOperator } from "./operatorSession";
import type { OperatorDoorPorts } from "./opsSignIn";
import { asPage, showPage } from "./page";

/** `POST /ops/signout`: ends the sign-in, in every browser that has its cookie. */
export const createOpsSignOut = (ports: OperatorDoorPorts): Door =>
  asPage(async (request) => {
    const operator = await requireOperator(ports, request);
    noteDoor(request, { caller: `operator:${operator.oid}` });
    checkFormToken(ports, operator, await readForm(request));
    const gone = await endSession(ports, operator);
    const shown = showPage(operatorSignedOutPage(ports.operatorSignIn.signOutUrl()));
    return { ...shown, cookies: [gone] };
  });
