import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Files } from './cache.ts'

const folder = new URL('../../../islands/', import.meta.url)

/** The modules of src/islands, name and text: what their build depends on. */
export async function readIslands(): Promise<readonly (readonly [name: string, text: string])[]> {
  const names: string[] = []
  for await (const name of glob('*.ts', { cwd: fileURLToPath(folder) }))
    if (!name.endsWith('.test.ts')) names.push(name)
  return Promise.all(names.sort().map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')] as const))
}

/** Each island bundled into one ES module of its own. */
export async function makeIslands(names: readonly string[]): Promise<Files> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: names.map((name) => fileURLToPath(new URL(name, folder))),
    outdir: fileURLToPath(folder),
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome100', 'firefox100', 'safari15.4'],
    write: false,
    logLevel: 'silent',
  })
  return new Map(
    outputFiles.map((file) => [file.path.slice(file.path.lastIndexOf('/') + 1), Buffer.from(file.contents)]),
  )
}
