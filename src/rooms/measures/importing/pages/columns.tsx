import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  Form,
  Hidden,
  Meta,
  Parts,
  ScrollRegion,
  Section,
  Select,
  Stack,
  Text,
  TextField,
} from '../../../../platform/ui/index.ts'
import { columns } from '../domain/columns.ts'
import { importPath, importsPath } from '../paths.ts'
import { getImport, type Import } from '../queries/imports.ts'
import { crumbsOf } from './imports.tsx'

/** Values shown of a column, to know it by. */
const samples = 3

/** What the columns of the file mean: guessed from their headers, remembered from the last time, changed here. */
export async function showColumns(request: PageRequest<'id'>): Promise<Page> {
  const { tx, params, t, form } = request
  const one = await getImport(tx, params.id as never)
  const headers = one.preview.find((row) => row.number === one.headerRow)?.texts ?? []
  const below = one.preview.filter((row) => row.number > one.headerRow)
  const width = Math.max(headers.length, ...below.map((row) => row.texts.length))
  const places = Array.from({ length: Math.min(width, 120) }, (_, index) => index).filter(
    (index) => headers[index] || below.some((row) => row.texts[index]),
  )
  const meant = new Map(Object.entries(one.mapping).map(([key, index]) => [index, key]))
  const nameOf = (index: number) =>
    t('measures.import.column-name', {
      letter: lettersOf(index),
      header: headers[index] || t('measures.import.no-header'),
    })
  const samplesOf = (index: number) =>
    [...new Set(below.map((row) => row.texts[index]).filter(Boolean))].slice(0, samples).join(' · ')
  const action = `${importPath(one.id)}/columns`
  const visible = one.sheets.filter((sheet) => !sheet.hidden || sheet.name === one.sheet)
  return {
    title: t('measures.import.columns.title'),
    crumbs: [...crumbsOf(t), { label: t('measures.import.title'), path: importsPath }],
    meta: (
      <Parts
        parts={[
          one.fileName,
          visible.length > 1 && one.sheet,
          t('measures.import.columns.known', { known: meant.size, count: places.length }),
        ]}
      />
    ),
    body: (
      <Columns kind="side">
        <Section title={t('measures.import.columns.meaning')}>
          <Form
            action={action}
            labels={Object.fromEntries(places.map((index) => [`c${index}`, nameOf(index)]))}
            initial={Object.fromEntries(places.map((index) => [`c${index}`, meant.get(index) ?? '']))}
            failure={t('measures.import.not-checked')}
            {...(form && { state: form })}
          >
            <Hidden name="sheet" value={one.sheet} />
            <Hidden name="headerRow" value={one.headerRow} />
            <Text>{t('measures.import.columns.lead')}</Text>
            {places.map((index) => (
              <Select
                key={index}
                name={`c${index}`}
                hint={samplesOf(index) ? t('measures.import.samples', { samples: samplesOf(index) }) : undefined}
                empty={t('measures.import.not-read')}
                options={columns.map(({ key, header }) => ({ value: key, label: header }))}
              />
            ))}
            <ButtonRow>
              <Button name="do" value="check">
                {t('measures.import.check')}
              </Button>
            </ButtonRow>
          </Form>
        </Section>
        <Section title={t('measures.import.columns.where')}>
          <Stack>
            <Preview one={one} caption={t('measures.import.columns.preview')} />
            <Remarks one={one} t={t} />
            <Form
              action={action}
              prefix="where-"
              labels={{ sheet: t('measures.import.field.sheet'), headerRow: t('measures.import.field.headerRow') }}
              initial={{ sheet: one.sheet, headerRow: one.headerRow }}
              withoutSummary
            >
              {visible.length > 1 ? (
                <Select name="sheet" options={visible.map(({ name }) => ({ value: name, label: name }))} />
              ) : (
                <Hidden name="sheet" value={one.sheet} />
              )}
              <TextField name="headerRow" numeric width="s" hint={t('measures.import.hint.headerRow')} />
              <ButtonRow>
                <Button look="secondary" name="do" value="look">
                  {t('measures.import.look-again')}
                </Button>
              </ButtonRow>
            </Form>
          </Stack>
        </Section>
      </Columns>
    ),
  }
}

/** The first rows of the file as they are, the header among them. */
function Preview({ one, caption }: { one: Import; caption: string }) {
  const rows = one.preview.slice(0, Math.max(8, one.headerRow + 3))
  const width = Math.min(6, Math.max(...rows.map((row) => row.texts.length)))
  return (
    <ScrollRegion label={caption}>
      <table className="kern-table kern-table--small nl-table nl-table--dense">
        <caption>{caption}</caption>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <th scope="row" className="kern-table__header">
                {row.number}
              </th>
              {Array.from({ length: width }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
                <td key={index} className="kern-table__cell">
                  {row.number === one.headerRow ? <strong>{row.texts[index]}</strong> : row.texts[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

export function Remarks({ one, t }: { one: Import; t: PageRequest['t'] }) {
  const remarks = [
    one.remarks.formulas > 0 && t('measures.import.remark.formulas', { count: one.remarks.formulas }),
    one.remarks.externalLinks && t('measures.import.remark.links'),
    one.sheets.some((sheet) => sheet.hidden) && t('measures.import.remark.hidden'),
  ].filter((text) => text !== false)
  return remarks.length > 0 && <Meta parts={remarks} />
}

/** 27 → `AB`, as spreadsheets call their columns. */
export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}
