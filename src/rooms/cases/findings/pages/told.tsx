import { NotFound } from '../../../../kernel/errors.ts'
import { monthOf } from '../../../../kernel/period.ts'
import { may } from '../../../../platform/access/index.ts'
import type { FormState, Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  DescriptionList,
  Form,
  Link,
  Name,
  Panel,
  RowName,
  Section,
  Select,
  Stack,
  Table,
  Text,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import { listReported, type Reported } from '../../../journeys/index.ts'
import { quarterOf, quarterParts } from '../domain/quarter.ts'
import { longestText } from '../forms.ts'
import { releasePath, toldPath } from '../paths.ts'
import { type FindingWords, readWords } from '../words.ts'
import { Marked, Warnings } from './parts.tsx'

/** What was told without a name, shown at once. */
const mostTold = 50

/** What waits and was told without a name, for those who may read it. */
export async function readTold({ tx, actor }: PageRequest): Promise<readonly Reported[]> {
  return may(actor, 'journeys.release-reports') ? await listReported(tx, actor, mostTold) : []
}

export function ToldList({ rows, words }: { rows: readonly Reported[]; words: FindingWords }) {
  const { t } = useRender()
  if (rows.length === 0) return null
  return (
    <Section title={t('cases.finding.told')}>
      <Table<Reported>
        caption={t('cases.finding.told')}
        stacks
        keyOf={(row) => row.id}
        rows={rows}
        columns={[
          {
            key: 'text',
            header: t('cases.finding.text'),
            names: true,
            cell: (row) => (
              <RowName meta={words.interfaceOf(row.interfaceId)?.name}>
                <bdi lang={row.locale}>
                  {row.body === null ? t('cases.finding.without-text') : <Marked text={row.body} />}
                </bdi>
              </RowName>
            ),
          },
          {
            key: 'hurdle',
            header: t('cases.finding.hurdle'),
            cell: (row) => (row.hurdle === null ? t('cases.finding.not-said') : words.hurdle(row.hurdle)),
          },
          {
            key: 'quarter',
            header: t('cases.finding.quarter'),
            cell: (row) => t('cases.finding.quarter-of', quarterParts(quarterOf(monthOf(row.reportedOn)))),
          },
          {
            key: 'act',
            header: t('cases.finding.decide'),
            headerHidden: true,
            kind: 'action',
            cell: (row) => <Link to={toldPath(row.id)}>{t('cases.finding.read')}</Link>,
          },
        ]}
      />
    </Section>
  )
}

export async function showTold(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock, form } = request
  const told = (await readTold(request)).find(({ id }) => id === params.id)
  if (!told) throw new NotFound(`no report ${params.id} waits`)
  const words = await readWords(tx, actor, locale, clock.today())
  return {
    title: t('cases.finding.told-one'),
    meta: t('cases.finding.told-by-person'),
    crumbs: [{ label: t('cases.finding.release'), path: releasePath }],
    body: <Told told={told} words={words} form={form} />,
  }
}

function Told({ told, words, form }: { told: Reported; words: FindingWords; form: FormState | undefined }) {
  const { t } = useRender()
  return (
    <Columns kind="side">
      <Stack gap="l">
        <Section title={t('cases.finding.told-said')}>
          <Stack>
            <DescriptionList
              items={[
                { term: t('cases.finding.interface'), value: <Name>{words.interfaceOf(told.interfaceId)?.name}</Name> },
                {
                  term: t('cases.finding.region'),
                  value: words.region(words.regionOfMunicipality(told.municipalityId)) ?? t('cases.finding.no-region'),
                },
                {
                  term: t('cases.finding.text'),
                  value: told.body && (
                    <bdi lang={told.locale}>
                      <Marked text={told.body} />
                    </bdi>
                  ),
                },
              ]}
            />
            <Warnings text={told.body ?? ''} />
          </Stack>
        </Section>
        <Form
          labels={{
            interface: t('cases.finding.interface'),
            hurdle: t('cases.finding.hurdle'),
            text: t('cases.finding.told-text'),
          }}
          state={form}
          initial={{ interface: told.interfaceId, hurdle: told.hurdle, text: told.locale === 'de' ? told.body : null }}
          failure={t('cases.finding.not-decided')}
        >
          <Select
            name="interface"
            optional
            empty={t('cases.finding.no-interface')}
            options={words.interfaces.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Select
            name="hurdle"
            empty={t('cases.choose')}
            options={words.hurdles.map(({ key, label }) => ({ value: key, label }))}
          />
          <TextArea name="text" optional rows={3} maxLength={longestText} hint={t('cases.finding.told-hint')} />
          <ButtonRow>
            <Button name="do" value="take">
              {t('cases.finding.told-take')}
            </Button>
            <Button look="secondary" unchecked name="do" value="drop">
              {t('cases.finding.move.drop')}
            </Button>
          </ButtonRow>
        </Form>
      </Stack>
      <Stack>
        <Panel title={t('cases.finding.look-for')}>
          <Text>{t('cases.finding.look-for-text')}</Text>
        </Panel>
      </Stack>
    </Columns>
  )
}
