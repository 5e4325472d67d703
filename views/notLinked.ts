/** Text in which mail programs do not turn `name.example` into a link of their own. */
export const notLinked = (text: string): string => text.replace(/\.(?=\S)/g, ".\u200c");
