import { expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { messageFolders } from '../../src/platform/http/gate/own.ts'
import { readCatalogues } from '../../src/platform/i18n/index.ts'
import { allowedValues, sourceOf, templatesIn, valuesIn } from '../../src/platform/mail/templates.ts'
import { wordingFor } from '../../src/platform/mail/wording.ts'

const catalogues = await readCatalogues([...messageFolders(), ...rooms.map((room) => room.folder)])
const templates = templatesIn(catalogues)

test('there are templates of parts and rooms', () => {
  const names = templates.map(({ part, name }) => `${part}.${name}`)
  expect(names).toEqual(
    expect.arrayContaining(['mail.test', 'measures.campaign-asked', 'subscriptions.confirm', 'identity.factor-added']),
  )
})

test.each(templates)('%j names nothing but harmless values, in both languages the same', (template) => {
  const used = (['de', 'en'] as const).map((locale) => {
    const texts = (['subject', 'body'] as const).map((which) => sourceOf(catalogues[locale] ?? {}, template, which))
    expect(texts).not.toContain(undefined)
    return valuesIn(texts.join(' ')).sort()
  })
  expect(used[0]).toEqual(used[1])
  expect(used[0]?.filter((name) => !Object.hasOwn(allowedValues, name))).toEqual([])
})

test('a name in a template is found wherever it stands', () => {
  expect(valuesIn('{count, plural, one {ein {what}} other {# {what}}} bis {dueOn} <b>{ person }</b>')).toEqual([
    'count',
    'what',
    'dueOn',
    'person',
  ])
})

test('an English mail has English words where the district gave some, else the German ones', () => {
  const words = { de: { sender: 'Amt', closing: 'Gruß' }, en: { sender: null, closing: 'Regards' } }
  expect(wordingFor(words, 'en')).toEqual({ sender: 'Amt', closing: 'Regards' })
  expect(wordingFor(words, 'ar')).toEqual({ sender: 'Amt', closing: 'Gruß' })
})
