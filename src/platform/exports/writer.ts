/** A thread that writes one large file and ends: what takes seconds must not keep everybody's pages waiting. */
import { parentPort, workerData } from 'node:worker_threads'
import { bytesOf, type Written } from './writing.ts'

const bytes = await bytesOf(workerData as Written)
parentPort?.postMessage(bytes)
