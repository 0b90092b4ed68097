import type { Input } from './input.ts'
import type { Words } from './language.ts'
import type { Terminal } from './terminal.ts'

/** Shows on a terminal how far the reading is, five times a second; elsewhere nothing. Returns what ends it. */
export function showProgress(input: Input, { t, format }: Words, { stderr, env }: Terminal): () => void {
  if (!stderr.isTTY || env['TERM'] === 'dumb') return () => undefined
  const started = performance.now()
  const timer = setInterval(() => {
    const taken = input.taken()
    const megabytes = format.number(taken / 1e6, 0)
    const rate = format.number(taken / 1e3 / (performance.now() - started), 0)
    const share = input.size ? format.percent(taken / input.size) : ''
    stderr.write(`\r\u001b[K${t('progress', { name: input.name, share, megabytes, rate })}`)
  }, 200)
  timer.unref()
  return () => {
    clearInterval(timer)
    stderr.write('\r\u001b[K')
  }
}
