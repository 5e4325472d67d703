import { html, type Html } from "../html";
import type { PermissionWords } from "../permissionWords";
import { meanings } from "./facts";

const term = ({ scope, shownAs }: PermissionWords): Html =>
  shownAs ? html`${shownAs} <small><code>${scope}</code></small>` : html`<code>${scope}</code>`;

/** Every permission of the second Microsoft page, and why it is asked for. */
export const permissionList = (permissions: readonly PermissionWords[]): Html =>
  meanings(permissions.map((one) => [term(one), `To ${one.why.join("; to ")}.`]));
