declare const brand: unique symbol

/** A string that was parsed once at the edge and needs no second look. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
