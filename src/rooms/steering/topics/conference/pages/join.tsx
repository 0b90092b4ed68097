/** The page of a participant: without an account, in the public languages. It takes a card, then points. */
import type { Page, PublicRequest } from '../../../../../platform/http/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Empty,
  Figure,
  Form,
  Link,
  Meta,
  Select,
  Stack,
  Table,
  Text,
  TextArea,
  useRender,
} from '../../../../../platform/ui/index.ts'
import { ownBallot } from '../actions/joining.ts'
import { readConferenceCode } from '../domain/code.ts'
import { type Ballot, ranked } from '../domain/voting.ts'
import { longestCard, longestCode } from '../forms.ts'
import { joinPath } from '../paths.ts'
import { type Cluster, type Conference, clustersOf, findConference } from '../queries.ts'
import { enterPage } from './enter.tsx'
import { Reviewed } from './reviewed.tsx'

export async function showJoin(request: PublicRequest<'code'>): Promise<Page> {
  const { tx, params, t, locale, form, visit, query } = request
  const conference = await findConference(tx, readConferenceCode(params.code))
  if (!conference) return enterPage({ t, locale, form: undefined }, params.code.slice(0, longestCode))
  const clusters = await clustersOf(tx, conference.id)
  const ballot = await ownBallot(tx, conference, visit)
  return {
    title: conference.title,
    headline: <bdi lang="de">{conference.title}</bdi>,
    ...(locale !== 'de' && { meta: t('steering.conference.one') }),
    name: t('steering.conference.one'),
    layout: 'narrow',
    spoken: locale,
    body: <Join conference={conference} clusters={clusters} ballot={ballot} form={form} done={query.get('done')} />,
  }
}

interface Props {
  readonly conference: Conference
  readonly clusters: readonly Cluster[]
  readonly ballot: Ballot
  readonly form: PublicRequest['form']
  readonly done: string | null
}

function Join(props: Props) {
  const { t, locale } = useRender()
  const { conference, done } = props
  return (
    <Stack gap="l">
      {done === 'card' && conference.state === 'collecting' && (
        <Alert kind="success" title={t('steering.conference.card-sent')} />
      )}
      {done === 'vote' && conference.state === 'voting' && (
        <Alert kind="success" title={t('steering.conference.vote-sent')} />
      )}
      {conference.state === 'collecting' && <WriteCard {...props} />}
      {conference.state === 'clustering' && (
        <Empty title={t('steering.conference.being-sorted')}>
          <Link to={`/${locale}${joinPath(conference.code)}`}>{t('steering.conference.renew')}</Link>
        </Empty>
      )}
      {conference.state === 'voting' && <GivePoints {...props} />}
      {conference.state === 'result' && <PublicResult {...props} />}
      <Meta>{t('steering.conference.privacy')}</Meta>
      <Reviewed />
    </Stack>
  )
}

function WriteCard({ conference, form }: Props) {
  const { t, locale } = useRender()
  return (
    <>
      <Text>{t('steering.conference.write-text')}</Text>
      <Form
        action={`/${locale}${joinPath(conference.code)}`}
        state={form}
        labels={{ body: t('steering.conference.question') }}
        failure={t('steering.conference.not-sent')}
        kept={t('steering.conference.kept')}
      >
        <TextArea name="body" rows={4} maxLength={longestCard} hint={t('steering.conference.card-hint')} />
        <ButtonRow>
          <Button>{t('steering.conference.send')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

function GivePoints({ conference, clusters, ballot, form }: Props) {
  const { t, locale } = useRender()
  // Titles of groups are German on a page of any language: isolated, so that they keep their order among other letters.
  const names = clusters.map(({ id, title }) => [`points-${id}`, `\u2068${title}\u2069`] as const)
  return (
    <>
      <Text>{t('steering.conference.vote-text', { points: conference.pointsEach })}</Text>
      <Form
        action={`/${locale}${joinPath(conference.code)}`}
        state={form}
        labels={Object.fromEntries(names)}
        initial={Object.fromEntries([...ballot].map(([id, points]) => [`points-${id}`, points]))}
        failure={t('steering.conference.not-counted')}
        kept={t('steering.conference.kept')}
      >
        {names.map(([name]) => (
          <Select
            key={name}
            name={name}
            optional
            empty={t('steering.conference.points', { count: 0 })}
            options={Array.from({ length: conference.pointsEach }, (_, index) => ({
              value: String(index + 1),
              label: t('steering.conference.points', { count: index + 1 }),
            }))}
          />
        ))}
        <ButtonRow>
          <Button>{t('steering.conference.give')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

function PublicResult({ clusters }: Props) {
  const { t } = useRender()
  return (
    <Stack>
      <Table<Cluster>
        caption={t('steering.conference.result')}
        captionShown
        rows={ranked(clusters)}
        keyOf={(row) => row.id}
        stacks
        columns={[
          {
            key: 'title',
            header: t('steering.conference.about'),
            names: true,
            cell: (row) => <bdi lang="de">{row.title}</bdi>,
          },
          {
            key: 'points',
            header: t('steering.conference.points-given'),
            kind: 'number',
            cell: (row) => <Figure>{row.points}</Figure>,
          },
        ]}
      />
      <Text>{t('steering.conference.what-next')}</Text>
    </Stack>
  )
}
