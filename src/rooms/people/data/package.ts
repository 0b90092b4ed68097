/** What is handed to a person who asks what is stored about them (Art. 15 and 20 GDPR), as JSON and as PDF. */
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import {
  type Block,
  type Inline,
  type PaperDocument,
  pdfType,
  toHtml,
  toPdf,
} from '../../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../../platform/http/index.ts'
import { createFormat, type Format, type Translate } from '../../../platform/i18n/index.ts'
import { organisationNamesOf } from '../../network/index.ts'
import type { Birth } from '../domain/birth.ts'
import { languageName } from '../domain/languages.ts'
import { birthText } from '../pages/words.ts'
import { getPerson, type Person } from '../queries/persons.ts'
import { copyFormat, jsonSchemaOf } from './schema.ts'

interface Package {
  readonly person: Person
  readonly controller: string
  readonly rooms: readonly { readonly room: string; readonly parts: Readonly<Record<string, unknown>> }[]
}

/** All that the actor's controller keeps about a person, room by room. Writes down that it was read. */
async function packageOf(request: PageRequest<'id'>, form: 'json' | 'pdf' | 'html'): Promise<Package> {
  const { tx, actor, params, clock, personalData } = request
  const id = params.id as Id<'person'>
  const person = await getPerson(tx, actor, id)
  const rooms: { room: string; parts: Readonly<Record<string, unknown>> }[] = []
  for (const { room, export: give } of personalData) rooms.push({ room, parts: await give(tx, actor, id) })
  await recordLook(tx, actor, {
    event: 'people.data-exported',
    subjectKind: 'people.person',
    ids: [id],
    details: { form },
  })
  const names = await organisationNamesOf(tx, [person.controllerId], clock.today())
  return { person, controller: names.get(person.controllerId) ?? '', rooms }
}

/** The machine-readable copy (Art. 20 GDPR). */
export async function dataJson(request: PageRequest<'id'>): Promise<Download> {
  const { person, controller, rooms } = await packageOf(request, 'json')
  const body = {
    format: copyFormat,
    createdOn: request.clock.today(),
    controller,
    code: person.code,
    rooms: Object.fromEntries(rooms.map(({ room, parts }) => [room, parts])),
  }
  return {
    type: 'application/json; charset=utf-8',
    filename: `${person.code}.json`,
    body: JSON.stringify(body, null, 2),
  }
}

/** The form of that copy as JSON Schema: what a program that takes it over may rely on. */
export async function dataSchema({ tx, actor, params, personalData }: PageRequest<'id'>): Promise<Download> {
  await getPerson(tx, actor, params.id as Id<'person'>)
  return {
    type: 'application/schema+json; charset=utf-8',
    filename: 'nahtlos-person-1.schema.json',
    body: JSON.stringify(jsonSchemaOf(personalData), null, 2),
  }
}

/** The same for reading, as PDF/UA. */
export async function dataPdf(request: PageRequest<'id'>): Promise<Download> {
  const paper = await paperOf(request, 'pdf')
  return { type: pdfType, filename: `${paper.reference}.pdf`, body: await toPdf(paper) }
}

/** The same as a page that stands alone: the browser has letters of scripts that the typesetter may lack. */
export async function dataHtml(request: PageRequest<'id'>): Promise<Download> {
  const paper = await paperOf(request, 'html')
  return { type: 'text/html; charset=utf-8', filename: `${paper.reference}.html`, body: await toHtml(paper) }
}

async function paperOf(request: PageRequest<'id'>, form: 'pdf' | 'html'): Promise<PaperDocument> {
  const { t, tenant, clock, locale } = request
  const { person, controller, rooms } = await packageOf(request, form)
  const format = createFormat(locale)
  return {
    title: t('people.data.paper-title'),
    subject: person.name ?? person.code,
    language: locale === 'en' ? 'en' : 'de',
    issuer: controller,
    marks: tenant.demo ? ['DEMO'] : [],
    reference: person.code,
    blocks: [
      { kind: 'paragraph', text: [t('people.data.paper-intro', { day: format.day(clock.today()) })] },
      ...rooms.flatMap(({ room, parts }) => roomBlocks({ t, format, room }, parts)),
      { kind: 'heading', level: 1, text: t('people.data.paper-rights') },
      { kind: 'paragraph', text: [t('people.data.paper-rights-text', { controller })] },
    ],
    sources: [],
    createdOn: clock.today(),
  }
}

/** What words of the paper need. */
interface Writing {
  readonly t: Translate
  readonly format: Format
  readonly room: string
  /** The part of the room's copy that is being written; empty above them. */
  readonly part: string
}

type Row = Readonly<Record<string, unknown>>

function roomBlocks(writing: Omit<Writing, 'part'>, parts: Row): Block[] {
  const blocks = Object.entries(parts).flatMap(([part, value]) => partBlocks({ ...writing, part }, value, 2))
  const title = word({ ...writing, part: '' }, 'title')
  return blocks.length === 0 ? [] : [{ kind: 'heading', level: 1, text: title }, ...blocks]
}

/** A part under its heading: one list of facts for each row, and below it the lists that the row holds. */
function partBlocks(writing: Writing, value: unknown, level: 2 | 3): Block[] {
  const rows = (Array.isArray(value) ? value : [value]).filter((row) => !isEmpty(row))
  if (rows.length === 0) return []
  const heading: Block = { kind: 'heading', level, text: word(writing, writing.part) }
  if (rows.every((row) => typeof row !== 'object'))
    return [heading, { kind: 'list', items: rows.map((row) => [plain(writing, writing.part, row)]) }]
  return [
    heading,
    ...rows.flatMap((row: Row): Block[] => [
      { kind: 'facts', items: factsOf(writing, row) },
      ...(topParts.has(writing.part)
        ? Object.entries(row)
            .filter(([, inner]) => isList(inner))
            .flatMap(([part, inner]) => partBlocks({ ...writing, part }, inner, 3))
        : []),
    ]),
  ]
}

/** Lists of rows get a heading of their own as long as there are levels for them. */
const factsOf = (writing: Writing, row: Row): { term: string; value: readonly Inline[] }[] =>
  Object.entries(row)
    .filter(([, value]) => !isEmpty(value) && !(isList(value) && topParts.has(writing.part)))
    .map(([key, value]) => ({ term: word(writing, key), value: [plain(writing, key, value)] }))

/** Parts whose rows hold parts themselves. */
const topParts: ReadonlySet<string> = new Set(['files'])

const isList = (value: unknown): value is readonly Row[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'object' && one !== null)

/** A value in one line; what is nested follows its name. Codes and days in words where the room has some. */
function plain(writing: Writing, key: string, value: unknown): string {
  const { t, format } = writing
  if (value instanceof Date) return format.instant(value)
  if (typeof value === 'boolean') return value ? t('people.yes') : t('people.no')
  if (Array.isArray(value)) return value.map((one) => plain(writing, key, one)).join('; ')
  if (isBirth(value)) return birthText(format, value)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, inner]) => !isEmpty(inner))
      .map(([name, inner]) => `${word(writing, name)}: ${plain(writing, keyFor(value, name), inner)}`)
      .join(', ')
  const text = String(value)
  if (['languages', 'translatedInto', 'interpreterLanguage'].includes(key)) return languageName(text, format.locale)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return format.day(text as Day)
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return format.instant(new Date(text))
  return codeWord(writing, key, text) ?? text
}

/** What was before and after a change is a value of the field that changed. */
const keyFor = (of: object, name: string): string =>
  (name === 'before' || name === 'after') && 'field' in of ? String(of.field) : name

/** The room's word for a code; undefined for what is none. */
function codeWord({ t, room, part }: Writing, key: string, text: string): string | undefined {
  if (!/^[a-zA-Z0-9-]{1,60}$/.test(text)) return undefined
  const known = [
    `${room}.data.code.${part}.${key}.${text}`,
    `${room}.data.code.${key}.${text}`,
    `${room}.data.${key}.${text}`,
    `${room}.${key}.${text}`,
    // Names of fields: those of a change, and those that recipients were told of.
    ...(key === 'fields' ? [`${room}.field.${text}`] : []),
  ].find((name) => t.has(name))
  return known && t(known)
}

/** The room's own word for a name, first the one it has in this part; else the name as it is. */
function word({ t, room, part }: Writing, key: string): string {
  const known = [
    `${room}.data.word-in.${part}.${key}`,
    `${room}.data.word.${key}`,
    `${room}.field.${key}`,
    // What another part of the platform keeps may be told in the words of persons.
    `people.data.word.${key}`,
  ].find((name) => t.has(name))
  return known ? t(known) : key
}

const isBirth = (value: unknown): value is Birth =>
  typeof value === 'object' && value !== null && 'date' in value && 'precision' in value

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
