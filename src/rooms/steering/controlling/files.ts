import { NotFound } from '../../../kernel/errors.ts'
import { csvType, writeCsv, writeXlsx, xlsxType } from '../../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { notRecorded } from './indicators.ts'
import { type Controlling, readControlling } from './read.ts'

/** The list as a file: `indicators.csv`, `.xlsx`, `.json`. */
export async function controllingFile(request: PageRequest<'file'>): Promise<Download> {
  const make = Object.hasOwn(makers, request.params.file) ? makers[request.params.file] : undefined
  if (!make) throw new NotFound(`no file ${request.params.file}`)
  const controlling = await readControlling(request, 'steering.controlling-exported')
  const { tenant } = request
  const ending = request.params.file.split('.')[1]
  const filename = `KIM-Controlling-${tenant.key}-${controlling.on}${tenant.demo ? '-DEMO' : ''}.${ending}`
  return { ...(await make(request, controlling)), filename }
}

type Maker = (request: PageRequest, controlling: Controlling) => Promise<Omit<Download, 'filename'>>

const makers: Readonly<Record<string, Maker>> = {
  'indicators.csv': async (request, controlling) => ({
    type: csvType,
    body: writeCsv(headersOf(request), [
      ...rowsOf(request, controlling),
      [],
      ...notesOf(request, controlling).map((line) => [line]),
    ]),
  }),
  'indicators.xlsx': async (request, controlling) => ({
    type: xlsxType,
    body: await writeXlsx({
      title: request.t('steering.controlling.title'),
      issuer: request.tenant.name,
      marks: request.tenant.demo ? [request.t('steering.controlling.demo')] : [],
      createdOn: request.clock.today(),
      sheets: [
        {
          name: request.t('steering.controlling.sheet'),
          columns: headersOf(request).map((header, at) => ({
            header,
            width: [26, 56, 12, 18, 34][at] as number,
            kind: at === 2 ? 'number' : 'text',
          })),
          rows: rowsOf(request, controlling),
        },
      ],
      notes: { name: request.t('steering.controlling.notes'), lines: notesOf(request, controlling) },
    }),
  }),
  'indicators.json': async (request, controlling) => ({
    type: 'application/json',
    body: `${JSON.stringify(
      {
        district: request.tenant.name,
        simulated: request.tenant.demo || controlling.figures.source.simulated,
        referenceDate: controlling.on,
        period: controlling.figures.source.period,
        rule: controlling.figures.rule,
        checksum: controlling.figures.checksum,
        indicators: controlling.indicators.map(({ key, section, name, value, code }) => ({
          key,
          section,
          name,
          value,
          code,
        })),
        notRecorded,
      },
      null,
      2,
    )}\n`,
  }),
}

function headersOf({ t }: PageRequest): string[] {
  return ['section', 'name', 'value', 'code', 'key'].map((column) => t(`steering.controlling.column.${column}`))
}

function rowsOf({ t }: PageRequest, { indicators }: Controlling) {
  return indicators.map(({ section, name, value, code, key }) => [
    t(`steering.controlling.section.${section}`),
    name,
    value,
    code,
    key,
  ])
}

function notesOf({ t, locale, tenant }: PageRequest, { figures, on }: Controlling): string[] {
  const format = createFormat(locale)
  const { from, to } = figures.source.period
  return [
    t('steering.controlling.note.period', {
      district: tenant.name,
      on: format.day(on),
      period: format.period(from, to),
    }),
    t('steering.controlling.note.rule'),
    t('steering.controlling.note.as-of'),
    t('steering.controlling.note.checksum', { checksum: figures.checksum }),
    ...notRecorded.map((what) => t(`steering.controlling.not-recorded.${what}`)),
    ...(tenant.demo ? [t('steering.controlling.note.demo')] : []),
  ]
}
