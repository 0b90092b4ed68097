import { Invalid, type Issue } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { withdrawHandover } from '../../actions/end.ts'
import { offerHandover } from '../../actions/offer.ts'
import type { Setting } from '../../adding.ts'
import type { SharedItem } from '../../content.ts'
import type { NewReferralInput } from '../forms.ts'
import { caseManagementTeams, getReferral, interfaceTo } from '../queries/referrals.ts'

/** The norm that a referral stands on: the office has asked the person and says so with each item. */
const norm = 'Art. 6 Abs. 1 Buchst. a DSGVO'

/**
 * Refers a person to case management, with what they agreed to and nothing else. The team gets it as an inquiry in its
 * Postkorb. Throws Invalid, Forbidden.
 */
export async function referPerson(
  tx: Tx,
  actor: Actor,
  input: NewReferralInput,
  setting: Setting,
): Promise<Id<'handover'>> {
  demand(actor, 'journeys.refer')
  const today = setting.clock.today()
  const issues: Issue[] = []
  const receiver = (await caseManagementTeams(tx, actor, today)).find(({ id }) => id === input.to)
  const through = receiver && (await interfaceTo(tx, actor, receiver, today))
  if (!receiver) issues.push({ field: 'to', code: 'not-an-option' })
  else if (!through) issues.push({ field: 'to', code: 'journeys-referral-no-interface' })
  if (input.consentOn > today) issues.push({ field: 'consentOn', code: 'journeys-day-ahead' })
  if (!receiver || !through || issues.length > 0) throw new Invalid(issues)
  return await offerHandover(
    tx,
    actor,
    {
      interfaceId: through,
      toOrganisationId: receiver.id,
      municipalityId: input.municipality ?? null,
      targetGroup: null,
      kind: 'inquiryFromAuthority',
      occurredOn: today,
      content: itemsOf(input),
      ...(input.reference && { reference: input.reference }),
    },
    setting,
  )
}

/** In German, as offices write to each other. */
function itemsOf({ name, contact, language, interpreter, occasion, consentOn }: NewReferralInput): SharedItem[] {
  const item = (category: SharedItem['category'], label: string, ...lines: string[]): SharedItem => ({
    category,
    label,
    lines,
    basisId: null,
    norm,
  })
  const [year, month, day] = consentOn.split('-')
  return [
    ...(name ? [item('identity', 'Name', name)] : []),
    ...(contact ? [item('contact', 'Erreichbarkeit', contact)] : []),
    item('language', 'Sprache', interpreter ? `${language}, Sprachmittlung nötig` : language),
    item('occasion', 'Anlass', ...occasion.split(/\r?\n/).filter(Boolean)),
    item('occasion', 'Einwilligung', `liegt der Behörde vor, vom ${day}.${month}.${year}`),
  ]
}

/** Takes a referral back, as long as the person has not arrived. Throws NotFound, Conflict. */
export async function withdrawReferral(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  setting: Setting,
): Promise<void> {
  const referral = await getReferral(tx, actor, id, setting.clock.today())
  await withdrawHandover(tx, actor, referral.id, { version, occurredOn: setting.clock.today() }, setting)
}
