/** What the parent tells the host process. `clock` is how far it runs ahead of the machine's, in all. */
export type ToHost = { readonly clock: number } | { readonly memory: true };

/** What the host process answers. `settled`: the clock was moved and all that was due then is done. */
export type FromHost =
  { readonly ready: string } | { readonly settled: number } | { readonly memory: number };
