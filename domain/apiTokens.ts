/** What a valid access token says about the application that calls. */
interface TokenBearer {
  readonly appId: string;
  readonly roles: readonly string[];
}

/** Entra access tokens for the *api* registration. */
export interface ApiTokens {
  /** Throws TokenRefused by name; `directory_unreachable` (transient) while Entra's keys cannot be read. */
  read(token: string): Promise<TokenBearer>;
}

/** Why a token is refused, in words for the developer who sent it; nothing of the token is repeated. */
const tokenFaults = {
  malformed:
    "The Authorization header is not “Bearer” and one access token. Send the access_token from Entra’s token endpoint as it is.",
  algorithm: "The access token is not signed with RS256, as Entra signs.",
  unknownKey: "The access token is signed with a key that this service’s tenant does not publish.",
  signature:
    "The signature of the access token does not fit: it was changed, or somebody else made it.",
  version1:
    "This is a v1.0 access token. Set api.requestedAccessTokenVersion to 2 in the manifest of the API’s app registration, and get a new token.",
  issuer: "The access token was issued by another tenant than the one that runs this service.",
  tenant: "The access token belongs to another tenant than the one that runs this service.",
  audience:
    "The access token is for another API. Ask for the scope api://{client id of this API}/.default.",
  untimed: "The access token does not say from when until when it is good.",
  expired: "The access token has expired. Get a new one.",
  notYet: "The access token is not good yet. Look whether your clock is right.",
  version: "The access token is of an unknown version; this API takes v2.0 tokens.",
  idToken:
    "This is an ID token, which tells an application who signed in. Send an access token for this API instead.",
  forPerson:
    "This access token acts for a person. Get one for your application itself, by the client credentials flow.",
  noApplication: "The access token does not say which application it was issued to (azp).",
} as const;
export type TokenFault = keyof typeof tokenFaults;

export class TokenRefused extends Error {
  readonly fault: TokenFault;
  constructor(fault: TokenFault) {
    super(tokenFaults[fault]);
    this.name = "TokenRefused";
    this.fault = fault;
  }
}
