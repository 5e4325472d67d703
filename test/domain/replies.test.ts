import { entraError, policyWords, readRetryAfter, secondsFor } from "../../domain/replies";
import { replies, replyFor } from "../../domain/replies";
import { refusalFor } from "../../functions/refusalFor";
import { fits, type Reply, type ReplyRow, type When } from "../../domain/replies/row";

/** Row: code and class: what was asked, answer's status and code: its message, or its AADSTS numbers one by one. */
const fixtures = `
  noAnswer: graph_unavailable transient: invite,token,sendMail -1
  askedToWait: throttled_by_graph throttled: invite,token,sendMail 429 temporarily_unavailable
  awayForAWhile: throttled_by_graph throttled: invite,token,sendMail 500,503,504 x: Retry-After
  addressNotFound: graph_unavailable transient: invite 500 InternalServerError: Unable to find target address
  failedOverThere: graph_unavailable transient: invite,token,sendMail 500,502,503,504 x: conflicting object
  cutShort: graph_unavailable transient: invite,sendMail 200,302
  accountBlocked: account_blocked needsPerson: invite 400 BadRequest: The invited user already exists in the directory as object ID: 1, but the account is blocked from signing in.
  accountExists: account_not_visible_yet settling: invite 400 BadRequest: The invited user already exists in the directory as object ID: 1. They can use that account to sign in.
  ownDomain: account_already_in_directory needsPerson: invite 400 BadRequest: The domain of the invited user's email address is a verified domain of this directory.
  addressTaken: address_taken needsPerson: invite 400,409 Request_BadRequest: Another object with the same value for property proxyAddresses already exists.
  invitationsClosed: invitations_closed needsPerson: invite 400,403 Authorization_RequestDenied: Guest invitations not allowed for your company. Contact your company administrator for more details.
  crossTenant: invitation_blocked_by_policy needsPerson: invite 400,403 BadRequest: This invitation is blocked by cross-tenant access settings. Admins of both organizations must agree.
  domainBlocked: invitation_domain_blocked needsPerson: invite 400 BadRequest: The address is on the deny list of this directory.
  domainBlocked: invitation_domain_blocked needsPerson: invite 400 BadRequest: Invitations to a blocked domain cannot be sent.
  domainBlocked: invitation_domain_blocked needsPerson: invite 403 BadRequest: The domain outlook.com is not allowed by the policy of this directory.
  invitationRefused: invitation_refused needsPerson: invite 403 BadRequest: This invitation is blocked.
  crossCloud: invitation_refused needsPerson: invite 400 BadRequest: Microsoft B2B Cross Cloud Worker application has been disabled in the invited user's tenant
  inviteNotYet: graph_refused settling: invite 401,403 Unauthorized: Insufficient privileges to perform requested operation by the application '00000003'.
  roleThere: role_not_visible_yet settling: assignRole,scheduleRole,makeEligible 400,409 Request_BadRequest: A conflicting object with one or more of the specified values is present.
  roleThere: role_not_visible_yet settling: assignRole,scheduleRole,makeEligible 400,409 RoleAssignmentExists
  roleThere: role_not_visible_yet settling: scheduleRole 400 x: The Role assignment already exists.
  roleGone: role_not_visible_yet settling: removeRole,scheduleRole,makeEligible 400 RoleAssignmentDoesNotExist
  goneAlready: account_not_visible_yet settling: removeRole,removeGuest 404 Request_ResourceNotFound
  noPremiumLicence: premium_licence_missing needsPerson: scheduleRole,makeEligible 400 AadPremiumLicenseRequired
  rolePolicy: role_policy_refused needsPerson: scheduleRole,makeEligible 400 RoleAssignmentRequestPolicyValidationFailed
  claimsChallenge: session_lapsed needsPerson: findUsers,invite 401 InvalidAuthenticationToken: Bearer error="insufficient_claims", claims="e30="
  claimsChallenge: session_lapsed needsPerson: findUsers 401 x: Continuous access evaluation resulted in challenge with result: InteractionRequired
  tokenRefused: session_lapsed transient: findUsers,invite,assignRole 401 InvalidAuthenticationToken
  notThereYet: account_not_visible_yet settling: readUser,assignRole 404 Request_ResourceNotFound
  denied: graph_refused settling: readUser,invite,assignRole 403 Authorization_RequestDenied: Insufficient privileges to complete the operation.
  graphRefused: graph_refused final: readUser,invite,assignRole 400,405,412 Request_BadRequest
  graphRefused: graph_refused final: readUser 400,409 x: A conflicting object
  pageBusy: graph_unavailable transient: redirect 302 temporarily_unavailable,server_error
  pageBusy: graph_unavailable transient: redirect 302 invalid_request: 90006 90024 90033 90055 90090 50196
  needsAdministrator: needs_administrator needsPerson: redirect 302 access_denied: 90093 90094
  notInDirectory: account_not_in_directory needsPerson: redirect 302 invalid_grant,access_denied: 50020 51004 50014 16000
  policyBlocks: device_or_policy_blocks needsPerson: redirect,code 302 access_denied,interaction_required,invalid_grant: 53000 53001 53002 53003 53004 530035 500212 500213
  tenantRestrictions: tenant_restrictions needsPerson: redirect 302 access_denied: 500021 500022
  stepLeftOut: session_lapsed needsPerson: redirect,code 302 interaction_required,login_required,account_selection_required
  stepLeftOut: session_lapsed needsPerson: redirect,code 302 interaction_required: 50076 50079
  consentBeingCopied: consent_not_visible_yet settling: code 400 invalid_grant,unauthorized_client: 65001 7000229 700016 700011
  appNotUsable: app_not_usable_there needsPerson: redirect,code,token 400 invalid_client,access_denied: 650052 650056 650057 65005 500011
  declined: consent_declined needsPerson: redirect 302 access_denied,consent_required,permission_denied
  declined: consent_declined needsPerson: redirect 302 access_denied: 65004 99999
  declined: consent_declined needsPerson: redirect 302 unheard_of: 65004
  appNotThereYet: consent_not_visible_yet settling: token 400,401 invalid_client,unauthorized_client: 7000229 700016 700011
  consentNotThereYet: session_lapsed settling: token 400 invalid_grant: 65001
  tooManyAlike: throttled_by_graph throttled: code,token 400 invalid_grant: 50196
  tokenBusy: graph_unavailable transient: code,token 400 temporarily_unavailable
  tokenBusy: graph_unavailable transient: code,token 400 invalid_grant: 90006 90024 90033 90055 90090
  codeUsed: callback_refused final: code,token 400 invalid_grant: 54005
  otherBrowser: callback_refused final: code,token 400 invalid_grant: 501481
  policyEndsSession: session_lapsed needsPerson: token 400 invalid_grant,interaction_required: 53000 53001 53002 53003 53004 530035
  sessionEnded: session_lapsed needsPerson: token 400 invalid_grant: 700082 70008 50173 70043
  signInAgain: session_lapsed needsPerson: token 400 invalid_grant,interaction_required,login_required,consent_required
  signInAgain: session_lapsed needsPerson: token 400 invalid_grant: 50020 50076
  signInRefused: callback_refused final: code,token 400,401 invalid_client,invalid_request: 700024
  signInRefused: callback_refused final: code 400 invalid_grant
  signInRefused: callback_refused final: redirect 302 invalid_request,unheard_of: 65001 7000229 99999
  badRecipient: mail_not_accepted needsPerson: sendMail 400 ErrorInvalidRecipients
  noMailbox: mail_not_accepted needsPerson: sendMail 404 ErrorInvalidUser,MailboxNotEnabledForRESTAPI
  mailTokenRefused: mail_not_accepted transient: sendMail 401 InvalidAuthenticationToken
  sendAsDenied: mail_not_accepted needsPerson: sendMail 403 ErrorSendAsDenied
  mailDenied: mail_not_accepted needsPerson: sendMail 400,403 ErrorAccessDenied
  mailDenied: mail_not_accepted needsPerson: sendMail 403 Authorization_RequestDenied
  mailRefused: mail_not_accepted needsPerson: sendMail 400,404,413 ErrorMessageSizeExceeded
`;

const entraCalls = ["token", "code", "redirect"];
const sourceOf = (call: string): Reply["from"] =>
  call === "sendMail" ? "mail" : entraCalls.includes(call) ? "entra" : "graph";

/** All combinations of what a line of the fixtures lists with commas. */
function repliesOf(asked: string, said: string): Reply[] {
  const [calls = [], statuses = [], answers = [""]] = asked.split(" ").map((one) => one.split(","));
  const numbers = /^[\d ]+$/.test(said) ? said.split(" ").map(Number) : [undefined];
  return calls.flatMap((call) =>
    statuses.flatMap((status) =>
      answers.flatMap((code) =>
        numbers.map((number) => ({
          ...{ from: sourceOf(call), call, status: Number(status), code, message: said },
          aadsts: number === undefined ? [] : [number],
          retryAfter: said === "Retry-After" ? 120 : null,
        })),
      ),
    ),
  );
}

const tried =
  fixtures.match(/\S.*/g)?.map((line) => {
    const [name = "", meaning = "", asked = "", ...said] = line.split(/: ?/);
    return { name, meaning, replies: repliesOf(asked, said.join(": ")) };
  }) ?? [];
const triedFor = ({ name }: ReplyRow): Reply[] =>
  tried.filter((one) => one.name === name).flatMap((one) => one.replies);
const subcode = { from: "entra", call: "redirect", status: 302, code: "x", subcode: "cancel" };
const cancelled = { ...subcode, message: "", aadsts: [], retryAfter: null } as Reply;

describe("the table of replies", () => {
  it.each(tried)("$name ($meaning)", ({ name, meaning, replies: heard }) => {
    for (const reply of heard) {
      const row = replyFor(reply);
      expect({ reply, row: row.name }).toEqual({ reply, row: name });
      expect(`${row.code} ${row.class}`).toBe(meaning);
    }
  });

  it.each(replies)("has tried each value that the row $name lists", (row) => {
    const heard = [...triedFor(row), ...(row.name === "declined" ? [cancelled] : [])];
    for (const source of row.from) expect(heard.map((one) => one.from)).toContain(source);
    for (const when of row.when) {
      const fitting = heard.filter((reply) => fits(when, reply) && replyFor(reply) === row);
      expect(fitting).not.toEqual([]);
      const { call = [], code = [], aadsts = [] }: When = when;
      expect(fitting.map((one) => one.call)).toEqual(expect.arrayContaining([...call]));
      expect(fitting.map((one) => one.code)).toEqual(expect.arrayContaining([...code]));
      expect(fitting.flatMap((one) => one.aadsts)).toEqual(expect.arrayContaining([...aadsts]));
    }
  });

  it("has no fixture for a row that is not there, and no name twice", () => {
    const names = replies.map((row) => row.name);
    expect(new Set(names).size).toBe(names.length);
    expect([...new Set(tried.map((one) => one.name))].sort()).toEqual([...names].sort());
  });

  it.each(replies)("says in plain words, or on a page, what $name means and what to do", (row) => {
    const { words } = row;
    if (words === undefined) {
      expect(row.when.flatMap(({ call = [] }) => call)).not.toContain("token");
      expect(refusalFor(row.code)).not.toBe("callback_refused");
      return;
    }
    expect(words).toMatch(/^[A-Z][^.]+\. [A-Z][^.]+\.$/);
    expect(words.length).toBeLessThan(280);
    expect(words).not.toMatch(/AADSTS|Graph|\d{3,}|_|[a-z][A-Z]|[=<>{}]/);
  });

  it("waits as long as the reply says, else as the row says, and only where it is about waiting", () => {
    const seconds = (reply: Partial<Reply>) => {
      const whole = { ...cancelled, call: "token", subcode: "", ...reply };
      return secondsFor(replyFor(whole), whole);
    };
    expect(seconds({ status: 429, retryAfter: 600 })).toBe(600);
    expect(seconds({ status: 429 })).toBe(10);
    expect(seconds({ status: 400, aadsts: [50196] })).toBe(60);
    expect(seconds({ status: 400, retryAfter: 600 })).toBe(0);
    for (const row of replies) expect(row.seconds !== undefined).toBe(row.class === "throttled");
  });

  it("reads whole seconds of a Retry-After, and nothing else", () => {
    expect(["600", "1.2"].map(readRetryAfter)).toEqual([600, 2]);
    for (const odd of ["0", "-5", "", null, undefined, "soon", "Wed, 21 Oct 2026 07:28:00 GMT"])
      expect(readRetryAfter(odd)).toBeNull();
  });
});

describe("policyWords", () => {
  it.each([
    ['["ExpirationRule"]', /^the time asked for is longer than the directory allows$/],
    ['["EligibilityRule","ExpirationRule"]', /^[^;]*eligible[^;]*; [^;]*longer[^;]*$/],
    ['["MfaRule"]', /second factor/],
    ["JustificationRule requires a justification.", /^a justification is needed$/],
    ['["TicketingRule","TicketingRule"]', /^a ticket number is needed$/],
    ['["ApprovalRule"]', /approve/],
    ['["NewRule"]', /^the directory has another rule for this role$/],
    ["", /^the directory has another rule for this role$/],
  ])("says %s plainly", (message, words) => {
    expect(policyWords(`The following policy rules failed: ${message}`)).toMatch(words);
    expect(policyWords(message)).not.toMatch(/[[\]"=]|Rule/);
  });
});

/** Query → code. */
const redirects = `
  code=abc&state=x ->
  admin_consent=True&tenant=x&error_description=AADSTS65004 ->
  admin_consent=True&error=consent_required&error_description=AADSTS65004 -> consent_declined
  error=access_denied&error_subcode=cancel -> consent_declined
  error=access_denied&error_subcode=cancel&error_description=AADSTS90094: x -> needs_administrator
  error=invalid_request&error_description=AADSTS50020%3A+x -> account_not_in_directory
  error=temporarily_unavailable&error_description=AADSTS53003 -> graph_unavailable
  error=invalid_request&error_description=530035 AADSTS1 AADSTS53003999 -> callback_refused
  error= -> callback_refused
`;

describe("entraError", () => {
  it.each(redirects.match(/\S.*/g) ?? [])("takes %s", (line) => {
    const [query, code = ""] = line.split(/ -> ?/);
    expect(entraError(new URLSearchParams(query))?.code ?? "").toBe(code);
  });
});
