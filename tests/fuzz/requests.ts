/** Requests that no page of ours would send, drawn by seed: odd addresses, queries, fields, files and bodies. */
import type { Random } from '../../src/kernel/random.ts'
import type { Field } from './forms.ts'
import { oddName, oddValue } from './values.ts'

export interface FuzzRequest {
  readonly method: 'GET' | 'POST'
  /** Below the tenant, with query. */
  readonly path: string
  readonly body?: string | FormData
  readonly type?: string
}

/** What is known of a route before it is tried. */
export interface Target {
  /** As registered: `/measures/:id`. */
  readonly route: string
  /** Filled with records that are there. */
  readonly address: string
  readonly fields: readonly Field[]
  readonly queryNames: readonly string[]
  readonly csrf: string
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

/** The address with one of its parameters replaced by something odd; unchanged where it has none. */
function oddAddress(random: Random, { route, address }: Target): string {
  const parts = route.split('/')
  const places = parts.flatMap((part, at) => (part.startsWith(':') ? [at] : []))
  if (places.length === 0) return address
  const place = random.pick(places)
  return address
    .split('/')
    .map((part, at) => (at === place ? encoded(oddValue(random).slice(0, 2000)) || '%20' : part))
    .join('/')
}

function oddQuery(random: Random, names: readonly string[]): string {
  const query: string[] = []
  for (let count = 1 + random.int(3); count > 0; count--) {
    const name = names.length > 0 && random.int(8) > 0 ? random.pick(names) : oddName(random)
    for (let times = random.int(12) === 0 ? 40 : 1; times > 0; times--)
      query.push(`${encoded(name)}=${random.int(20) === 0 ? '%E0%A4%A' : encoded(oddValue(random))}`)
  }
  return `?${query.join('&')}`
}

export function oddGet(random: Random, target: Target, keepsRecord: boolean): FuzzRequest {
  const address = keepsRecord ? target.address : oddAddress(random, target)
  return { method: 'GET', path: address + (random.int(5) === 0 ? '' : oddQuery(random, target.queryNames)) }
}

/** The form as the page would send it, with some fields made odd, left out, doubled or added. */
function oddFields(random: Random, target: Target): [string, string][] {
  const sent: [string, string][] = []
  const odds = 1 + random.int(3)
  const made = new Set(Array.from({ length: odds }, () => random.int(Math.max(1, target.fields.length))))
  target.fields.forEach(({ name, values }, at) => {
    if (!made.has(at)) sent.push([name, values.length > 1 ? random.pick(values) : (values[0] ?? '')])
    else {
      const how = random.int(8)
      if (how === 0) return
      sent.push([name, how === 1 && values.length > 0 ? random.pick(values) : oddValue(random)])
      if (how === 2) for (let more = random.int(30); more >= 0; more--) sent.push([name, oddValue(random)])
    }
  })
  if (random.int(10) === 0) sent.push([oddName(random), oddValue(random)])
  return sent
}

export function oddPost(random: Random, target: Target): FuzzRequest {
  const path = random.int(12) === 0 ? oddAddress(random, target) : target.address
  const fields = oddFields(random, target)
  if (random.int(40) > 0) fields.push(['csrf', target.csrf])
  switch (random.int(12)) {
    case 0:
      return { method: 'POST', path, ...oddBody(random, fields) }
    case 1:
    case 2: {
      const form = new FormData()
      for (const [name, value] of fields) form.append(name, value.toWellFormed())
      const name = target.fields.find((field) => /file|document|attachment|upload|table/i.test(field.name))?.name
      form.set(name ?? 'file', oddFile(random))
      return { method: 'POST', path, body: form }
    }
    default:
      return {
        method: 'POST',
        path,
        body: fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&'),
        type: 'application/x-www-form-urlencoded',
      }
  }
}

function oddBody(random: Random, fields: readonly [string, string][]): { body: string; type: string } {
  const whole = fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')
  return random.pick([
    { body: '', type: 'application/x-www-form-urlencoded' },
    { body: `${whole}&%E0%A4%A=%&=&&`, type: 'application/x-www-form-urlencoded' },
    { body: whole, type: 'multipart/form-data; boundary=none' },
    { body: whole, type: 'multipart/form-data' },
    { body: '{"a":'.repeat(500), type: 'application/json' },
    { body: whole, type: 'text/plain' },
    { body: `--x\r\nContent-Disposition: form-data; name="a\r\n\r\nb`, type: 'multipart/form-data; boundary=x' },
    { body: `${'a=1&'.repeat(5000)}${whole}`, type: 'application/x-www-form-urlencoded; charset=utf-16' },
  ])
}

/** Files that are not what they say, broken or empty. */
function oddFile(random: Random): File {
  const bytes = random.pick([
    new Uint8Array(0),
    new TextEncoder().encode('a;b;c\n1;2\n"unfinished;x\n'),
    Uint8Array.from({ length: 600 }, () => random.int(256)),
    Uint8Array.of(0x50, 0x4b, 3, 4, ...Array.from({ length: 200 }, () => random.int(256))),
    new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n1 0 obj'),
    Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x3b, 0, 0x0a),
  ])
  const name = random.pick([
    'liste.csv',
    'liste.xlsx',
    '../../x.csv',
    'a\0b.csv',
    'ä'.repeat(300),
    'x.pdf',
    '',
    'CON.docx',
  ])
  return new File([bytes], name.toWellFormed())
}
