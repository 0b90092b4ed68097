import type { FormState } from '../../../../platform/http/index.ts'
import {
  Button,
  DescriptionList,
  Form,
  List,
  Meta,
  RadioGroup,
  Section,
  Stack,
  Text,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import { votes as kinds, quorumOf, tallyOf } from '../domain/tally.ts'
import { proposalPath } from '../paths.ts'
import type { GivenVote, Procedure } from '../queries/procedures.ts'
import type { Proposal } from '../queries/proposals.ts'

interface Props {
  readonly proposal: Proposal
  readonly procedure: Procedure
  readonly votes: readonly GivenVote[]
  readonly offices: ReadonlyMap<string, string>
  /** The member, when they may vote. */
  readonly me: string | undefined
  readonly form: FormState | undefined
}

/** A written procedure: until when, by which rules, how it stands or ended, and the vote of the person reading. */
export function ProcedureSection({ proposal, procedure, votes, offices, me, form }: Props) {
  const { t, format, today } = useRender()
  const tally = tallyOf(votes)
  const answered = tally.yes + tally.no + tally.abstain + tally.object
  const open = procedure.state === 'open'
  const mine = votes.find(({ seatId, memberId }) => seatId === me || memberId === me)
  return (
    <Section title={t('steering.procedure.title')}>
      <Stack>
        <Text>
          {open
            ? t('steering.procedure.running', {
                day: format.day(procedure.endsOn),
                answered,
                entitled: procedure.entitled,
              })
            : t(`steering.procedure.outcome.${procedure.outcome}`, {
                day: procedure.countedOn ? format.day(procedure.countedOn) : '',
              })}
        </Text>
        <DescriptionList
          items={[
            {
              term: t('steering.procedure.votes'),
              value: t('steering.procedure.tally', { ...tally }),
            },
            {
              term: t('steering.procedure.rules'),
              value: t('steering.procedure.rule-words', {
                quorum: quorumOf(procedure),
                entitled: procedure.entitled,
                objections: procedure.objectionLimit,
              }),
            },
          ]}
        />
        {votes.length > 0 && (
          <List
            items={votes.map((one) => ({
              key: one.seatId,
              content: `${(one.organisationId && offices.get(one.organisationId)) ?? t('steering.comments.without-office')}: ${t(`steering.procedure.vote.${one.vote}`)}`,
              meta: one.comment,
            }))}
          />
        )}
        {open && me && procedure.endsOn >= today && (
          <Form
            action={`${proposalPath(proposal.number)}/vote`}
            route="/steering/proposals/:number/vote"
            prefix="vote-"
            labels={{ vote: t('steering.procedure.my-vote'), comment: t('steering.procedure.comment') }}
            initial={{ vote: mine?.vote, comment: mine?.comment }}
            state={form}
          >
            <RadioGroup
              name="vote"
              choices={kinds.map((value) => ({
                value,
                label: t(`steering.procedure.vote.${value}`),
                ...(value === 'object' && { hint: t('steering.procedure.object-hint') }),
              }))}
            />
            <TextArea name="comment" optional rows={2} maxLength={1000} />
            <Button>{t(mine ? 'steering.procedure.change-vote' : 'steering.procedure.give-vote')}</Button>
            <Meta>{t('steering.procedure.seen-by')}</Meta>
          </Form>
        )}
      </Stack>
    </Section>
  )
}
