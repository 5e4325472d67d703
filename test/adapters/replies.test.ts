import { createGraph } from "../../adapters/graph";
import { createMailer } from "../../adapters/mailer";
import { graphCalls, type GraphCallName } from "../../domain/graphCalls";
import { replies } from "../../domain/replies";
import { startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { failureOf } from "../support/fakesStorage";

/** Row: call, status and code that Graph answers: its message. */
const answers = `
  noAnswer: invite -1
  noAnswer: sendMail -1
  askedToWait: assignRole 429 TooManyRequests
  askedToWait: sendMail 429 ApplicationThrottled
  awayForAWhile: findUsers 503 serviceNotAvailable: Retry-After
  awayForAWhile: sendMail 503 MailboxUnavailable: Retry-After
  addressNotFound: invite 500 InternalServerError: Unable to find target address
  failedOverThere: readUser 504 GatewayTimeout
  failedOverThere: sendMail 500 ErrorInternalServerError
  cutShort: readUser 200
  cutShort: sendMail 200
  accountBlocked: invite 400 BadRequest: The invited user already exists in the directory as object ID: 1, but the account is blocked from signing in. If the account is unblocked, they can use that account.
  accountExists: invite 400 BadRequest: The invited user already exists in the directory as object ID: 1.
  ownDomain: invite 400 BadRequest: The domain of the invited user's email address is a verified domain of this directory.
  addressTaken: invite 400 Request_BadRequest: Another object with the same value for property proxyAddresses already exists.
  invitationsClosed: invite 403 Authorization_RequestDenied: Guest invitations not allowed for your company. Contact your company administrator for more details.
  crossTenant: invite 403 Authorization_RequestDenied: This invitation is blocked by cross-tenant access settings. Admins in both organizations must allow it.
  domainBlocked: invite 400 BadRequest: The domain of the invited user's email address is blocked by the directory's allow or deny list.
  invitationRefused: invite 400 BadRequest: This invitation is blocked.
  crossCloud: invite 400 BadRequest: Microsoft B2B Cross Cloud Worker application has been disabled in the invited user's tenant
  inviteNotYet: invite 401 Unauthorized: Insufficient privileges to perform requested operation by the application '00000003-0000-0000-c000-000000000000'. ControllerName=MSGraphInviteAPI, ActionName=CreateInvite
  roleThere: assignRole 400 Request_BadRequest: A conflicting object with one or more of the specified property values is present in the directory.
  roleThere: assignRole 409 Request_MultipleObjectsWithSameKeyValue: A conflicting object with one or more of the specified property values is present in the directory.
  roleThere: scheduleRole 400 RoleAssignmentExists: The Role assignment already exists.
  roleGone: makeEligible 400 RoleAssignmentDoesNotExist: The Role assignment does not exist.
  goneAlready: removeRole 404 Request_ResourceNotFound: Resource 'x' does not exist
  noPremiumLicence: scheduleRole 400 AadPremiumLicenseRequired: The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.
  rolePolicy: scheduleRole 400 RoleAssignmentRequestPolicyValidationFailed: The following policy rules failed: ["ExpirationRule"]
  claimsChallenge: findUsers 401 InvalidAuthenticationToken: Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp
  tokenRefused: findUsers 401 InvalidAuthenticationToken: Lifetime validation failed, the token is expired.
  notThereYet: assignRole 404 Request_ResourceNotFound: Resource 'x' does not exist or one of its queried reference-property objects are not present.
  denied: assignRole 403 Authorization_RequestDenied: Insufficient privileges to complete the operation.
  graphRefused: setSyncFeatures 400 Request_BadRequest: Invalid value.
  badRecipient: sendMail 400 ErrorInvalidRecipients: At least one recipient is not valid.
  noMailbox: sendMail 404 ErrorInvalidUser: The requested user is invalid.
  noMailbox: sendMail 404 MailboxNotEnabledForRESTAPI: The mailbox is either inactive, soft-deleted, or is hosted on-premise.
  mailTokenRefused: sendMail 401 InvalidAuthenticationToken: Access token is empty.
  sendAsDenied: sendMail 403 ErrorSendAsDenied: The user account does not have the right to send mail on behalf of the specified sending account.
  mailDenied: sendMail 403 ErrorAccessDenied: Access is denied. Check credentials and try again.
  mailDenied: sendMail 403 Authorization_RequestDenied: Insufficient privileges to complete the operation.
  mailRefused: sendMail 413 ErrorMessageSizeExceeded: The message exceeds the maximum supported size.
`;
const lines = (answers.match(/\S.*/g) ?? []).map((line) => {
  const [name = "", asked = "", ...said] = line.split(": ");
  const [call = "", status = "", code = ""] = asked.split(" ");
  return { name, call: call as GraphCallName, status: Number(status), code, said: said.join(": ") };
});
type Line = (typeof lines)[number];

/** JSON leaves a function out: an answer without the body that its head promises. */
const nothing = () => undefined;

describe("a reply of Graph, over HTTP", () => {
  let microsoft: Microsoft;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
  });
  beforeEach(() => microsoft.sandbox.reset());
  afterAll(() => microsoft.close());

  const mail = { to: "admin@contoso.onmicrosoft.com", subject: "x", html: "x" };
  const ask = ({ call }: Line): Promise<unknown> => {
    if (call === "sendMail")
      return createMailer(microsoft.productGraph, microsoft.config.MAIL_SENDER).send(mail);
    const graph = createGraph(microsoft.sandbox.url, () => Promise.resolve("EwB-token"));
    return graph(call, { values: { id: "x" }, body: {} });
  };
  const answer = ({ call, status, code, said }: Line) =>
    microsoft.sandbox.setFault({
      method: graphCalls[call].method,
      path: "/v1.0/",
      ...(status < 0 ? { kind: "drop" } : { status, code, message: said }),
      ...(status === 200 ? { body: nothing } : {}),
      ...(said === "Retry-After" ? { retryAfter: 120 } : {}),
    });

  it.each(lines)("is what the row $name says: $call $status $code", async (line) => {
    answer(line);
    const failure = await failureOf(ask(line));
    const row = replies.find((one) => one.name === line.name);
    expect(failure).toMatchObject({ code: row?.code, class: row?.class });
    expect(failure.message).toContain(
      line.status < 0 ? `${line.call} got no answer` : `${line.call} answered ${line.status}`,
    );
    if (line.said) expect(failure.message).not.toContain(line.said);
    expect(failure.message).not.toMatch(/[=@{}[\]]/);
    if (line.said === "Retry-After") expect(failure.seconds).toBe(120);
  });

  it("is there for every row of the table", () => {
    const wanted = replies.filter(({ from }) => from.includes("graph") || from.includes("mail"));
    expect(new Set(lines.map((line) => line.name))).toEqual(new Set(wanted.map((one) => one.name)));
  });

  it("names the rules of a role that refuse it, in plain words", async () => {
    const [line] = lines.filter(({ name }) => name === "rolePolicy");
    if (!line) throw new Error("no line");
    answer(line);
    expect((await failureOf(ask(line))).message).toMatch(
      /\(request [0-9a-f-]{36}\): the time asked for is longer than the directory allows$/,
    );
  });
});
