import { Worker } from 'node:worker_threads'
import type { PaperDocument } from '../model.ts'
import type { RightToLeft } from './pdfarabic.ts'
import { markAsUniversal } from './pdfua.ts'
import { clean } from './plan.ts'
import type { Done, Job } from './typeset.ts'
import { languageOnly, typstData } from './typstdata.ts'

/**
 * PDF/UA-1: tagged, with language, title and bookmarks. The first one takes about a second, later ones a tenth. The same
 * paper gives the same bytes. Throws when the paper has a figure without a source.
 */
export async function toPdf(paper: PaperDocument): Promise<Uint8Array> {
  return markAsUniversal(await typeset(typstData(paper)), passagesOf(paper))
}

/** The column that runs from right to left, passage by passage. */
function passagesOf(paper: PaperDocument): RightToLeft | undefined {
  const blocks = paper.blocks.flatMap((block) =>
    block.kind === 'parallel' && block.direction === 'rtl' ? [block] : [],
  )
  const [first] = blocks
  if (!first) return undefined
  const texts = blocks.flatMap(({ rows }) => rows.map(({ other }) => clean(other)).filter((text) => text !== ''))
  return { language: languageOnly(first.language), texts }
}

/** The typesetter keeps some 6 MB of each paper that it has set and offers no way to let go; a fresh one begins in time. */
const papersPerWorker = 25
/** Nobody asked for a paper so long: its 250 MB are given back. */
const idleMs = 120_000

interface Typesetter {
  readonly worker: Worker
  readonly waiting: Map<number, { resolve(pdf: Uint8Array): void; reject(error: Error): void }>
  papers: number
  idle?: NodeJS.Timeout
}

let current: Typesetter | undefined

function typeset(data: string): Promise<Uint8Array> {
  if (!current || current.papers >= papersPerWorker) {
    const former = current
    current = startWorker()
    if (former?.waiting.size === 0) endWorker(former)
  }
  clearTimeout(current.idle)
  const { worker, waiting } = current
  const id = ++current.papers
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    worker.ref()
    worker.postMessage({ id, data } satisfies Job)
  })
}

function endWorker(one: Typesetter): void {
  if (current === one) current = undefined
  clearTimeout(one.idle)
  void one.worker.terminate()
}

function startWorker(): Typesetter {
  const worker = new Worker(new URL('./typeset.ts', import.meta.url))
  const made: Typesetter = { worker, waiting: new Map(), papers: 0 }
  worker.on('message', ({ id, pdf, fault }: Done) => {
    const asked = made.waiting.get(id)
    made.waiting.delete(id)
    if (made.waiting.size === 0) {
      // A program that has nothing else to do may end.
      worker.unref()
      made.idle = setTimeout(() => endWorker(made), made === current ? idleMs : 0).unref()
    }
    if (pdf) asked?.resolve(pdf)
    else asked?.reject(new Error(`The paper could not be set: ${fault}`))
  })
  worker.on('error', (error) => {
    if (current === made) current = undefined
    for (const asked of made.waiting.values()) asked.reject(error)
    made.waiting.clear()
  })
  worker.unref()
  return made
}
