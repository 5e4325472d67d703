import type { Link } from "../domain/link";

const read = (flag: boolean | null): string =>
  flag === null ? "could not be read" : flag ? "on" : "off";

/** What setting the flag showed; nothing where it was not set. */
export function flagEvidence({ writeback }: Link): string | undefined {
  const { flag } = writeback;
  if (!flag) return undefined;
  return `We set the directory’s flag for password write-back, as agreed. Before: ${read(flag.before)}. Microsoft’s answer: ${flag.answer}. After: ${read(flag.after)}. Microsoft says of this flag that it is not in use, so it is kept as evidence and never taken for success.`;
}

/** Whether we only looked. */
export const whatWasTouched = (link: Link): string =>
  link.writeback.flag
    ? "Beside this flag nothing was changed."
    : "We only looked; nothing was changed.";

/** Who signed off, without a name. */
export const signerWords = (by: string): string =>
  by === "account" ? "the holder of the outside account" : "an administrator of the directory";
