import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  write(createLog('info', { write: (line: string) => void (text += line) }))
  return text
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
  const text = written((log) => log.error({ err: error }))
  expect(text).not.toMatch(/Ada|kreis|already/i)
  expect(JSON.parse(text).err).toMatchObject({ code: '23505', constraint: 'account_email_once', message: '' })
})
