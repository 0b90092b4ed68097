import { renderToStaticMarkup } from 'react-dom/server'
import type { Tenant } from '../../database/index.ts'
import type { Format, Translate } from '../../i18n/index.ts'
import type { DescribedTable } from './describe.ts'

interface ReadmeProps {
  readonly tenant: Pick<Tenant, 'name' | 'demo'>
  readonly tables: readonly (DescribedTable & { readonly rows: number })[]
  readonly files: number
  readonly at: number
  readonly t: Translate
  readonly format: Format
}

/** One page that explains every table and column, readable in any browser without this program, now and in fifty years. */
export function readme(props: ReadmeProps): string {
  return `<!doctype html>\n${renderToStaticMarkup(<Readme {...props} />)}\n`
}

const style = `body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #bbb}
code{font-family:monospace}h2{margin-top:2.5rem}ul{padding-inline-start:1.25rem}`

function Readme({ tenant, tables, files, at, t, format }: ReadmeProps) {
  return (
    <html lang={t.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('backup.export.title', { district: tenant.name })}</title>
        <style>{style}</style>
      </head>
      <body>
        <h1>{t('backup.export.title', { district: tenant.name })}</h1>
        {tenant.demo && (
          <p>
            <strong>{t('backup.export.demo')}</strong>
          </p>
        )}
        <p>{t('backup.export.about', { at: format.instant(at), tables: tables.length, files })}</p>
        <ul>
          {['csv', 'jsonl', 'files', 'package', 'sums', 'left-out', 'time', 'formula'].map((what) => (
            <li key={what}>{t(`backup.export.${what}`)}</li>
          ))}
        </ul>
        <h2>{t('backup.export.tables')}</h2>
        <ul>
          {tables.map(({ name, rows }) => (
            <li key={name}>
              <a href={`#${name}`}>{name}</a> ({format.number(rows)})
            </li>
          ))}
        </ul>
        {tables.map((table) => (
          <Table key={table.name} table={table} t={t} format={format} />
        ))}
      </body>
    </html>
  )
}

function Table({ table, t, format }: { table: ReadmeProps['tables'][number]; t: Translate; format: Format }) {
  const { name, comment, columns, key, references, checks, rows } = table
  return (
    <>
      <h2 id={name}>{name}</h2>
      <p lang="en">{comment}</p>
      <p>
        {t('backup.export.rows', { rows })} <a href={`csv/${name}.csv`}>CSV</a>,{' '}
        <a href={`jsonl/${name}.jsonl`}>JSON Lines</a>
      </p>
      <table>
        <thead>
          <tr>
            {['column', 'type', 'meaning'].map((head) => (
              <th key={head} scope="col">
                {t(`backup.export.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.name}>
              <td>
                <code>{column.name}</code>
              </td>
              <td>
                {column.type}
                {column.required && `, ${t('backup.export.required')}`}
              </td>
              <td>
                <span lang="en">{column.comment}</span>
                {key.includes(column.name) && ` ${t('backup.export.key')}`}
                {references
                  .filter((reference) => reference.columns.includes(column.name))
                  .map((reference) => (
                    <span key={reference.table}>
                      {' '}
                      → <a href={`#${reference.table}`}>{reference.table}</a>
                    </span>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {checks.length > 0 && (
        <details>
          <summary>{t('backup.export.checks', { n: checks.length, count: format.number(checks.length) })}</summary>
          <ul lang="en">
            {checks.map((check) => (
              <li key={check}>
                <code>{check}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
