import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCatalogues } from './catalogues.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'nahtlos-texts-'))
})
afterEach(() => rm(root, { recursive: true }))

async function room(name: string, texts: Record<string, string>): Promise<URL> {
  const folder = join(root, name)
  await mkdir(join(folder, 'messages'), { recursive: true })
  for (const [file, content] of Object.entries(texts)) await writeFile(join(folder, 'messages', file), content)
  return pathToFileURL(`${folder}/`)
}

test('puts the files of all folders together; a folder without texts is passed over', async () => {
  const network = await room('network', { 'de.json': '{"network":{"title":"Netzwerk"},"error":{"taken":"Schon da"}}' })
  const cases = await room('cases', {
    'de.json': '{"cases":{"title":"Fälle"},"error":{"closed":"Geschlossen"}}',
    'de.plans.json': '{"cases":{"plan":"Plan"}}',
    'en.json': '{"cases":{"title":"Cases"}}',
  })
  expect(await readCatalogues([network, cases, pathToFileURL(join(root, 'none/'))])).toEqual({
    de: {
      network: { title: 'Netzwerk' },
      cases: { title: 'Fälle', plan: 'Plan' },
      error: { taken: 'Schon da', closed: 'Geschlossen' },
    },
    en: { cases: { title: 'Cases' } },
  })
})

test.each([
  ['the same key twice', '{"network":{"title":"B"}}', /b\/messages\/de\.json: network\.title is there twice/],
  ['a text where others have a group', '{"network":"B"}', /network is there twice/],
  ['a number', '{"other":7}', /other is not a text/],
  ['broken JSON', '{"other":', /b\/messages\/de\.json: /],
])('refuses %s', async (_, content, message) => {
  const folders = [await room('a', { 'de.json': '{"network":{"title":"A"}}' }), await room('b', { 'de.json': content })]
  await expect(readCatalogues(folders)).rejects.toThrow(message)
})

test('refuses a file that is no language', async () => {
  await expect(readCatalogues([await room('a', { 'deutsch.json': '{}' })])).rejects.toThrow(
    'deutsch.json: not the name of a language',
  )
})
