/** Folder for compiled code; undefined where neither the checkout nor the user's home can be written to. */
export declare function cacheFolder(): string | undefined
