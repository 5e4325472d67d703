/** The ticket of every story. */
export const ticketId = "CHG-4711";

/** What the ticketing system asks for in every story. */
export const contosoRequest = (sandboxUrl: string) => ({
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com", name: "Contoso IT" },
  account: { email: "partner.ops@outlook.com", name: "Partner operations", kind: "microsoft" },
  access: "full",
  passwordWriteback: true,
  reason: "Turn on password write-back",
  ticket: { id: ticketId, callbackUrl: `${sandboxUrl}/tickets/hooks/${ticketId}` },
});

export const requestWords = (request: ReturnType<typeof contosoRequest>): string =>
  `asks by POST /api/v1/links: ${request.account.email} is to manage ${request.directory}. Why: “${request.reason}”`;
