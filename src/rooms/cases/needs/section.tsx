import { daysBetween } from '../../../kernel/day.ts'
import { languageName } from '../../../platform/i18n/index.ts'
import {
  Button,
  Empty,
  Form,
  Link,
  List,
  Meta,
  Row,
  Section,
  Select,
  Stack,
  State,
  useRender,
} from '../../../platform/ui/index.ts'
import type { CaseSection } from '../sections.ts'
import { type LifeDomains, readLifeDomains } from '../work/domains.ts'
import { NeedLanguage } from './pages/parts.tsx'
import { needPath, needsPath } from './paths.ts'
import { needsOf, type Reasons, readReasons, type StoredNeed } from './queries.ts'

/** "Bedarfe": what is still missing, since when and why; recorded from here in two clicks. */
export const needsSection: CaseSection = {
  key: 'needs',
  column: 'main',
  order: 25,
  async read({ tx, locale }, file) {
    const needs = await needsOf(tx, file.id)
    if (needs.length === 0 && !file.writes) return null
    const [domains, reasons] = [await readLifeDomains(tx, locale), await readReasons(tx, locale)]
    return (
      <Needs
        caseId={file.id}
        needs={needs}
        domains={domains}
        reasons={reasons}
        writes={file.writes && !file.closedOn}
      />
    )
  },
}

interface Props {
  readonly caseId: string
  readonly needs: readonly StoredNeed[]
  readonly domains: LifeDomains
  readonly reasons: Reasons
  readonly writes: boolean
}

function Needs({ caseId, needs, domains, reasons, writes }: Props) {
  const { t, format, today, locale } = useRender()
  const looks = { open: 'attention', met: 'done', givenUp: 'declined' } as const
  return (
    <Section
      title={t('cases.need.title')}
      id="needs"
      aside={writes && <Link to={`${needsPath(caseId)}/new`}>{t('cases.need.with-details')}</Link>}
    >
      <Stack>
        {needs.length === 0 && <Empty title={t('cases.need.none')}>{t('cases.need.none-next')}</Empty>}
        {needs.length > 0 && (
          <List
            items={needs.map((need) => ({
              key: need.id,
              content: (
                <Row>
                  <Link to={needPath(caseId, need.id)}>{domains.name(need.topic)}</Link>
                  <State kind={looks[need.state]}>{t(`cases.need.state.${need.state}`)}</State>
                </Row>
              ),
              meta: (
                <Meta
                  parts={[
                    need.language && languageName(need.language, locale),
                    need.state === 'open'
                      ? t('cases.need.since', {
                          day: format.day(need.neededOn),
                          days: daysBetween(need.neededOn, today),
                        })
                      : t('cases.need.from-to', {
                          from: format.day(need.neededOn),
                          to: format.day(need.metOn ?? need.givenUpOn ?? need.neededOn),
                        }),
                    need.state !== 'met' && need.reason && reasons.name(need.reason),
                  ]}
                />
              ),
            }))}
          />
        )}
        {writes && (
          <Form
            action={`${needsPath(caseId)}/new`}
            prefix="need-"
            labels={{ topic: t('cases.need.new-topic'), language: t('cases.need.language') }}
          >
            <Row>
              <Select name="topic" empty={t('cases.choose')} options={[...domains.choosable(today)]} />
              <NeedLanguage />
              <Button look="secondary">{t('cases.need.record')}</Button>
            </Row>
          </Form>
        )}
      </Stack>
    </Section>
  )
}
