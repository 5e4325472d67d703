import type { ListPage } from "../../domain/listing";
import type { Caller } from "../../domain/ports";
import { html, type Html } from "../html";
import { caseTable } from "./caseTable";
import { addressForm } from "./filters";
import { csrfField, opsPage, type Viewer } from "./opsFrame";

export interface SearchView {
  readonly viewer: Viewer;
  readonly now: string;
  readonly callers: readonly Caller[];
  readonly address: string;
  readonly page: ListPage;
}

const older = ({ viewer, address }: SearchView, continuation: string): Html =>
  html`<form method="post" action="/ops/search">
    ${csrfField(viewer)} <input type="hidden" name="address" value="${address}" />
    <input type="hidden" name="after" value="${continuation}" />
    <button class="quiet">Older</button>
  </form>`;

/** What was found for an address; a POST, so that the address stands in no URL. */
export const searchPage = (view: SearchView): string =>
  opsPage({
    title: "Cases of an address",
    viewer: view.viewer,
    crumb: html`<a href="/ops">All cases</a>`,
    body: html`${addressForm(view.viewer, view.address)}
      <h2 id="cases-heading">Found for ${view.address}</h2>
      ${caseTable(view.page.items, { ...view, isFiltered: true })}
      ${view.page.continuation && older(view, view.page.continuation)}`,
  });
