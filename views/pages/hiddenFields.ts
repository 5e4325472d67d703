import { html, type Html } from "../html";

/** What a form needs to be ours: the attempt's id and the anti-forgery token. */
export interface FormFields {
  readonly id: string;
  readonly csrf: string;
}

export const hiddenFields = ({ id, csrf }: FormFields): Html =>
  html`<input type="hidden" name="id" value="${id}" />
    <input type="hidden" name="csrf" value="${csrf}" />`;
