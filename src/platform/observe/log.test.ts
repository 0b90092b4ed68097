import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog('info', { write: (line: string) => lines.push(line) }))
  return lines.join('')
}

test('an error is told without the values in it', () => {
  const error = Object.assign(new Error('no member "Ada Beispiel" with ada@kreis.example, born 1971'), { code: 'E1' })
  const text = written((log) => log.error({ err: error, trace: 'abc' }, 'request failed'))
  for (const secret of ['Ada', 'kreis.example', '1971']) expect(text).not.toContain(secret)
  const line = JSON.parse(text)
  expect(line).toMatchObject({
    level: 'error',
    trace: 'abc',
    msg: 'request failed',
    err: { type: 'Error', code: 'E1' },
  })
  expect(line.err.frames[0]).toMatch(/log\.test\.ts:\d+/)
})

test('of an error of the database only code, table and constraint are told', () => {
  const error = Object.assign(new Error('invalid input syntax for type uuid: Ada'), {
    severity: 'ERROR',
    code: '23505',
    constraint: 'account_email_once',
    detail: 'Key (email)=(ada@kreis.example) already exists.',
  })
  const texts = [written((log) => log.error({ err: error })), written((log) => log.error(error))]
  for (const text of texts) expect(text).not.toMatch(/Ada|kreis|already/i)
  expect(JSON.parse(texts[1]!).err).toMatchObject({ code: '23505', constraint: 'account_email_once', message: '' })
})
