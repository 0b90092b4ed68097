import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locale } from '../../src/platform/i18n/index.ts'
import { buildAssets } from '../../src/platform/ui/assets/assets.ts'
import { renderPage } from '../../src/platform/ui/index.ts'
import { galleryContext } from './context.ts'
import { galleryPages } from './pages.tsx'

/** Serves the gallery with the headers of the real program: `/<page>?locale=ar`. */
export async function serveGallery(cacheDir: string): Promise<{ origin: string; close: () => void }> {
  const assets = await buildAssets({ cacheDir })
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const asset = assets.files.get(url.pathname)
    if (asset) {
      response.writeHead(200, { 'content-type': asset.contentType, ...(asset.brotli && { 'content-encoding': 'br' }) })
      response.end(asset.brotli ?? asset.body)
      return
    }
    const make = galleryPages[url.pathname.slice(1)]
    if (!make) {
      response.writeHead(404).end()
      return
    }
    const context = galleryContext(assets, (url.searchParams.get('locale') ?? 'de') as Locale, url.search.slice(1))
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'; base-uri 'none'",
    })
    response.end(renderPage(context, make(context)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}
