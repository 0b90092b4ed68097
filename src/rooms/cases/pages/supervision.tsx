import type { Page, PageRequest } from '../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  Details,
  Empty,
  Form,
  Hidden,
  Name,
  Note,
  PageCount,
  Pager,
  Section,
  Stack,
  Table,
  TextArea,
  TextField,
  useRender,
} from '../../../platform/ui/index.ts'
import { organisationNames } from '../../network/index.ts'
import { openHours } from '../actions/enter.ts'
import { casesPath } from '../paths.ts'
import { caseloadFigures, type TeamFigure } from '../queries/caseload.ts'
import { listOpenings, type Opening, openingsPerPage } from '../queries/openings.ts'
import { type PostFigure, postFigures } from '../queries/posts.ts'

/** Fachaufsicht: where is too much work, and where does work lie? Counts, and no key to a file. */
export async function showSupervision(request: PageRequest): Promise<Page> {
  const { tx, t, form, clock } = request
  const names = await organisationNames(tx, clock.today())
  const nameOf = (id: string) => names.find((one) => one.id === id)?.name ?? ''
  const figures = await caseloadFigures(tx)
  const posts = await postFigures(tx)
  return {
    title: t('cases.supervision.title'),
    meta: t('cases.supervision.text'),
    body: (
      <Columns kind="side">
        <Stack gap="l">
          {posts.length > 0 && (
            <Section title={t('cases.supervision.posts')}>
              <Posts posts={posts} nameOf={nameOf} form={form} />
            </Section>
          )}
          <Section title={t('cases.supervision.by-phase')}>
            {figures.length === 0 ? (
              <Empty title={t('cases.supervision.none')}>{t('cases.supervision.none-text')}</Empty>
            ) : (
              <Figures figures={figures} nameOf={nameOf} />
            )}
          </Section>
        </Stack>
        <Section title={t('cases.supervision.enter')}>
          <EnterForm kind="supervision" form={form} />
        </Section>
      </Columns>
    ),
  }
}

function Figures({ figures, nameOf }: { figures: readonly TeamFigure[]; nameOf: (id: string) => string }) {
  const { t, format } = useRender()
  const sum = (of: 'files' | 'overdue' | 'quiet') => figures.reduce((total, row) => total + row[of], 0)
  return (
    <Table
      caption={t('cases.supervision.by-phase')}
      stacks
      rows={figures}
      keyOf={(row) => `${row.organisationId}${row.phase}`}
      columns={[
        {
          key: 'team',
          header: t('cases.team'),
          names: true,
          cell: (row) => <Name>{nameOf(row.organisationId)}</Name>,
        },
        { key: 'phase', header: t('cases.phase-label'), cell: (row) => t(`cases.phase.${row.phase}`) },
        {
          key: 'files',
          header: t('cases.supervision.files'),
          kind: 'number',
          cell: (row) => format.number(row.files),
          total: format.number(sum('files')),
        },
        {
          key: 'overdue',
          header: t('cases.supervision.overdue'),
          kind: 'number',
          cell: (row) => format.number(row.overdue),
          total: format.number(sum('overdue')),
        },
        {
          key: 'quiet',
          header: t('cases.supervision.quiet'),
          kind: 'number',
          cell: (row) => format.number(row.quiet),
          total: format.number(sum('quiet')),
        },
        { key: 'age', header: t('cases.supervision.age'), kind: 'number', cell: (row) => format.number(row.medianAge) },
      ]}
    />
  )
}

/** Files per full-time post, by team: what one person has is nobody's figure. */
function Posts({
  posts,
  nameOf,
  form,
}: {
  posts: readonly PostFigure[]
  nameOf: (id: string) => string
  form: PageRequest['form']
}) {
  const { t, format } = useRender()
  return (
    <Stack>
      <Table
        caption={t('cases.supervision.posts')}
        stacks
        rows={posts}
        keyOf={({ organisationId }) => organisationId}
        columns={[
          {
            key: 'team',
            header: t('cases.team'),
            names: true,
            cell: (row) => <Name>{nameOf(row.organisationId)}</Name>,
          },
          {
            key: 'posts',
            header: t('cases.supervision.full-time'),
            kind: 'number',
            cell: (row) => format.number(row.posts),
          },
          {
            key: 'files',
            header: t('cases.supervision.files'),
            kind: 'number',
            cell: (row) => format.number(row.files),
          },
          {
            key: 'per',
            header: t('cases.supervision.per-post'),
            kind: 'number',
            cell: (row) => format.number(Math.round((row.files / row.posts) * 10) / 10),
          },
        ]}
      />
      <Details summary={t('cases.supervision.shares')} open={form?.route === '/cases/supervision/shares'}>
        <Stack>
          <Note>{t('cases.supervision.share-text')}</Note>
          {posts.flatMap((team) =>
            team.members.map((member) => (
              <Form
                key={`${team.organisationId}${member.id}`}
                action={`${casesPath}/supervision/shares`}
                route="/cases/supervision/shares"
                labels={{ percent: t('cases.supervision.share-of', { name: member.name }) }}
                initial={{ percent: String(Math.round(member.share * 100)) }}
                state={form?.values['member'] === member.id ? form : null}
              >
                <Hidden name="member" value={member.id} />
                <Hidden name="organisation" value={team.organisationId} />
                <TextField name="percent" numeric width="s" />
                <Button look="secondary">{t('cases.supervision.share-do')}</Button>
              </Form>
            )),
          )}
        </Stack>
      </Details>
    </Stack>
  )
}

/** One file beyond the team: by its Aktenzeichen, with a reason. */
export function EnterForm({ kind, form }: { kind: 'supervision' | 'emergency'; form: PageRequest['form'] }) {
  const { t } = useRender()
  return (
    <Form
      action={`${casesPath}/${kind}/enter`}
      route={`/cases/${kind}/enter`}
      labels={{ reference: t('cases.reference'), reason: t('cases.enter.reason') }}
      state={form}
    >
      <Note kind={kind === 'emergency' ? 'attention' : 'info'}>
        {t(`cases.enter.${kind}`, { hours: openHours[kind] })}
      </Note>
      <TextField name="reference" maxLength={40} width="m" />
      <TextArea name="reason" rows={3} maxLength={500} hint={t('cases.enter.reason-hint')} />
      <ButtonRow>
        <Button>{t(`cases.enter.do-${kind}`)}</Button>
      </ButtonRow>
    </Form>
  )
}

/** Break the glass: for whoever must act now and is not of the team. */
export async function showEmergency({ t, form }: PageRequest): Promise<Page> {
  return {
    title: t('cases.enter.emergency-title'),
    layout: 'narrow',
    crumbs: [{ label: t('cases.title'), path: casesPath }],
    body: <EnterForm kind="emergency" form={form} />,
  }
}

/** Data protection: who opened which file beyond the team, when and why. */
export async function showOpenings(request: PageRequest): Promise<Page> {
  const { tx, t, query } = request
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1)
  const { rows, total } = await listOpenings(tx, page)
  return {
    title: t('cases.openings.title'),
    body:
      rows.length === 0 ? (
        <Empty title={t('cases.openings.none')}>{t('cases.openings.none-text')}</Empty>
      ) : (
        <Stack>
          <PageCount total={total} size={openingsPerPage} page={page} />
          <Openings rows={rows} />
          <Pager total={total} size={openingsPerPage} page={page} />
        </Stack>
      ),
  }
}

function Openings({ rows }: { rows: readonly Opening[] }) {
  const { t, format } = useRender()
  return (
    <Table
      caption={t('cases.openings.title')}
      stacks
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { key: 'at', header: t('cases.openings.at'), names: true, cell: (row) => format.instant(row.openedAt) },
        { key: 'who', header: t('cases.openings.who'), cell: (row) => <Name>{row.who}</Name> },
        { key: 'kind', header: t('cases.openings.kind'), cell: (row) => t(`cases.openings.kinds.${row.kind}`) },
        { key: 'reason', header: t('cases.enter.reason'), full: true, cell: (row) => <Name>{row.reason}</Name> },
        { key: 'until', header: t('cases.openings.until'), cell: (row) => format.instant(row.until) },
      ]}
    />
  )
}
