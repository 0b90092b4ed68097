import { may } from '../../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { shownPanels } from '../../../../platform/http/slots.ts'
import {
  Button,
  ButtonLink,
  Columns,
  ConfirmationNote,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  History,
  Link,
  List,
  Note,
  Parts,
  Section,
  Stack,
  State,
  Table,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { getMeasure } from '../../../measures/index.ts'
import { getOffer, offerPath } from '../../../offers/index.ts'
import { type GapState, isOpen, statesAfter } from '../domain/states.ts'
import { type Evidence, evidenceFor, questionOf } from '../evidence.ts'
import { gapPath, registerPath } from '../paths.ts'
import { type Gap, type GapStep, getGap, stepsOf } from '../queries/gaps.ts'
import { type GapWords, readGapWords } from '../words.ts'
import { GapStateMark } from './parts.tsx'

/** Steps of the history that the page shows. */
const mostSteps = 50

interface Closer {
  readonly name: string
  readonly path: string
}

export async function showGap(request: PageRequest<'gap'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock, tenant } = request
  const gap = await getGap(tx, actor, params.gap)
  const words = await readGapWords(tx, actor, locale, clock.today())
  const evidence = await evidenceFor(request, gap)
  const closer = await closerOf(request, gap)
  const steps = await stepsOf(tx, gap.id, mostSteps)
  const panels = shownPanels(await request.slot('steering.gap', gap.id))
  return {
    title: gap.title,
    name: t('steering.gap.number', { number: gap.number }),
    meta: (
      <Parts
        parts={[
          t('steering.gap.numbered', { number: gap.number, kind: t(`steering.gap.kind.${gap.kind}`) }),
          words.where(gap, tenant.name),
          <GapStateMark key="state" state={gap.state} />,
        ]}
      />
    ),
    crumbs: [{ label: t('steering.gap.register'), path: registerPath }],
    ...(may(actor, 'steering.prepare') && { actions: <NextStep gap={gap} actorId={actor.userId} /> }),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        {gap.state === 'closing' && gap.closingBy === actor.userId && <Note>{t('steering.gap.somebody-else')}</Note>}
        <Columns kind="side">
          <Stack gap="l">
            {gap.description && <Text>{gap.description}</Text>}
            <Shown gap={gap} evidence={evidence} words={words} />
            {panels}
            <GapHistory steps={steps} words={words} />
          </Stack>
          <Side gap={gap} words={words} closer={closer} />
        </Columns>
      </Stack>
    ),
  }
}

const confirmations = Object.fromEntries(
  ['noted', 'described', 'evidence', 'moved'].map((word) => [word, `steering.gap.done.${word}`]),
)

async function closerOf({ tx, actor, clock }: PageRequest<'gap'>, gap: Gap): Promise<Closer | null> {
  if (gap.closedById === null) return null
  if (gap.closedByKind === 'offer') {
    const offer = await getOffer(tx, actor, gap.closedById)
    return { name: offer.name, path: offerPath(offer.id) }
  }
  const measure = await getMeasure(tx, actor, gap.closedById as never, clock.today())
  return { name: measure.title, path: `/measures/${measure.id}` }
}

/** The one thing that comes next; closing is the other person's. */
function NextStep({ gap, actorId }: { gap: Gap; actorId: string }) {
  const { t } = useRender()
  const [next] = statesAfter(gap.state)
  if (!next || !(['suspected', 'confirmed', 'prioritised', 'closing'] as readonly GapState[]).includes(gap.state))
    return null
  if (next === 'closed' && gap.closingBy === actorId) return null
  return <ButtonLink to={`${gapPath(gap.number)}/state?to=${next}`}>{t(`steering.gap.do.${next}`)}</ButtonLink>
}

function Shown({ gap, evidence, words }: { gap: Gap; evidence: readonly Evidence[]; words: GapWords }) {
  const { t, format, may } = useRender()
  const number = (value: number | undefined) =>
    value === undefined ? t('steering.gap.withheld') : format.number(value)
  return (
    <Section
      title={t('steering.gap.evidence')}
      aside={
        may('insight.read') && (
          <Link to={`/gaps/${gap.topic}?${questionOf(gap, words)}`}>{t('steering.gap.figures-now')}</Link>
        )
      }
    >
      <Stack>
        {evidence.length === 0 ? (
          <Empty title={t('steering.gap.no-evidence')}>{t('steering.gap.no-evidence-text')}</Empty>
        ) : (
          <Table<Evidence>
            caption={t('steering.gap.evidence')}
            rows={evidence}
            keyOf={({ release }) => release.id}
            stacks
            columns={[
              {
                key: 'period',
                header: t('steering.gap.field.period'),
                names: true,
                cell: ({ release }) => (
                  <Link to={`/releases/${release.id}`} quiet>
                    {format.period(release.source.period.from, release.source.period.to)}
                  </Link>
                ),
              },
              {
                key: 'needs',
                header: t('steering.gap.field.needs'),
                kind: 'number',
                cell: ({ needs }) => number(needs),
              },
              { key: 'open', header: t('steering.gap.field.open'), kind: 'number', cell: ({ open }) => number(open) },
              {
                key: 'unmet',
                header: t('steering.gap.field.unmetDays'),
                kind: 'number',
                cell: ({ unmetDays }) => number(unmetDays),
              },
              {
                key: 'check',
                header: t('steering.gap.field.checksum'),
                cell: ({ release }) => `${release.checksum.slice(0, 4)} ${release.checksum.slice(4, 8)}`,
              },
            ]}
          />
        )}
        {may('steering.prepare') && (
          <Form action={`${gapPath(gap.number)}/evidence`} labels={{}}>
            <Hidden name="version" value={gap.version} />
            <Button look="secondary">{t('steering.gap.freeze')}</Button>
          </Form>
        )}
      </Stack>
    </Section>
  )
}

function Side({ gap, words, closer }: { gap: Gap; words: GapWords; closer: Closer | null }) {
  const { t, format, may, tenant, today } = useRender()
  return (
    <Stack gap="l">
      <Section title={t('steering.gap.what')}>
        <DescriptionList
          items={[
            { term: t('steering.gap.field.kind'), value: t(`steering.gap.kind.${gap.kind}`) },
            { term: t('steering.gap.field.topic'), value: words.topic(gap.topic) },
            {
              term: t('steering.gap.field.municipality'),
              value: gap.municipalityId === null ? tenant?.name : words.town(gap.municipalityId),
            },
            {
              term: t('steering.gap.field.targetGroup'),
              value: gap.targetGroup === null ? t('steering.gap.all') : words.group(gap.targetGroup),
            },
            {
              term: t('steering.gap.field.language'),
              value: gap.language === null ? t('steering.gap.all') : words.language(gap.language),
            },
            {
              term: t('steering.gap.field.priority'),
              value: gap.priority && t(`steering.gap.priority.${gap.priority}`),
            },
            {
              term: t('steering.gap.field.dueOn'),
              value:
                gap.dueOn && gap.dueOn < today && isOpen(gap.state) ? (
                  <State kind="attention">{t('steering.gap.over', { day: format.day(gap.dueOn) })}</State>
                ) : (
                  gap.dueOn && format.day(gap.dueOn)
                ),
            },
            { term: t('steering.gap.field.since'), value: format.day(gap.stateSince) },
            { term: t('steering.gap.field.reason'), value: gap.reason },
            {
              term: t('steering.gap.field.closer'),
              value: closer && <Link to={closer.path}>{closer.name}</Link>,
            },
            { term: t('steering.gap.field.closedOn'), value: gap.closedOn && format.day(gap.closedOn) },
          ]}
        />
      </Section>
      {may('steering.prepare') && (
        <Section title={t('steering.gap.edit')}>
          <List
            items={['describe', 'state'].map((doing) => ({
              key: doing,
              content: <Link to={`${gapPath(gap.number)}/${doing}`}>{t(`steering.gap.do.${doing}`)}</Link>,
            }))}
          />
        </Section>
      )}
    </Stack>
  )
}

function GapHistory({ steps, words }: { steps: readonly GapStep[]; words: GapWords }) {
  const { t } = useRender()
  return (
    <Section title={t('steering.gap.history')}>
      <History
        entries={steps.map((step) => ({
          key: String(step.version),
          at: step.at,
          who: step.who ?? t('steering.gap.program'),
          what: (
            <>
              {t(`steering.gap.change.${step.event}`, { state: t(`steering.gap.state.${step.state}`) })}
              {step.note && ` – ${step.note}`}
            </>
          ),
          changes: step.changes.map(({ field, before, after }) => ({
            field: t(`steering.gap.field.${field}`),
            before: <ChangedValue field={field} value={before} words={words} />,
            after: <ChangedValue field={field} value={after} words={words} />,
          })),
        }))}
      />
    </Section>
  )
}

function ChangedValue({ field, value, words }: { field: string; value: string | null; words: GapWords }) {
  const { t } = useRender()
  if (value === null) return <>–</>
  const known: Readonly<Record<string, () => string>> = {
    kind: () => t(`steering.gap.kind.${value}`),
    topic: () => words.topic(value),
    municipality: () => words.town(value),
    targetGroup: () => words.group(value),
    language: () => words.language(value),
  }
  return <>{known[field]?.() ?? value}</>
}
