import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Assets, buildAssets } from './assets.ts'

let folder: string
let assets: Assets

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nahtlos-assets-'))
  assets = await buildAssets({ cacheDir: folder })
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const sizeOf = (name: string): number => {
  const asset = assets.files.get(assets.href(name))
  if (!asset) throw new Error(name)
  return asset.brotli?.length ?? asset.body.length
}

describe('what is built', () => {
  test('sizes', () => {
    const sizes = [...assets.files].map(([path, asset]) =>
      [path, asset.body.length, asset.brotli?.length, asset.gzip?.length].join(' '),
    )
    console.log(sizes.join('\n'))
    expect(sizeOf('nahtlos.css')).toBeGreaterThan(0)
  })
})
