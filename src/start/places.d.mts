export const checkout: string
export const modules: string
/** Folder for compiled code; undefined where neither the checkout nor the user's home can be written to. */
export function cacheFolder(): string | undefined
