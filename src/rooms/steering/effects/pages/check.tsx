import type { Page, PageRequest } from '../../../../platform/http/index.ts'
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
  Note,
  Parts,
  Section,
  Stack,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { FrozenRelease } from '../../../insight/index.ts'
import { getMeasure, type Measure, type MeasureState } from '../../../measures/index.ts'
import { choosableMunicipalities } from '../../../network/index.ts'
import { gapPath, getGap } from '../../gaps/index.ts'
import { getTopic, topicPath } from '../../topics/index.ts'
import type { Verdict } from '../domain/states.ts'
import { frozenReading, interfaceOf, needPowerReadingOf, needReadingOf, powerReadingOf, readingOf } from '../figures.ts'
import { checkPath, effectsPath } from '../paths.ts'
import { type Check, type CheckStep, getCheck, lateChangesOf, stepsOf } from '../queries/checks.ts'
import { NeedPowerSection } from './needpower.tsx'
import { NeedMonthsSection, NeedVerdictSection } from './needreading.tsx'
import { PowerSection } from './power.tsx'
import { LateChanges, MonthsSection, VerdictSection } from './reading.tsx'
import { VerdictMark } from './words.tsx'

const mostSteps = 50

interface Target {
  readonly name: string
  readonly path: string
}

interface Side {
  readonly check: Check
  readonly target: Target | undefined
  readonly topic: { readonly title: string; readonly number: number } | undefined
  readonly town: (key: string) => string
  readonly release: FrozenRelease | undefined
}

export async function showCheck(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock } = request
  const check = await getCheck(tx, actor, params.id)
  const joined = await interfaceOf(tx, actor, check, clock.today())
  const gap = check.gapId === null ? undefined : await getGap(tx, actor, check.gapId)
  const target: Target | undefined = gap
    ? { name: gap.title, path: gapPath(gap.number) }
    : joined && { name: joined.name, path: `/interfaces/${joined.key}` }
  const frozen = await frozenReading(tx, actor, check.releaseId)
  const begun = check.state !== 'planned'
  const now = joined && begun ? await readingOf(request, check, joined.key) : undefined
  const needs = begun ? await needReadingOf(request, check) : undefined
  const open = !begun || (check.verdict ?? (now ?? needs)?.row.verdict) === 'tooEarly'
  const power = joined && open ? await powerReadingOf(request, check, joined.key) : undefined
  const needPower = gap && open ? await needPowerReadingOf(request, check) : undefined
  const topic = check.topicId === null ? undefined : await getTopic(tx, actor, check.topicId)
  const late = <LateChanges changes={begun ? await lateChangesOf(tx, check.id) : []} />
  const measure = await getMeasure(tx, actor, check.measureId, clock.today())
  const steps = await stepsOf(tx, check.id, mostSteps)
  const towns = new Map((await choosableMunicipalities(tx, actor, clock.today())).map(({ key, name }) => [key, name]))
  const verdict = check.verdict
  const compared = check.comparisonTowns.length > 0
  const today = now?.row.verdict as Verdict | undefined
  return {
    title: check.title,
    name: t('steering.effect.one'),
    meta: <Parts parts={[target?.name, <VerdictMark key="state" state={check.state} verdict={verdict} />]} />,
    crumbs: [{ label: t('steering.effect.title'), path: effectsPath }],
    actions: <NextStep check={check} />,
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        <Waiting check={check} actorId={actor.userId} />
        {begun && notBegun.has(measure.state) && <StillPlanned measure={measure} />}
        <Columns kind="side">
          <Stack gap="l">
            {frozen && verdict && frozen.row.verdict && (
              <VerdictSection
                verdict={verdict}
                row={frozen.row}
                expected={check.expectedDrop}
                compared={compared}
                told
                late={late}
              />
            )}
            {now && today && check.state !== 'told' && (
              <VerdictSection
                verdict={today}
                row={now.row}
                expected={check.expectedDrop}
                compared={compared}
                told={false}
                late={late}
              />
            )}
            {now && now.months.length > 0 && <MonthsSection row={now.row} months={now.months} />}
            {frozen?.needs && verdict && (
              <NeedVerdictSection verdict={verdict} row={frozen.needs} compared={compared} told late={late} />
            )}
            {needs && check.state !== 'told' && (
              <NeedVerdictSection
                verdict={needs.row.verdict as Verdict}
                row={needs.row}
                compared={compared}
                told={false}
                late={late}
              />
            )}
            {needs && needs.months.length > 0 && <NeedMonthsSection row={needs.row} months={needs.months} />}
            {begun && !now && !needs && !frozen && (
              <Empty title={t('steering.effect.no-figures')}>{t('steering.effect.no-figures-text')}</Empty>
            )}
            {!begun && gap && (
              <Empty title={t('steering.effect.gap.not-begun')}>{t('steering.effect.gap.not-begun-text')}</Empty>
            )}
            {gap && open && <NeedPowerSection power={needPower} />}
            {joined && open && <PowerSection power={power} expected={check.expectedDrop} />}
            <CheckHistory steps={steps} town={(key) => towns.get(key) ?? key} />
          </Stack>
          <SideColumn
            check={check}
            target={target}
            topic={topic}
            town={(key) => towns.get(key) ?? key}
            release={frozen?.release}
          />
        </Columns>
      </Stack>
    ),
  }
}

const confirmations = Object.fromEntries(
  ['planned', 'described', 'begun', 'told', 'confirmed'].map((word) => [word, `steering.effect.done.${word}`]),
)

/** The one thing that comes next. */
function NextStep({ check }: { check: Check }) {
  const { t, may } = useRender()
  if (!may('steering.prepare')) return null
  const path = checkPath(check.id)
  if (check.state === 'planned') return <ButtonLink to={`${path}/begin`}>{t('steering.effect.do.begin')}</ButtonLink>
  return (
    <ButtonLink to={`${path}/tell`} look={check.state === 'told' ? 'secondary' : 'primary'}>
      {t(check.state === 'told' ? 'steering.effect.do.tell-again' : 'steering.effect.do.tell')}
    </ButtonLink>
  )
}

/** A verdict that waits for a second person. */
function Waiting({ check, actorId }: { check: Check; actorId: string }) {
  const { t, may } = useRender()
  if (check.state !== 'told' || check.confirmedOn !== null || !may('steering.confirm')) return null
  if (check.toldBy === actorId) return <Note>{t('steering.effect.somebody-else')}</Note>
  return (
    <Note>
      <Stack gap="s">
        {t('steering.effect.to-confirm')}
        <Form action={`${checkPath(check.id)}/confirm`} labels={{}}>
          <Hidden name="version" value={check.version} />
          <Button look="secondary">{t('steering.effect.do.confirm')}</Button>
        </Form>
      </Stack>
    </Note>
  )
}

/** States in which the register says that a measure has not begun. */
const notBegun: ReadonlySet<MeasureState> = new Set(['proposed', 'adopted', 'inPlanning', 'notStarted'])

/** The measure is checked since it began, and the register does not know that it has. */
function StillPlanned({ measure }: { measure: Pick<Measure, 'id' | 'state'> }) {
  const { t, may } = useRender()
  return (
    <Note>
      {t('steering.effect.still-planned', { state: t(`measures.state.${measure.state}`) })}{' '}
      {may('measures.edit') && (
        <Link to={`/measures/${measure.id}/state`}>{t('steering.effect.do.measure-state')}</Link>
      )}
    </Note>
  )
}

function SideColumn({ check, target, topic, town, release }: Side) {
  const { t, format, may } = useRender()
  const path = checkPath(check.id)
  const names = (keys: readonly string[]) => format.list(keys.map(town))
  return (
    <Stack gap="l">
      <Section title={t('steering.effect.what')}>
        <DescriptionList
          items={[
            {
              term: t('steering.effect.field.measure'),
              value: <Link to={`/measures/${check.measureId}`}>{check.title}</Link>,
            },
            {
              term: t('steering.effect.field.target'),
              value:
                target &&
                (check.gapId || may('insight.read') ? <Link to={target.path}>{target.name}</Link> : target.name),
            },
            { term: t('steering.effect.field.startsOn'), value: format.day(check.startsOn) },
            {
              term: t('steering.effect.field.towns'),
              value:
                check.towns.length > 0
                  ? names(check.towns)
                  : t(check.gapId === null ? 'steering.effect.everywhere' : 'steering.effect.where-the-gap-is'),
            },
            {
              term: t('steering.effect.field.comparisonTowns'),
              value:
                check.comparisonTowns.length === 0 ? t('steering.effect.none-compared') : names(check.comparisonTowns),
            },
            {
              term: t('steering.effect.expected'),
              value: check.expectedDrop && format.change(-check.expectedDrop / 100),
            },
            {
              term: t('steering.effect.field.topic'),
              value: topic && <Link to={topicPath(topic.number)}>{topic.title}</Link>,
            },
            { term: t('steering.effect.field.toldOn'), value: check.toldOn && format.day(check.toldOn) },
            { term: t('steering.effect.field.confirmedOn'), value: check.confirmedOn && format.day(check.confirmedOn) },
            { term: t('steering.effect.field.note'), value: check.note },
            {
              term: t('steering.effect.field.release'),
              value: release && (
                <Link to={`/releases/${release.id}`}>
                  {release.checksum.slice(0, 4)} {release.checksum.slice(4, 8)}
                </Link>
              ),
            },
          ]}
        />
      </Section>
      {may('steering.prepare') && check.state !== 'told' && (
        <Section title={t('steering.effect.edit')}>
          <Link to={`${path}/describe`}>{t('steering.effect.do.describe')}</Link>
        </Section>
      )}
      {may('steering.prepare') && topic && check.confirmedOn !== null && (
        <Section title={t('steering.effect.next')}>
          <Link to={`${topicPath(topic.number)}/state`}>{t(`steering.effect.next-topic.${check.verdict}`)}</Link>
        </Section>
      )}
    </Stack>
  )
}

function CheckHistory({ steps, town }: { steps: readonly CheckStep[]; town: (key: string) => string }) {
  const { t, format } = useRender()
  const shown = (field: string, value: string | null) =>
    value === null
      ? '–'
      : field === 'startsOn'
        ? format.day(value as never)
        : field === 'expectedDrop'
          ? format.change(-Number(value) / 100)
          : format.list(value.split(', ').map(town))
  return (
    <Section title={t('steering.effect.history')}>
      <History
        entries={steps.map((step) => ({
          key: String(step.version),
          at: step.at,
          who: step.who ?? t('steering.effect.program'),
          what: (
            <>
              {t(`steering.effect.step.${step.event}`, {
                verdict: step.verdict ? t(`steering.effect.verdict.${step.verdict}`) : '',
              })}
              {step.note && ` – ${step.note}`}
            </>
          ),
          changes: step.changes.map(({ field, before, after }) => ({
            field: t(`steering.effect.field.${field}`),
            before: shown(field, before),
            after: shown(field, after),
          })),
        }))}
      />
    </Section>
  )
}
