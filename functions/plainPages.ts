import { homePage, signedOutPage } from "../views/pages/smallPages";
import { styleSheet } from "../views/styleSheet";
import type { Door } from "./doors";
import { showPage } from "./page";

/** `GET /`: says what this is. */
export const createHomePage = (): Door => () => Promise.resolve(showPage(homePage()));

/** `GET /signed-out`: where Microsoft's sign-out page comes back to. */
export const createSignedOutPage = (): Door => () => Promise.resolve(showPage(signedOutPage()));

/** `GET /style.css`: the one style sheet of all pages; the CSP allows no other. */
export const createStyleSheet = (): Door => () =>
  Promise.resolve({
    status: 200,
    headers: {
      "content-type": "text/css; charset=utf-8",
      "cache-control": "public, max-age=3600",
      "x-content-type-options": "nosniff",
    },
    body: styleSheet,
  });
