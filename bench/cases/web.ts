/** Two kinds of clients over kept connections: a browser that sends forms, and a program that speaks JSON. */
import { Agent, request } from 'node:http'

interface Answer {
  readonly status: number
  readonly text: string
  /** Where a redirection leads. */
  readonly to: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

function send(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { method, agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        const status = answer.statusCode ?? 0
        if (status >= 400) reject(new Error(`${method} ${address}: ${status} ${text.slice(0, 300)}`))
        else resolve({ status, text, to: answer.headers.location ?? '' })
      })
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Addresses are below `base`; redirections are told and not followed. */
export function browser(base: string, headers: Readonly<Record<string, string>>) {
  const own = {
    ...headers,
    'sec-fetch-site': 'same-origin',
    origin: new URL(base).origin.replace('127.0.0.1', 'localhost'),
  }
  return {
    get: (path: string) => send('GET', base + path, own),
    post: (path: string, fields: Readonly<Record<string, string>>) =>
      send(
        'POST',
        base + path,
        { ...own, 'content-type': 'application/x-www-form-urlencoded' },
        String(new URLSearchParams(fields)),
      ),
  }
}

export function program(base: string, headers: Readonly<Record<string, string>>) {
  return async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const json = body && { 'content-type': 'application/json' }
    return JSON.parse((await send(method, base + path, { ...headers, ...json }, body && JSON.stringify(body))).text)
  }
}
