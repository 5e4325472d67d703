const sequences = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;
export type Style = keyof typeof sequences;
export type Paint = (style: Style | undefined, text: string) => string;

/** Colours are for terminals, and only where nobody said no (https://no-color.org). */
export function mayColour(out: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return out.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}

export function createPaint(coloured: boolean): Paint {
  return (style, text) =>
    coloured && style ? `\u001b[${String(sequences[style])}m${text}\u001b[0m` : text;
}
