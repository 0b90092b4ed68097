import type { ReactNode } from 'react'
import type { Id } from '../../../kernel/ids.ts'
import { isConflict, versionFor } from '../../../platform/http/changed.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  Form,
  type FormValue,
  Hidden,
  Link,
  List,
  Meta,
  Row,
  Section,
  Stack,
  useRender,
} from '../../../platform/ui/index.ts'
import { getMeasure, type Measure } from '../queries/measures.ts'
import { confirmations } from './confirmations.ts'
import { merging } from './editing.tsx'

/** A row that hangs on a measure, as the page that keeps such rows lists it. */
export interface PartRow {
  readonly id: string
  readonly content: ReactNode
  readonly meta?: ReactNode
  readonly below?: ReactNode
  /** What its form shows; absent where the row can only be taken back. */
  readonly initial?: Readonly<Record<string, FormValue>>
}

export interface PartPage {
  /** Last part of the address and key of the texts: `milestones`. */
  readonly part: string
  readonly rows: readonly PartRow[]
  readonly labels: Readonly<Record<string, string>>
  readonly initial?: Readonly<Record<string, FormValue>>
  readonly fields: ReactNode
  /** Rows cannot be taken back. */
  readonly keeps?: boolean
  /** Files are sent with it. */
  readonly files?: boolean
  /** What stands below the form: another form of the same page. */
  readonly more?: ReactNode
}

/** A measure or a concept that rows hang on. */
export interface PartSubject {
  readonly path: string
  readonly title: string
  readonly crumbs: NonNullable<Page['crumbs']>
  readonly record: { readonly kind: 'measure' | 'concept'; readonly id: string; readonly version: number }
  /** Path of the page as its route is registered, such as `/measures/:id`. */
  readonly route: string
}

export async function measureSubject({
  tx,
  actor,
  params,
  clock,
  t,
}: PageRequest<'id'>): Promise<PartSubject & { measure: Measure }> {
  const measure = await getMeasure(tx, actor, params.id as Id<'measure'>, clock.today())
  const path = `/measures/${measure.id}`
  return {
    measure,
    path,
    title: t('measures.measure.named', { number: measure.number, title: measure.title }),
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: measure.title, path },
    ],
    record: { kind: 'measure', id: measure.id, version: measure.version },
    route: '/measures/:id',
  }
}

/** The page that keeps the rows of one part: what is there, and one form to add a row or, by `?row=`, to change one. */
export async function partPage(request: PageRequest, subject: PartSubject, what: PartPage): Promise<Page> {
  const { t, form, query } = request
  const route = `${subject.route}/${what.part}`
  const mine = form?.route === route ? form : undefined
  const asked = mine ? mine.values['row'] : query.get('row')
  const row = what.rows.find((one) => one.id === asked && one.initial)
  const names = Object.keys(what.labels)
  const { alert } = await merging(request, subject.record, [], what.labels)
  return {
    title: t(`measures.part.${what.part}`),
    meta: subject.title,
    crumbs: subject.crumbs,
    layout: 'narrow',
    actions: (
      <ButtonLink look="secondary" to={subject.path}>
        {t('measures.back')}
      </ButtonLink>
    ),
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={confirmations} />
        {alert}
        {form && form.route === `${route}/remove` && form.issues.length > 0 && (
          <Form labels={{}} state={form} route={`${route}/remove`}>
            {null}
          </Form>
        )}
        {what.rows.length > 0 && (
          <List
            items={what.rows.map((one) => ({
              key: one.id,
              content: one.content,
              meta: one.meta,
              below: <RowActions subject={subject} part={what} row={one} />,
            }))}
          />
        )}
        {what.rows.length === 0 && <Meta>{t(`measures.part.no-${what.part}`)}</Meta>}
        <Section title={t(row ? `measures.part-form.${what.part}.change` : `measures.part-form.${what.part}.add`)}>
          <Form
            key={row?.id ?? 'new'}
            action={`${subject.path}/${what.part}`}
            route={route}
            labels={what.labels}
            initial={Object.fromEntries(names.map((name) => [name, (row?.initial ?? what.initial)?.[name]]))}
            state={mine}
            withoutSummary={isConflict(mine)}
            {...(what.files && { files: true })}
          >
            {row && <Hidden name="row" value={row.id} />}
            {row && <Hidden name="version" value={versionFor(mine, subject.record.version)} />}
            {what.fields}
            <ButtonRow>
              <Button>{t(row ? 'measures.save' : 'measures.part-form.enter')}</Button>
              {row && (
                <ButtonLink look="tertiary" to={`${subject.path}/${what.part}`}>
                  {t('measures.cancel')}
                </ButtonLink>
              )}
            </ButtonRow>
          </Form>
        </Section>
        {what.more}
      </Stack>
    ),
  }
}

function RowActions({ subject, part, row }: { subject: PartSubject; part: PartPage; row: PartRow }) {
  const { t } = useRender()
  const path = `${subject.path}/${part.part}`
  return (
    <>
      {row.below}
      <Row>
        {row.initial && <Link to={`?row=${row.id}`}>{t('measures.part-form.change')}</Link>}
        {!part.keeps && (
          <Form action={`${path}/remove`} route={`${subject.route}/${part.part}/remove`} labels={{}}>
            <Hidden name="row" value={row.id} />
            <Button look="row">{t('measures.remove')}</Button>
          </Form>
        )}
      </Row>
    </>
  )
}
