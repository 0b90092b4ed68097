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
import type { Return } from '../domain/returning.ts'
import { votes as kinds, quorumOf, tallyOf } from '../domain/tally.ts'
import { proposalPath } from '../paths.ts'
import type { GivenVote, Procedure } from '../queries/procedures.ts'
import type { Proposal } from '../queries/proposals.ts'
import type { Seat } from '../queries/seats.ts'
import { returnWords } from './wording.ts'

interface Props {
  readonly proposal: Proposal
  readonly procedure: Procedure
  readonly votes: readonly GivenVote[]
  readonly offices: ReadonlyMap<string, string>
  /** The seats that the person reading votes for. */
  readonly seats: readonly Seat[]
  /** They have the vote, in this procedure or in others. */
  readonly mayVote: boolean
  /** Where it comes again, when the procedure did not settle it. */
  readonly returns: Return | undefined
  readonly form: FormState | undefined
}

/** A written procedure: until when, by which rules, how it stands or ended, and the vote of the person reading. */
export function ProcedureSection({ proposal, procedure, votes, offices, seats, mayVote, returns, form }: Props) {
  const { t, format, today } = useRender()
  const tally = tallyOf(votes)
  const answered = tally.yes + tally.no + tally.abstain + tally.object
  const open = procedure.state === 'open'
  const voting = open && procedure.endsOn >= today
  const officeOf = (id: string | null) => (id && offices.get(id)) ?? t('steering.comments.without-office')
  const given = seats.filter(({ id }) => votes.some(({ seatId }) => seatId === id))
  // With one seat its vote stands in the form; with several each is given anew.
  const mine = seats.length === 1 ? votes.find(({ seatId }) => seatId === seats[0]?.id) : undefined
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
          {returns && ` ${returnWords(t, format, returns, 'sentence')}`}
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
              content: `${officeOf(one.organisationId)}: ${t(`steering.procedure.vote.${one.vote}`)}`,
              meta: [one.memberId !== one.seatId && t('steering.procedure.by-stand-in'), one.comment]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        )}
        {voting && mayVote && seats.length === 0 && <Meta>{t('steering.procedure.not-entitled')}</Meta>}
        {voting && seats.length > 0 && (
          <Form
            action={`${proposalPath(proposal.number)}/vote`}
            route="/steering/proposals/:number/vote"
            prefix="vote-"
            labels={{
              vote: t('steering.procedure.my-vote'),
              comment: t('steering.procedure.comment'),
              seat: t('steering.procedure.seat'),
            }}
            initial={{ vote: mine?.vote, comment: mine?.comment }}
            state={form}
          >
            {seats.length > 1 && (
              <RadioGroup
                name="seat"
                hint={t('steering.procedure.seat-hint')}
                choices={seats.map(({ id, absent, organisationId }) => ({
                  value: id,
                  label:
                    absent === null
                      ? t('steering.procedure.seat-own', { office: officeOf(organisationId) })
                      : t('steering.procedure.seat-of', { name: absent, office: officeOf(organisationId) }),
                  ...(given.some((one) => one.id === id) && { hint: t('steering.procedure.seat-voted') }),
                }))}
              />
            )}
            {seats.length === 1 && seats[0]?.absent && (
              <Meta>
                {t('steering.procedure.seat-of', {
                  name: seats[0].absent,
                  office: officeOf(seats[0].organisationId),
                })}
              </Meta>
            )}
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
