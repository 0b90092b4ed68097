/** Where a list and its entries live, below the tenant. */
export const listPath = (key: string) => `/admin/codelists/${key}`
export const entryPath = (list: string, key: string) => `${listPath(list)}/entries/${encodeURIComponent(key)}`
