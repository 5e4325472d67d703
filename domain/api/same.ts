import type { z } from "zod";

/** Optional fields are marked, so that one that is missing on one side shows. */
type Field<T, K extends keyof T> =
  object extends Pick<T, K> ? readonly ["optional", Plain<Exclude<T[K], undefined>>] : Plain<T[K]>;

/** A value as JSON carries it: what is only of our types (`readonly`, brands) does not count. */
type Plain<T> = T extends z.core.$brand
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : { readonly [K in keyof T]-?: Field<T, K> };

type Fits<A, B> = [Plain<A>] extends [Plain<B>] ? true : false;

/** `true` where a schema's type and the type of what we answer are the same in every field, else `false`. */
export type Same<A, B> = Fits<A, B> extends true ? Fits<B, A> : false;
