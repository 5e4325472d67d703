import type { Link } from "./link";

/** A request is passed on at most this often by the people it is mailed to. */
const mostForwards = 2;

const domainOf = (address: string): string => address.split("@")[1] ?? "";

/** Domains that a colleague's address may have: the directory's, and that of the first administrator. */
export const forwardDomains = (link: Link): string[] => [
  ...new Set([
    link.request.directory,
    ...(link.directory ? [link.directory.defaultDomain] : []),
    domainOf(link.request.administrator.email),
  ]),
];

export const mayForward = (link: Link): boolean => link.administrator.forwards < mostForwards;

/** Whether the person who was asked may name this colleague instead. */
export const isColleague = (link: Link, address: string): boolean =>
  address !== link.administrator.email && forwardDomains(link).includes(domainOf(address));
