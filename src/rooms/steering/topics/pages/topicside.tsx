import type { Day } from '../../../../kernel/day.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import {
  Button,
  DescriptionList,
  Form,
  Hidden,
  History,
  Link,
  List,
  Name,
  Section,
  Stack,
  State,
  useRender,
} from '../../../../platform/ui/index.ts'
import { bodyNames, type MunicipalityName, municipalityNames, organisationNames } from '../../../network/index.ts'
import { enteredByHand, isFixed, mayFollow, restingStates, shapedStates, workingStates } from '../domain/states.ts'
import { topicPath } from '../paths.ts'
import { municipalitiesOf, type TopicStep } from '../queries/parts.ts'
import type { Topic } from '../queries/topics.ts'
import type { FieldChange } from '../tables.ts'
import type { TopicWords } from '../words.ts'

/** Names around a topic. */
export interface Around {
  readonly reach: readonly MunicipalityName[]
  readonly municipalities: readonly MunicipalityName[]
  readonly body: { readonly key: string; readonly name: string } | undefined
  readonly responsible: { readonly key: string; readonly name: string } | undefined
  /** Bodies, organisations and municipalities, by id. */
  readonly names: ReadonlyMap<string, string>
}

export async function readAround(tx: Tx, topic: Topic, today: Day): Promise<Around> {
  const municipalities = await municipalityNames(tx)
  const bodies = await bodyNames(tx)
  const organisations = await organisationNames(tx, today)
  const reach = new Set<string>(await municipalitiesOf(tx, topic.id))
  return {
    municipalities,
    reach: municipalities.filter(({ id }) => reach.has(id)),
    body: bodies.find(({ id }) => id === topic.bodyId),
    responsible: organisations.find(({ id }) => id === topic.responsibleId),
    names: new Map<string, string>(
      [...municipalities, ...bodies, ...organisations].map(({ id, name }) => [id, name] as const),
    ),
  }
}

interface SideProps {
  readonly topic: Topic
  /** The topic that it was merged into. */
  readonly into: Topic | undefined
  readonly cells: number
  readonly around: Around
}

export function TopicSide({ topic, into, cells, around }: SideProps) {
  const { t, format, may, today } = useRender()
  const late = topic.dueOn !== null && topic.dueOn < today && workingStates.includes(topic.state)
  return (
    <Stack gap="l">
      <Section title={t('steering.topic.assessment')}>
        {topic.assessedOn === null ? (
          t('steering.topic.not-assessed-yet')
        ) : (
          <DescriptionList
            items={[
              {
                term: t('steering.topic.field.frequency'),
                value: topic.frequency && t(`steering.topic.frequency.${topic.frequency}`),
              },
              {
                term: t('steering.topic.field.reach'),
                value: topic.districtWide
                  ? t('steering.topic.everywhere', { count: around.municipalities.length })
                  : t('steering.topic.reach', {
                      count: around.reach.length,
                      of: around.municipalities.length,
                      names: around.reach.map(({ name }) => name).join(', '),
                    }),
              },
              {
                term: t('steering.topic.field.severity'),
                value: topic.severity && t(`steering.topic.severity.${topic.severity}`),
              },
              {
                term: t('steering.topic.field.levels'),
                value: topic.levels.map((level) => t(`steering.topic.level.${level}`)).join(', '),
              },
              { term: t('steering.topic.field.assessment'), value: topic.assessment },
              { term: t('steering.topic.field.assessedOn'), value: format.day(topic.assessedOn) },
            ]}
          />
        )}
      </Section>
      <Section title={t('steering.topic.assignment')}>
        {topic.dueOn === null ? (
          t('steering.topic.not-assigned')
        ) : (
          <DescriptionList
            items={[
              {
                term: t('steering.topic.field.body'),
                value: around.body && (
                  <Link to={`/network/bodies/${around.body.key}`}>
                    <Name>{around.body.name}</Name>
                  </Link>
                ),
              },
              { term: t('steering.topic.field.responsible'), value: <Name>{around.responsible?.name}</Name> },
              {
                term: t('steering.topic.field.dueOn'),
                value: late ? (
                  <State kind="attention">{t('steering.topic.was-due', { on: format.day(topic.dueOn) })}</State>
                ) : (
                  format.day(topic.dueOn)
                ),
              },
            ]}
          />
        )}
      </Section>
      {may('steering.prepare') && <Doings topic={topic} into={into} cells={cells} />}
    </Stack>
  )
}

/** What may be done with a topic in its state. */
function Doings({ topic, into, cells }: Omit<SideProps, 'around'>) {
  const { t } = useRender()
  const path = topicPath(topic.number)
  if (into)
    return isFixed(into) ? (
      <Section title={t('steering.topic.edit')}>
        {t('steering.topic.merge-stays', { number: into.number, state: t(`steering.topic.state.${into.state}`) })}
      </Section>
    ) : (
      <Section title={t('steering.topic.edit')}>
        <Form action={`${path}/unmerge`} labels={{}}>
          <Hidden name="version" value={topic.version} />
          <Button look="secondary">{t('steering.topic.unmerge')}</Button>
        </Form>
      </Section>
    )
  const shaped = shapedStates.includes(topic.state)
  const doings = [
    ['describe', true],
    ['assess', true],
    ['assign', !restingStates.includes(topic.state)],
    ['split', shaped && cells > 0],
    ['merge', shaped],
    ['state', enteredByHand.some((state) => mayFollow(topic.state, state))],
  ] as const
  return (
    <Section title={t('steering.topic.edit')}>
      <List
        items={doings
          .filter(([, possible]) => possible)
          .map(([doing]) => ({
            key: doing,
            content: <Link to={`${path}/${doing}`}>{t(`steering.topic.do.${doing}`)}</Link>,
          }))}
      />
    </Section>
  )
}

interface HistoryProps {
  readonly steps: readonly TopicStep[]
  readonly words: TopicWords
  readonly around: Around
}

export function TopicHistory({ steps, around }: HistoryProps) {
  const { t } = useRender()
  return (
    <Section title={t('steering.topic.history')}>
      <History
        entries={steps.map((step) => ({
          key: step.id,
          at: step.at,
          who: step.who ?? t('steering.topic.program'),
          what: (
            <>
              {t(`steering.topic.change.${step.kind}`, {
                count: step.cells?.length ?? 0,
                known: step.cells === null ? 'no' : 'yes',
                state: t(`steering.topic.state.${step.state}`),
              })}
              {step.other && (
                <>
                  {': '}
                  <Link to={topicPath(step.other.number)}>{t('steering.topic.named', step.other)}</Link>
                </>
              )}
              {step.note && (
                <>
                  {' – '}
                  {step.note}
                </>
              )}
            </>
          ),
          changes: step.changes.map((change) => ({
            field: t(`steering.topic.field.${change.field}`),
            before: <ChangedValue field={change.field} value={change.before} around={around} />,
            after: <ChangedValue field={change.field} value={change.after} around={around} />,
          })),
        }))}
      />
    </Section>
  )
}

interface ChangedProps {
  readonly field: string
  readonly value: FieldChange['before']
  readonly around: Around
}

function ChangedValue({ field, value, around }: ChangedProps) {
  const { t, format } = useRender()
  const one = (part: string): string => {
    if (part === '*') return t('steering.topic.everywhere', { count: around.municipalities.length })
    if (field === 'frequency' || field === 'severity') return t(`steering.topic.${field}.${part}`)
    if (field === 'levels') return t(`steering.topic.level.${part}`)
    if (field === 'dueOn') return format.day(part as Day)
    return around.names.get(part) ?? part
  }
  if (value === null || value.length === 0) return t('steering.topic.empty')
  return typeof value === 'string' ? one(value) : value.map(one).join(', ')
}
