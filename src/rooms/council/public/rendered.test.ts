import { expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { PaperDocument } from '../../../platform/documents/index.ts'
import { forEverybody } from './document.ts'
import { renderedOnce } from './rendered.ts'

const document: PaperDocument = {
  title: 'Berichtsvorlage, öffentlich',
  language: 'de',
  issuer: 'Kreis Auental',
  marks: ['DEMO'],
  reference: 'Nr. 066/2023',
  blocks: [
    {
      kind: 'paragraph',
      text: [
        'Stand ',
        { kind: 'figure', text: '85', source: 1 },
        ' im ',
        { kind: 'link', text: 'Register', address: '/measures' },
        ' und in der ',
        { kind: 'link', text: 'Quelle', address: 'https://quelle.example' },
      ],
    },
  ],
  sources: [
    {
      number: 1,
      label: 'Maßnahmenregister',
      lines: ['10.11.2026'],
      link: { text: 'Zeilen', address: '/measures?all' },
    },
  ],
  createdOn: day('2026-11-10'),
}

test('a paper is made once, however often it is asked for, and anew when a word of it changes', async () => {
  const [one, two] = await Promise.all([renderedOnce(document, 'json'), renderedOnce({ ...document }, 'json')])
  expect(two).toBe(one)
  expect(await renderedOnce(document, 'html')).not.toBe(one)
  expect(await renderedOnce({ ...document, issuer: 'Kreis Auenthal' }, 'json')).not.toBe(one)
  for (let other = 0; other < 60; other++) await renderedOnce({ ...document, reference: `Nr. ${other}` }, 'json')
  expect(await renderedOnce(document, 'json')).not.toBe(one)
})

test('everybody gets the same words and figures, without links into the pages of the staff', () => {
  const { blocks, sources } = forEverybody(document)
  expect(JSON.stringify([blocks, sources])).not.toContain('/measures')
  expect(blocks).toEqual([
    {
      kind: 'paragraph',
      text: [
        'Stand ',
        { kind: 'figure', text: '85', source: 1 },
        ' im ',
        'Register',
        ' und in der ',
        { kind: 'link', text: 'Quelle', address: 'https://quelle.example' },
      ],
    },
  ])
  expect(sources).toEqual([{ number: 1, label: 'Maßnahmenregister', lines: ['10.11.2026'] }])
})
