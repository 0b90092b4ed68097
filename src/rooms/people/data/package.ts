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
import { organisationNames } from '../../network/index.ts'
import type { Birth } from '../domain/birth.ts'
import { languageName } from '../domain/languages.ts'
import { birthText } from '../pages/words.ts'
import { getPerson, type Person } from '../queries/persons.ts'

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
  const names = await organisationNames(tx, clock.today())
  return { person, controller: names.find((one) => one.id === person.controllerId)?.name ?? '', rooms }
}

/** The machine-readable copy (Art. 20 GDPR). */
export async function dataJson(request: PageRequest<'id'>): Promise<Download> {
  const { person, controller, rooms } = await packageOf(request, 'json')
  const body = {
    format: 'nahtlos-person/1',
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
}

function roomBlocks(writing: Writing, parts: Readonly<Record<string, unknown>>): Block[] {
  const blocks = Object.entries(parts).flatMap(([part, value]): Block[] => {
    const rows = (Array.isArray(value) ? value : [value]).filter((row) => !isEmpty(row))
    if (rows.length === 0) return []
    const heading: Block = { kind: 'heading', level: 2, text: word(writing, part) }
    if (rows.every((row) => typeof row !== 'object'))
      return [heading, { kind: 'list', items: rows.map((row) => [plain(writing, part, row)]) }]
    return [heading, ...rows.map((row): Block => ({ kind: 'facts', items: factsOf(writing, row) }))]
  })
  return blocks.length === 0 ? [] : [{ kind: 'heading', level: 1, text: word(writing, 'title') }, ...blocks]
}

const factsOf = (writing: Writing, row: unknown): { term: string; value: readonly Inline[] }[] =>
  Object.entries(row as object)
    .filter(([, value]) => !isEmpty(value))
    .map(([key, value]) => ({ term: word(writing, key), value: [plain(writing, key, value)] }))

/** A value in one line; what is nested follows its name. Codes and days in words where the room has some. */
function plain(writing: Writing, key: string, value: unknown): string {
  const { t, format, room } = writing
  if (value instanceof Date) return format.instant(value)
  if (typeof value === 'boolean') return value ? t('people.yes') : t('people.no')
  if (Array.isArray(value)) return value.map((one) => plain(writing, key, one)).join('; ')
  if (isBirth(value)) return birthText(format, value)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, inner]) => !isEmpty(inner))
      .map(([name, inner]) => `${word(writing, name)}: ${plain(writing, name, inner)}`)
      .join(', ')
  const text = String(value)
  if (key === 'languages') return languageName(text, format.locale)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return format.day(text as Day)
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return format.instant(new Date(text))
  if (!/^[a-zA-Z0-9-]{1,60}$/.test(text)) return text
  const known = [`${room}.data.${key}.${text}`, `${room}.${key}.${text}`].find((name) => t.has(name))
  return known ? t(known) : text
}

/** The room's own word for a name, else the name as it is. */
function word({ t, room }: Writing, key: string): string {
  const known = [`${room}.data.word.${key}`, `${room}.field.${key}`].find((name) => t.has(name))
  return known ? t(known) : key
}

const isBirth = (value: unknown): value is Birth =>
  typeof value === 'object' && value !== null && 'date' in value && 'precision' in value

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
