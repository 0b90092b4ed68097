import type { Day } from '../../../../kernel/day.ts'
import type { Block, PaperDocument } from '../../../../platform/documents/index.ts'
import type { Meeting } from '../../../network/index.ts'
import type { MinutesDecision } from '../domain/minutes.ts'
import { germanFormat as format, german as t } from '../german.ts'
import type { Minutes } from '../queries/minutes.ts'

/** The minutes of a meeting as a document: who attended as functions, each item, what was decided with votes. */
export function composeMinutesDocument(meeting: Meeting, minutes: Minutes, issuer: string): PaperDocument {
  const { attendees, items } = minutes.content
  const createdOn: Day = minutes.releasedOn ?? meeting.heldOn
  return {
    title: t('steering.minutes.title'),
    subject: t('steering.minutes.subject', { body: meeting.bodyName, day: format.day(meeting.heldOn) }),
    language: 'de',
    issuer,
    marks: [
      ...(meeting.simulated ? ['DEMO'] : []),
      ...(minutes.state === 'draft' ? [t('steering.minutes.draft')] : []),
      t('steering.sheet.not-public'),
    ],
    blocks: [
      {
        kind: 'facts',
        items: [
          { term: t('steering.minutes.day'), value: [format.day(meeting.heldOn)] },
          { term: t('steering.minutes.time'), value: [timeWords(meeting)] },
          { term: t('steering.minutes.place'), value: [meeting.place ?? '–'] },
        ],
      },
      { kind: 'heading', level: 1, text: t('steering.minutes.attendees') },
      attendees.length === 0
        ? { kind: 'paragraph', text: [t('steering.minutes.attendees-none')] }
        : {
            kind: 'list',
            items: attendees.map(({ organisation, office }) => [office ? `${organisation}, ${office}` : organisation]),
          },
      ...items.flatMap((item): Block[] => [
        { kind: 'heading', level: 1, text: item.number ? `${item.number} ${item.title}` : item.title },
        ...item.text
          .split(/\n\s*\n/)
          .filter((part) => part.trim())
          .map((part): Block => ({ kind: 'paragraph', text: [part.trim()] })),
        ...item.decisions.flatMap(decided),
      ]),
      { kind: 'signature', label: t('steering.minutes.signature') },
    ],
    sources: [],
    createdOn,
    ...(minutes.checksum && {
      footer: t('steering.minutes.footer', { checksum: minutes.checksum.slice(0, 16), day: format.day(createdOn) }),
    }),
  }
}

const timeWords = ({ startsAt, endsAt }: Meeting): string =>
  startsAt === null
    ? '–'
    : t('steering.meeting.time', { time: endsAt === null ? startsAt : format.range(startsAt, endsAt) })

/** A decision in the order in which people look for it: what, who, until when, with which votes. */
function decided(one: MinutesDecision): Block[] {
  const day = (value: string | null) => (value === null ? null : format.day(value as Day))
  const facts: readonly (readonly [string, string | null])[] = [
    ['steering.minutes.result', t(`steering.proposals.decided.${one.kind}`)],
    ['steering.proposals.reason', one.reason],
    ['steering.proposals.responsible', one.responsible],
    ['steering.proposals.due', day(one.dueOn)],
    ['steering.proposals.interim-on', day(one.interimOn)],
    ['steering.proposals.deferred-until', day(one.deferredUntil)],
    ['steering.proposals.votes', one.votes && `${one.votes.yes} / ${one.votes.no} / ${one.votes.abstained}`],
  ]
  return [
    {
      kind: 'quotation',
      text: one.text.split(/\n\s*\n/),
      cite: t('steering.proposals.number', { number: one.proposal }),
    },
    {
      kind: 'facts',
      items: facts.flatMap(([term, value]) => (value ? [{ term: t(term), value: [value] }] : [])),
    },
  ]
}
