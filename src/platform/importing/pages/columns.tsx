import type { Page, PageRequest } from '../../http/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  Form,
  Hidden,
  Meta,
  Note,
  Parts,
  ScrollRegion,
  Section,
  Select,
  Stack,
  Text,
  TextField,
} from '../../ui/index.ts'
import { lettersOf } from '../domain/columns.ts'
import { before } from '../domain/states.ts'
import type { ImportKind } from '../kind.ts'
import { getImport, type Import } from '../queries/imports.ts'
import { crumbsOf } from './imports.tsx'
import { overPage } from './over.tsx'

/** Values shown of a column, to know it by. */
const samples = 3

/** What the columns of the file mean: guessed from their headers, remembered from the last time, changed here. */
export const columnsPage =
  (kind: ImportKind) =>
  async (request: PageRequest): Promise<Page> => {
    const { tx, params, t, form } = request
    const one = await getImport(tx, kind, (params as { readonly id: string }).id)
    if (!before.includes(one.state) || one.state === 'checking') return overPage(kind, one, t)
    const headers = one.preview.find((row) => row.number === one.headerRow)?.texts ?? []
    const below = one.preview.filter((row) => row.number > one.headerRow)
    const width = Math.max(headers.length, ...below.map((row) => row.texts.length))
    const places = Array.from({ length: Math.min(width, 120) }, (_, index) => index).filter(
      (index) => headers[index] || below.some((row) => row.texts[index]),
    )
    const meant = new Map(Object.entries(one.mapping).map(([key, index]) => [index, key]))
    const nameOf = (index: number) =>
      t('importing.column-name', { letter: lettersOf(index), header: headers[index] || t('importing.no-header') })
    const samplesOf = (index: number) =>
      [...new Set(below.map((row) => row.texts[index]).filter(Boolean))].slice(0, samples).join(' · ')
    const action = `${kind.path}/${one.id}/columns`
    // Both forms go to one address; what is wrong stands at the one that was sent.
    const whereIsWrong = form?.issues.some(({ field }) => field === 'sheet' || field === 'headerRow') ?? false
    const visible = one.sheets.filter((sheet) => !sheet.hidden || sheet.name === one.sheet)
    return {
      title: t('importing.columns.title'),
      crumbs: [...crumbsOf(t, kind), { label: t(`${kind.words}.title`), path: kind.path }],
      meta: (
        <Parts
          parts={[
            one.fileName,
            visible.length > 1 && one.sheet,
            t('importing.columns.known', { known: meant.size, count: places.length }),
          ]}
        />
      ),
      body: (
        <Columns kind="side">
          <Section title={t('importing.columns.meaning')}>
            <Form
              action={action}
              labels={Object.fromEntries(places.map((index) => [`c${index}`, nameOf(index)]))}
              initial={Object.fromEntries(places.map((index) => [`c${index}`, meant.get(index) ?? '']))}
              failure={t('importing.not-checked')}
              {...(form && !whereIsWrong && { state: form })}
            >
              <Hidden name="sheet" value={one.sheet} />
              <Hidden name="headerRow" value={one.headerRow} />
              {one.failure && <Note kind="attention">{t(`error.${one.failure}`)}</Note>}
              <Text>{t('importing.columns.lead')}</Text>
              {places.map((index) => (
                <Select
                  key={index}
                  name={`c${index}`}
                  hint={samplesOf(index) ? t('importing.samples', { samples: samplesOf(index) }) : undefined}
                  empty={t('importing.not-read')}
                  options={kind.columns.map(({ key, header }) => ({ value: key, label: header }))}
                />
              ))}
              <ButtonRow>
                <Button name="do" value="check">
                  {t('importing.check')}
                </Button>
                <Button look="tertiary" action={`${kind.path}/${one.id}/discard`} unchecked>
                  {t('importing.discard')}
                </Button>
              </ButtonRow>
            </Form>
          </Section>
          <Section title={t('importing.columns.where')}>
            <Stack>
              <Preview one={one} caption={t('importing.columns.preview')} />
              <Remarks one={one} t={t} />
              <Form
                action={action}
                prefix="where-"
                labels={{ sheet: t('importing.field.sheet'), headerRow: t('importing.field.headerRow') }}
                initial={{ sheet: one.sheet, headerRow: one.headerRow }}
                {...(form && whereIsWrong && { state: form })}
              >
                {visible.length > 1 ? (
                  <Select name="sheet" options={visible.map(({ name }) => ({ value: name, label: name }))} />
                ) : (
                  <Hidden name="sheet" value={one.sheet} />
                )}
                <TextField name="headerRow" numeric width="s" hint={t('importing.hint.headerRow')} />
                <ButtonRow>
                  <Button look="secondary" name="do" value="look">
                    {t('importing.look-again')}
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
    one.remarks.formulas > 0 && t('importing.remark.formulas', { count: one.remarks.formulas }),
    one.remarks.externalLinks && t('importing.remark.links'),
    one.sheets.some((sheet) => sheet.hidden) && t('importing.remark.hidden'),
  ].filter((text) => text !== false)
  return remarks.length > 0 && <Meta parts={remarks} />
}
