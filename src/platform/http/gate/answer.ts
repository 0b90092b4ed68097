import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Download } from '../request.ts'
import type { GateContext } from './house.ts'

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** Below this a page fits into one packet and compressing it gains nothing. */
const worthCompressing = 1024

/** The best coding that the browser takes: br before gzip before none. */
export function codingOf(acceptEncoding: string | undefined): 'br' | 'gzip' | undefined {
  const taken = new Map(
    (acceptEncoding ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean)
      return [name.trim(), quality === undefined ? 1 : Number(quality)]
    }),
  )
  if ((taken.get('br') ?? 0) > 0) return 'br'
  return (taken.get('gzip') ?? 0) > 0 ? 'gzip' : undefined
}

/** A page of HTML, compressed where that helps. */
export async function html(c: GateContext, status: number, text: string): Promise<Response> {
  return await compressed(c, status, text, 'text/html; charset=utf-8')
}

export async function compressed(
  c: GateContext,
  status: number,
  content: string | Uint8Array,
  type: string,
): Promise<Response> {
  const body = typeof content === 'string' ? Buffer.from(content) : content
  c.header('content-type', type)
  c.header('vary', 'accept-encoding', { append: true })
  const coding = body.length < worthCompressing ? undefined : codingOf(c.req.header('accept-encoding'))
  if (!coding) return c.body(plain(body), status as 200)
  c.header('content-encoding', coding)
  const small =
    coding === 'br'
      ? await compressBrotli(body, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
        })
      : await compressGzip(body, { level: 6 })
  return c.body(plain(small), status as 200)
}

/** 303: the browser fetches the next page with GET, whatever was sent. */
export function seeOther(c: GateContext, location: string): Response {
  c.header('location', location)
  return c.body(null, 303)
}

export function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>
}

/** The name a file is saved under; nothing but what says so is shown by the browser. */
export function asAttachment(c: GateContext, { filename, inline }: Pick<Download, 'filename' | 'inline'>): void {
  const ascii = filename.replace(/[^\w.-]+/g, '_')
  const kind = inline ? 'inline' : 'attachment'
  c.header('content-disposition', `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(filename)}`)
}

/** Marks what is answered by a hash of itself, which tells nothing else; true when the reader has exactly this already. */
export function unchanged(c: GateContext, body: string | Uint8Array): boolean {
  const mark = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  c.header('etag', mark)
  return (c.req.header('if-none-match') ?? '').split(/,\s*/).includes(mark)
}
