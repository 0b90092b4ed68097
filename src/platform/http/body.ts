import type { FormValues } from './request.ts'

/** A body that is no form: 400. */
export class UnreadableBody extends Error {
  override name = 'UnreadableBody'
}

/** A body over the route's limit: 413. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge'
}

export interface ReadForm {
  readonly values: FormValues
  readonly files: Readonly<Record<string, File>>
}

/** Largest body of a form without files, in bytes. */
export const usualLimit = 256 * 1024

/**
 * Reads a form that was sent, at most `limit` bytes, counted while they arrive: a length that the sender claims is not
 * trusted. Text comes out as Unicode in NFC, with line feeds for line ends and without NUL, which no column could take.
 */
export async function readForm(request: Request, limit: number): Promise<ReadForm> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
    throw new UnreadableBody('not a form')
  const body = await readBytes(request, limit)
  let data: FormData
  try {
    data = await new Response(body, { headers: { 'content-type': type } }).formData()
  } catch {
    throw new UnreadableBody('the form cannot be read')
  }
  const values = new Map<string, string[]>()
  const files = new Map<string, File>()
  for (const [sent, value] of data) {
    const name = normal(sent)
    if (typeof value === 'string') values.set(name, [...(values.get(name) ?? []), normal(value)])
    else if (value.size > 0 || value.name !== '') files.set(name, value)
  }
  return {
    values: Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0]! : all])),
    files: Object.fromEntries(files),
  }
}

/** Reads JSON that was sent, at most `limit` bytes: the text as it came, and its value. */
export async function readJson(
  request: Request,
  limit: number,
): Promise<{ readonly text: string; readonly value: unknown }> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new UnreadableBody('not JSON')
  const bytes = await readBytes(request, limit)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, value: JSON.parse(text, withoutNul) }
  } catch {
    throw new UnreadableBody('the JSON cannot be read')
  }
}

/** Text as forms bring it: NFC, without NUL, which no column could take. */
const withoutNul = (_key: string, value: unknown) => (typeof value === 'string' ? normal(value) : value)

async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new BodyTooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

function normal(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().normalize('NFC')
}
