import type { Codelist } from '../model.ts'

/** Why a measure stalls. Beside the reason in words, which stays, so that measures can be counted by what holds them up. */
export const stallReasons: Codelist = {
  key: 'stall-reason',
  keys: 'kebab',
  begins: 'given',
  shipped: [
    { key: 'money', de: 'Geld fehlt oder ist nicht bewilligt', en: 'Money is missing or not granted' },
    { key: 'staff', de: 'Stelle nicht besetzt', en: 'Post not filled' },
    { key: 'partner', de: 'Partner fehlt oder ist ausgestiegen', en: 'Partner missing or gone' },
    { key: 'rooms', de: 'Räume fehlen', en: 'Rooms are missing' },
    { key: 'responsibility', de: 'Zuständigkeit ungeklärt', en: 'Responsibility not settled' },
    { key: 'decision', de: 'Entscheidung steht aus', en: 'Decision pending' },
    { key: 'law', de: 'Rechtliche Voraussetzung fehlt', en: 'Legal condition not met' },
    { key: 'demand', de: 'Zu wenig Nachfrage', en: 'Too little demand' },
    { key: 'other', de: 'Anderer Grund', en: 'Other reason' },
  ],
}

/** Why an obligation of a resolution is delayed. */
export const delayReasons: Codelist = {
  key: 'delay-reason',
  keys: 'kebab',
  begins: 'given',
  shipped: [
    { key: 'meeting', de: 'Sitzung verschoben oder ausgefallen', en: 'Meeting moved or cancelled' },
    { key: 'reply', de: 'Zulieferung steht aus', en: 'Contribution outstanding' },
    { key: 'staff', de: 'Stelle nicht besetzt', en: 'Post not filled' },
    { key: 'money', de: 'Mittel nicht bewilligt', en: 'Funds not granted' },
    { key: 'tender', de: 'Vergabe läuft noch', en: 'Procurement still running' },
    { key: 'law', de: 'Rechtslage ungeklärt', en: 'Law not settled' },
    { key: 'overtaken', de: 'Durch neuen Beschluss überholt', en: 'Overtaken by a new resolution' },
    { key: 'other', de: 'Anderer Grund', en: 'Other reason' },
  ],
}
