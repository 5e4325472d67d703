import { decodeEntities } from "../sandbox/person/htmlTags";

const textOf = (markup: string): string =>
  decodeEntities(markup.replace(/<[^>]*>/g, ""))
    .replace(/\s+/g, " ")
    .trim();

/** The page's heading, as a person reads it. */
export const headingOf = (body: string): string =>
  textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/i.exec(body)?.[1] ?? "(a page without heading)");

/** What a refusal says has happened: the lead of the app's page, or Microsoft's alert. */
export const reasonOf = (body: string): string =>
  textOf(/<(?:p role="alert"|div class="lead")>([\s\S]*?)<\/(?:p|div)>/i.exec(body)?.[1] ?? "");

/** Everything on the page, as text. */
export const wordsOf = (body: string): string => textOf(/<body[\s\S]*/i.exec(body)?.[0] ?? body);
