import type { FixedList } from '../../platform/codelists/index.ts'
import { bodyKinds, meetingStates, memberRoles, organisationKinds } from './domain/kinds.ts'

/** Lists of the network that rules of the program hang on; shown beside the codelists, not editable. */
export const fixedLists: readonly FixedList[] = [
  {
    key: 'network.organisation-kind',
    title: 'network.fixed-list.organisation-kind',
    codes: organisationKinds,
    words: 'network.organisation-kind',
    why: 'rules',
  },
  {
    key: 'network.body-kind',
    title: 'network.fixed-list.body-kind',
    codes: bodyKinds,
    words: 'network.body-kind',
    why: 'rules',
  },
  {
    key: 'network.member-role',
    title: 'network.fixed-list.member-role',
    codes: memberRoles,
    words: 'network.member-role',
    why: 'rules',
  },
  {
    key: 'network.meeting-state',
    title: 'network.fixed-list.meeting-state',
    codes: meetingStates,
    words: 'network.meeting.state',
    why: 'standard',
  },
]
