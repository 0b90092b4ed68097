import { NotFound } from '../../../kernel/errors.ts'
import { codingOf, plain } from './answer.ts'
import type { GateContext, House } from './house.ts'

/** A file of the user interface; its name carries the hash of its content, so browsers keep it for ever. */
export async function serveAsset(house: House, c: GateContext): Promise<Response> {
  c.get('seen').route = '/assets'
  const asset = house.assets.files.get(c.req.path)
  if (!asset) throw new NotFound('asset')
  c.header('content-type', asset.contentType)
  c.header('cache-control', 'public, max-age=31536000, immutable')
  c.header('vary', 'accept-encoding')
  const coding = codingOf(c.req.header('accept-encoding'))
  const small = coding === 'br' ? asset.brotli : coding === 'gzip' ? asset.gzip : undefined
  if (small && coding) c.header('content-encoding', coding)
  return c.body(plain(small ?? asset.body))
}
