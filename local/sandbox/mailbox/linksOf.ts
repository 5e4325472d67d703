import type { Mail } from "../facts";
import { decodeEntities, tagsOf } from "../person/htmlTags";

export interface MailLink {
  readonly url: string;
  readonly text: string;
}

/** The web links of a mail, in order: anchors of an HTML mail, bare addresses of a plain one. */
export function linksOf(mail: Pick<Mail, "contentType" | "content">): MailLink[] {
  const found = mail.contentType === "html" ? anchors(mail.content) : addresses(mail.content);
  return found.filter((link) => /^https?:\/\//.test(link.url));
}

function anchors(content: string): MailLink[] {
  return tagsOf(content)
    .filter((tag) => tag.name === "a" && tag.attributes["href"] !== undefined)
    .map((tag) => {
      const text = /^([\s\S]*?)<\/a/i.exec(content.slice(tag.end))?.[1] ?? "";
      return {
        url: tag.attributes["href"] ?? "",
        text: decodeEntities(text.replace(/<[^>]*>/g, "")).trim(),
      };
    });
}

function addresses(content: string): MailLink[] {
  return [...content.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([url]) => ({ url, text: url }));
}
