import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import init, { TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler'
import { readArabicFonts } from './fonts.ts'

/**
 * The typesetter, in a thread of its own: setting a long paper takes a second, and nobody else should wait for it. Typst
 * runs as WebAssembly with nothing but the fonts, the template and the data of one paper: there is no file system, no
 * network and no package for a text to reach.
 */
export interface Job {
  readonly id: number
  /** As typstdata.ts makes it. */
  readonly data: string
}
export interface Done {
  readonly id: number
  readonly pdf?: Uint8Array
  readonly fault?: string
}

const paged = 0
const pdf = 1
const shortDiagnostics = 3

/** Letters of the platform's languages that Fira Sans has, and the signs of our typography. */
const letters = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x259, 0x259],
  [0x2b0, 0x2ff],
  [0x300, 0x33f],
  [0x370, 0x3ff],
  [0x400, 0x52f],
  [0x1e00, 0x1eff],
  [0x2000, 0x22ff],
] as const

const weights = ['FiraSans-Regular', 'FiraSans-Medium', 'FiraSans-SemiBold'] as const

/** Typst reads no woff2, so the fonts of the user interface are unpacked here: a fifth of a second, once. */
async function readFonts(): Promise<Uint8Array[]> {
  const { default: subset } = await import('subset-font')
  const text = letters
    .map(([from, to]) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, index) => from + index)))
    .join('')
  return Promise.all(
    weights.map(async (name) => {
      const woff2 = await readFile(new URL(import.meta.resolve(`@kern-ux/native/dist/fonts/fira-sans/${name}.woff2`)))
      return subset(woff2, text, { targetFormat: 'truetype', noHinting: true })
    }),
  )
}

async function makeCompiler() {
  const [wasm, template, fonts] = await Promise.all([
    readFile(new URL(import.meta.resolve('@myriaddreamin/typst-ts-web-compiler/wasm'))),
    readFile(new URL('./template.typ', import.meta.url), 'utf8'),
    readFonts(),
  ])
  await init({ module_or_path: wasm })
  const builder = new TypstCompilerBuilder()
  builder.set_dummy_access_model()
  for (const font of [...fonts, ...(await readArabicFonts())]) await builder.add_raw_font(font)
  const compiler = await builder.build()
  compiler.add_source('/main.typ', template)
  return compiler
}

let compiler: ReturnType<typeof makeCompiler> | undefined

async function typeset(data: string): Promise<Uint8Array> {
  compiler ??= makeCompiler()
  const ready = await compiler
  ready.map_shadow('/paper.json', Buffer.from(data))
  const world = ready.snapshot('/', '/main.typ')
  try {
    const outcome = world.compile(paged, shortDiagnostics)
    if (outcome.hasError) throw new Error(JSON.stringify(outcome.diagnostics))
    return world.get_artifact(pdf, shortDiagnostics).result
  } finally {
    world.free()
  }
}

parentPort?.on('message', async ({ id, data }: Job) => {
  let done: Done
  try {
    done = { id, pdf: await typeset(data) }
  } catch (error) {
    done = { id, fault: String(error) }
  }
  parentPort?.postMessage(done)
})
