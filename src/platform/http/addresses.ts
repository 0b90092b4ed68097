const scratch = 'http://x.invalid'

/**
 * An address below the tenant that a request asked to be led to (`next`), or undefined when it would lead anywhere
 * else: another origin in any spelling, another tenant, or not an address at all.
 */
export function safeNext(text: string | null | undefined): string | undefined {
  if (!text?.startsWith('/') || /^\/[/\\]/.test(text) || hasControl(text) || text.length > 2000) return undefined
  let url: URL
  try {
    url = new URL(text, scratch)
  } catch {
    return undefined
  }
  if (url.origin !== scratch || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search
}

/**
 * The Location of a 303: the address below the tenant that an action returned, with the tenant before it. Throws
 * RangeError when it is not one, which is a mistake of the program; nothing typed may get into it unescaped.
 */
export function locationOf(tenantKey: string, address: string): string {
  if (!address.startsWith('/') || address.startsWith('//') || hasControl(address) || address.includes('\\')) {
    throw new RangeError('an action must return an address below the tenant')
  }
  const url = new URL(`/${tenantKey}${address}`, scratch)
  return url.pathname + url.search + url.hash
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}
