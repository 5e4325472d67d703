import type { Link } from "./link";
import type { Decision } from "./wait";

/** Each new name is a mail to somebody: so many for the link, and so many for its end. */
export const mostNamed = 10;

type Named = NonNullable<Decision["to"]>;

const purposeOf = ({ ending }: Link): keyof Link["named"] => (ending ? "end" : "link");

/** A row from before names were counted knows them by its waits only. */
const seen = ({ pastWaits, ending }: Link): number =>
  pastWaits.filter(({ what, decision }) => decision?.to && (what === "end") === (ending !== null))
    .length;

export const mayBeNamed = (link: Link): boolean =>
  Math.max(link.named[purposeOf(link)], seen(link)) < mostNamed;

/** Whether somebody may be named with the beginning of the end. */
export const mayBeNamedToEnd = ({ named }: Pick<Link, "named">): boolean => named.end < mostNamed;

/** Who named them, and when. */
interface Said {
  readonly by: string;
  readonly at: string;
}
const asking = (link: Link, to: Named, { by, at }: Said): Link["asked"] => [
  ...link.asked,
  { ...to, by, at },
];

/** Somebody else is asked from now on; passing on by the people asked is counted apart. */
export function withNamed(before: Link, to: Named, said: Said): Link {
  const link = { ...before, asked: asking(before, to, said) };
  const { forwards } = link.administrator;
  if (said.by === "administrator")
    return { ...link, administrator: { ...to, forwards: forwards + 1 } };
  const purpose = purposeOf(link);
  const named = { ...link.named, [purpose]: link.named[purpose] + 1 };
  return { ...link, named, administrator: { ...to, forwards } };
}

/** Who is asked for the end that begins. */
export const withNamedToEnd = (link: Link, to: Named, said: Said): Link => ({
  ...link,
  asked: asking(link, to, said),
  named: { ...link.named, end: link.named.end + 1 },
  administrator: { ...to, forwards: 0 },
});
