import { expect, test } from 'vitest'
import type { PaperDocument } from '../model.ts'
import { aPaper } from '../testing.ts'
import { toDocx } from './docx.ts'
import { toHtml } from './html.tsx'
import { toPdf } from './pdf.ts'

const beside = (language: string, direction: 'ltr' | 'rtl', other: string): PaperDocument => ({
  ...aPaper(),
  sources: [],
  blocks: [
    {
      kind: 'parallel',
      language,
      direction,
      rows: [
        { kind: 'heading', own: 'Das ist freiwillig', other },
        { kind: 'item', own: 'Punkt', other },
        { kind: 'text', own: '', other },
      ],
    },
  ],
})

test('two languages stand side by side, each named as what it is', async () => {
  const pdf = Buffer.from(await toPdf(beside('uk', 'ltr', 'Це добровільно'))).toString('latin1')
  expect(pdf).toMatch(/\/Lang \(uk/)
  expect(pdf).toMatch(/\/S \/H2/)
  const html = await toHtml(beside('ar', 'rtl', 'هذا الأمر طوعي'))
  expect(html.match(/<div lang="ar" dir="rtl">/g)).toHaveLength(3)
  expect(html).toMatch(/<h2 class="nl-h3">Das ist freiwillig<\/h2>/)
  expect((await toDocx(beside('ar', 'rtl', 'هذا'))).length).toBeGreaterThan(1000)
})
