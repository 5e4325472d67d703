import { contosoRequest } from "./contosoRequest";

/** The same for Adatum, whose administrator has to activate her role. */
export const adatumRequest = (sandboxUrl: string): ReturnType<typeof contosoRequest> => ({
  ...contosoRequest(sandboxUrl),
  directory: "adatum.onmicrosoft.com",
  administrator: { email: "petra@adatum.onmicrosoft.com", name: "Adatum IT" },
});
