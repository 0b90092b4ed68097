import { Agent, type IncomingHttpHeaders, request } from 'node:http'

/** Connections are kept, as browsers do; each visitor asks for one thing at a time. */
const agent = new Agent({ keepAlive: true, maxSockets: 1000 })

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** From the first byte sent to the last one received. */
  readonly ms: number
}

export interface SentForm {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

/** Somebody with a browser, as far as the server notices: cookies, forms as they stand in the page, no scripts. */
export class Visitor {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()
  /** After so long without an answer somebody gives up. */
  readonly #patienceMs: number

  constructor(origin: string, patienceMs = 60_000) {
    this.#origin = origin
    this.#patienceMs = patienceMs
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path)
  }

  post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#send('POST', path, new URLSearchParams(fields).toString())
  }

  /** Enters a demo tenant in a role, as its sign-in page offers it. */
  async enterAs(tenant: string, role: string): Promise<void> {
    const { text } = await this.get(`/${tenant}/sign-in`)
    const form = formsIn(text).find(({ fields }) => fields['role'] === role)
    if (!form) throw new Error(`the sign-in page offers no role ${role}`)
    const { status } = await this.post(form.action, form.fields)
    if (status !== 303) throw new Error(`sign-in as ${role} was answered with ${status}`)
  }

  #send(method: string, path: string, body?: string): Promise<Answer> {
    const { hostname, port } = new URL(this.#origin)
    const began = performance.now()
    const headers: Record<string, string> = {
      host: `${hostname}:${port}`,
      'accept-encoding': 'identity',
      'sec-fetch-site': 'same-origin',
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    }
    if (body !== undefined) {
      headers['content-type'] = 'application/x-www-form-urlencoded'
      headers['content-length'] = String(Buffer.byteLength(body))
      headers['origin'] = this.#origin
    }
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, method, headers, agent }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          for (const line of response.headers['set-cookie'] ?? []) this.#keep(line)
          const text = Buffer.concat(chunks).toString()
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, ms: performance.now() - began })
        })
      })
      sent.setTimeout(this.#patienceMs, () => sent.destroy(new Error(`no answer within ${this.#patienceMs} ms`)))
      sent.on('error', reject)
      sent.end(body)
    })
  }

  #keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (name) this.#cookies.set(name, value ?? '')
  }
}

/** The forms of a page with what they hold: hidden fields, typed values, chosen options. */
export function formsIn(html: string): SentForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = '', body = '']) => {
    const fields: Record<string, string> = {}
    for (const [, tag = ''] of body.matchAll(/<input\b([^>]*)>/g)) {
      const name = attribute(tag, 'name')
      const kind = attribute(tag, 'type')
      if (name && !((kind === 'checkbox' || kind === 'radio') && !/\bchecked\b/.test(tag)) && kind !== 'file')
        fields[name] = attribute(tag, 'value') ?? ''
    }
    for (const [, tag = '', text = ''] of body.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)) {
      const name = attribute(tag, 'name')
      if (name) fields[name] = unescaped(text)
    }
    for (const [, tag = '', options = ''] of body.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
      const name = attribute(tag, 'name')
      const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option)
      const marked = all.find((option) => /\bselected\b/.test(option))
      // Where something must be chosen and nothing is: the first that can be.
      const must = /required/.test(tag) && !(marked && attribute(marked, 'value'))
      const chosen = must ? all.find((option) => attribute(option, 'value')) : (marked ?? all[0])
      if (name && chosen !== undefined) fields[name] = attribute(chosen, 'value') ?? ''
    }
    return { action: unescaped(attribute(attributes, 'action') ?? ''), fields }
  })
}

/** Addresses that a page links to and that match. */
export function linksIn(html: string, pattern: RegExp): string[] {
  const found = [...html.matchAll(/href="([^"]+)"/g)].map(([, address = '']) => unescaped(address))
  return [...new Set(found.filter((address) => pattern.test(address)))]
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescaped(found)
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
