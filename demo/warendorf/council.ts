/**
 * Meetings of Kreis Warendorf that the sources name, and no others. Times, places, numbers of meetings and of agenda items
 * they do not tell, so they are left open.
 */
import { day } from '../../src/kernel/day.ts'
import type { MeetingsData } from '../../src/rooms/network/index.ts'
import { greenMotion, report } from './sources.ts'

export const warendorfMeetings: MeetingsData = {
  simulated: false,
  partyGroups: [
    {
      key: 'gruene',
      name: 'Bündnis 90/Die Grünen im Kreistag Warendorf',
      shortName: 'Grüne',
      sources: [greenMotion],
    },
  ],
  meetings: [
    {
      key: 'kreistag-2010-07-02',
      body: 'kreistag',
      on: day('2010-07-02'),
      state: 'held',
      public: true,
      agenda: [
        {
          key: 'integrationsbericht',
          title: 'Integrationsbericht für den Kreis Warendorf',
          public: true,
          number: null,
        },
      ],
      sources: [report],
    },
    {
      key: 'biks-2022-11-21',
      body: 'biks',
      on: day('2022-11-21'),
      state: 'held',
      public: true,
      agenda: [
        {
          key: 'integrationskonzept',
          title: 'Überprüfung und Aktualisierung des Integrationskonzepts des Kreises Warendorf von 2010',
          public: true,
          number: null,
        },
      ],
      sources: [report],
    },
    {
      key: 'biks-2023-05-25',
      body: 'biks',
      on: day('2023-05-25'),
      state: 'held',
      public: true,
      agenda: [
        {
          key: 'umsetzungsstand',
          title: 'Umsetzungsstand zum Integrationsbericht und Flüchtlingskonzept des Kreises Warendorf',
          public: true,
          number: null,
        },
      ],
      sources: [report],
    },
  ],
}
