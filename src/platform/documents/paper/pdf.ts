import { Worker } from 'node:worker_threads'
import type { PaperDocument } from '../model.ts'
import { markAsUniversal } from './pdfua.ts'
import type { Done, Job } from './typeset.ts'
import { typstData } from './typstdata.ts'

/**
 * PDF/UA-1: tagged, with language, title and bookmarks. The first one takes about a second, later ones a tenth. The same
 * paper gives the same bytes. Throws when the paper has a figure without a source.
 */
export async function toPdf(paper: PaperDocument): Promise<Uint8Array> {
  return markAsUniversal(await typeset(typstData(paper)))
}

/** The typesetter keeps what it has set before; after this many papers a fresh one begins, so that memory stays bounded. */
const papersPerWorker = 200

interface Typesetter {
  readonly worker: Worker
  readonly waiting: Map<number, { resolve(pdf: Uint8Array): void; reject(error: Error): void }>
  papers: number
}

let current: Typesetter | undefined

function typeset(data: string): Promise<Uint8Array> {
  if (!current || current.papers >= papersPerWorker) {
    const former = current
    if (former?.waiting.size === 0) void former.worker.terminate()
    current = startWorker()
  }
  const { worker, waiting } = current
  const id = ++current.papers
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    worker.ref()
    worker.postMessage({ id, data } satisfies Job)
  })
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
      if (made !== current) void worker.terminate()
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
