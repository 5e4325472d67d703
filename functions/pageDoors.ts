import type { HttpMethod } from "@azure/functions";
import { createAcceptForm } from "./acceptForm";
import { createAcceptPage } from "./acceptPage";
import { createConsentCallback, type ConsentPorts } from "./consentCallback";
import { createConsentForm } from "./consentForm";
import { createConsentPage } from "./consentPage";
import { createEndForm } from "./endForm";
import { createEndPage } from "./endPage";
import { createHomePage, createSignedOutPage, createStyleSheet } from "./plainPages";
import type { RegisteredDoor } from "./registeredDoor";
import { createSignInCallback } from "./signInCallback";
import { createWritebackForm } from "./writebackForm";
import { createWritebackPage } from "./writebackPage";

/** Link checkers ask for the head of a mailed page first. */
const shown: readonly HttpMethod[] = ["GET", "HEAD"];

/** The pages of people who click a mailed link. */
export const pageDoors = (ports: ConsentPorts): readonly RegisteredDoor[] => [
  { name: "consentPage", methods: shown, route: "consent", handler: createConsentPage(ports) },
  { name: "consentForm", methods: ["POST"], route: "consent", handler: createConsentForm(ports) },
  {
    name: "consentCallback",
    methods: ["GET"],
    route: "consent/callback",
    handler: createConsentCallback(ports),
  },
  { name: "acceptPage", methods: shown, route: "accept", handler: createAcceptPage(ports) },
  { name: "acceptForm", methods: ["POST"], route: "accept", handler: createAcceptForm(ports) },
  {
    name: "signInCallback",
    methods: ["GET"],
    route: "signin/callback",
    handler: createSignInCallback(ports),
  },
  {
    name: "writebackPage",
    methods: shown,
    route: "writeback",
    handler: createWritebackPage(ports),
  },
  {
    name: "writebackForm",
    methods: ["POST"],
    route: "writeback",
    handler: createWritebackForm(ports),
  },
  { name: "endPage", methods: shown, route: "end", handler: createEndPage(ports) },
  { name: "endForm", methods: ["POST"], route: "end", handler: createEndForm(ports) },
  { name: "signedOut", methods: ["GET"], route: "signed-out", handler: createSignedOutPage() },
  { name: "home", methods: ["GET"], route: "/", handler: createHomePage() },
  { name: "styleSheet", methods: ["GET"], route: "style.css", handler: createStyleSheet() },
];
