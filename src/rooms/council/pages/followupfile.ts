import type { Day } from '../../../kernel/day.ts'
import { Forbidden, NotFound } from '../../../kernel/errors.ts'
import { type CsvValue, csvType, type PaperDocument, writeCsv } from '../../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { findDistrict } from '../../network/index.ts'
import { seesInternal } from '../access.ts'
import { type FollowUpRow, lightOf } from '../domain/followup.ts'
import { obligationKinds, obligationStates } from '../drafting/domain/terms.ts'
import { fileOf } from '../drafting/files.ts'
import { followUpRows, getIssuedList } from '../queries/followup.ts'
import { longestList } from '../queries/listing.ts'
import { asCouncilSees } from '../queries/publicly.ts'
import { settingOf } from './asking.ts'
import { askedList } from './followup.tsx'

const forms = ['pdf', 'docx', 'csv', 'json'] as const

/** A list as it leaves the house. It is German whoever makes it: it goes to the bodies. */
interface Laid {
  /** Name of the body; null: all bodies. */
  readonly body: string | null
  readonly meetingOn: Day | null
  readonly asOf: Day
  /** Public rows only. */
  readonly isPublic: boolean
  readonly rows: readonly FollowUpRow[]
  readonly simulated: boolean
  readonly checksum: string | null
}

/** The list as it is now, as filtered; without `version=full` it holds public rows only. */
export async function followUpFile(request: PageRequest<'form'>): Promise<Download> {
  const { tx, actor, query, params, tenant } = request
  const on = settingOf(request)
  const full = query.get('version') === 'full'
  if (full && !seesInternal(actor)) throw new Forbidden('council.read-internal')
  const { listing, body } = await askedList(request)
  const asked = { ...listing, limit: longestList }
  const { rows } = full
    ? await followUpRows(tx, actor, on, asked)
    : await asCouncilSees(tx, actor, (reader) => followUpRows(tx, reader, on, { ...asked, isPublic: true }))
  return await listFile(request, params.form, {
    body: body?.name ?? null,
    meetingOn: null,
    asOf: on.today,
    isPublic: !full,
    rows,
    simulated: tenant.demo,
    checksum: null,
  })
}

/** A list as it was issued: what it said then. */
export async function issuedFile(request: PageRequest<'id' | 'form'>): Promise<Download> {
  const { tx, actor, params } = request
  const list = await getIssuedList(tx, actor, params.id)
  const { body, meetingOn, issuedOn, rows } = list.content
  return await listFile(request, params.form, {
    body,
    meetingOn,
    asOf: issuedOn,
    isPublic: list.isPublic,
    rows,
    simulated: list.simulated,
    checksum: list.checksum,
  })
}

async function listFile({ tx }: PageRequest, asked: string, laid: Laid): Promise<Download> {
  const form = forms.find((one) => one === asked)
  if (!form) throw new NotFound(`there is no file ${asked}`)
  const name = `Beschlusskontrolle-${laid.meetingOn ?? laid.asOf}${laid.isPublic ? '' : '-nichtoeffentlich'}`
  if (form === 'csv')
    return { type: csvType, filename: `${name}.csv`, body: writeCsv(csvHeader, laid.rows.map(csvRow)) }
  const issuer = (await findDistrict(tx))?.name ?? ''
  return { ...(await fileOf(listDocument(laid, issuer), form)), filename: `${name}.${form}` }
}

const german = createFormat('de')
const dayOf = (day: Day | null): string => (day === null ? '' : german.day(day))

const csvHeader = [
  'Vorlage',
  'Beschluss',
  'Gremium',
  'Beschlossen am',
  'Auftrag (Wortlaut)',
  'Art',
  'Antragstellend',
  'Zuständig',
  'Kontakt',
  'Frist',
  'Stand',
  'Stand seit',
  'Grund der Verzögerung',
  'Letzter Bericht am',
  'Letzter Bericht',
  'Nächster Bericht am',
  'Öffentlich',
]

const csvRow = (row: FollowUpRow): CsvValue[] => [
  row.paperNumber,
  row.title,
  row.bodyName,
  dayOf(row.decidedOn),
  row.wording,
  obligationKinds[row.kind],
  row.originator ?? 'Verwaltung',
  row.responsible,
  row.contact,
  dayOf(row.due),
  obligationStates[row.state],
  dayOf(row.since),
  row.reason,
  dayOf(row.lastReportOn),
  row.lastReport,
  dayOf(row.nextReportOn),
  row.isPublic ? 'ja' : 'nein',
]

/** The traffic light in print as a word: the typeface of papers has no shapes for it. */
const lights = { red: 'Rot', yellow: 'Gelb', green: 'Grün' } as const

function listDocument(laid: Laid, issuer: string): PaperDocument {
  return {
    title: laid.isPublic ? 'Beschlusskontrolle, öffentlich' : 'Beschlusskontrolle, nichtöffentlich',
    subject: [laid.body ?? 'Alle Gremien', laid.meetingOn ? `Sitzung am ${dayOf(laid.meetingOn)}` : null]
      .filter(Boolean)
      .join(', '),
    language: 'de',
    issuer,
    marks: [...(laid.simulated ? ['DEMO'] : []), ...(laid.isPublic ? [] : ['nichtöffentlich'])],
    landscape: true,
    createdOn: laid.asOf,
    sources: [],
    footer: [`Stand ${dayOf(laid.asOf)}`, laid.checksum && `Prüfsumme ${laid.checksum.slice(0, 12)}`]
      .filter(Boolean)
      .join(' · '),
    blocks: [
      {
        kind: 'paragraph',
        text: [
          `${laid.rows.length === 1 ? 'Ein Auftrag' : `${laid.rows.length} Aufträge`}, Stand ${dayOf(laid.asOf)}.`,
        ],
      },
      {
        kind: 'table',
        caption: 'Aufträge aus Beschlüssen',
        headerColumn: true,
        columns: [
          { header: 'Beschluss, Auftrag im Wortlaut', width: 5 },
          { header: 'Beschlossen', width: 2 },
          { header: 'Antragstellend', width: 1.7 },
          { header: 'Zuständig, Kontakt', width: 2.4 },
          { header: 'Frist', width: 1.3 },
          { header: 'Stand', width: 2 },
          { header: 'Letzter und nächster Bericht', width: 3 },
        ],
        rows: laid.rows.map((row) => [
          [{ kind: 'strong', text: row.title }, { kind: 'line-break' }, { kind: 'quote-mark', text: row.wording }],
          lines(dayOf(row.decidedOn), laid.body === null ? row.bodyName : null, row.paperNumber),
          [row.originator ?? 'Verwaltung'],
          lines(row.responsible ?? 'noch niemand', row.contact),
          [row.due === null ? 'ohne Termin' : dayOf(row.due)],
          lines(
            `${lights[lightOf[row.state]]}: ${obligationStates[row.state]}`,
            `seit ${dayOf(row.since)}`,
            row.reason,
          ),
          lines(
            row.lastReportOn && `${dayOf(row.lastReportOn)}: ${row.lastReport ?? ''}`,
            row.nextReportOn && `nächster Bericht ${dayOf(row.nextReportOn)}`,
          ),
        ]),
      },
    ],
  }
}

function lines(...texts: readonly (string | null | undefined)[]) {
  return texts
    .filter((text): text is string => Boolean(text))
    .flatMap((text, index) => (index === 0 ? [text] : [{ kind: 'line-break' as const }, text]))
}
