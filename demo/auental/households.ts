/**
 * Invented people by seed: given and family names are drawn apart from each other from lists of common ones, so that whoever
 * bears a whole name is a coincidence. Telephone numbers are of the block that is kept free for fiction.
 */
import type { Random } from '../../src/kernel/random.ts'
import type { PersonData } from '../../src/rooms/people/index.ts'

interface Origin {
  /** BCP 47, the preferred language first. */
  readonly languages: readonly string[]
  readonly share: number
  readonly residence: readonly NonNullable<PersonData['residenceGroup']>[]
  readonly female: readonly string[]
  readonly male: readonly string[]
  readonly family: readonly string[]
}

const protectedOnes = [
  'protectionGranted',
  'protectionGranted',
  'asylumProcedure',
  'family',
  'humanitarianOther',
] as const

const origins: readonly Origin[] = [
  {
    languages: ['ar', 'de'],
    share: 30,
    residence: protectedOnes,
    female: ['Amal', 'Rima', 'Hanan', 'Salma', 'Nour', 'Yasmin', 'Lina', 'Dalia'],
    male: ['Samir', 'Khaled', 'Omar', 'Tarek', 'Bassam', 'Yusuf', 'Adnan', 'Fadi'],
    family: ['Al-Hariri', 'Darwisch', 'Khatib', 'Nassar', 'Qasem', 'Saleh', 'Hamdan', 'Barakat', 'Al-Masri'],
  },
  {
    languages: ['uk', 'ru'],
    share: 22,
    residence: ['temporaryProtection'],
    female: ['Oksana', 'Iryna', 'Natalija', 'Olena', 'Kateryna', 'Switlana', 'Julija'],
    male: ['Andrij', 'Mykola', 'Serhij', 'Taras', 'Wolodymyr', 'Bohdan'],
    family: ['Kowalenko', 'Bondar', 'Schewtschuk', 'Melnyk', 'Tkatschenko', 'Oliinyk', 'Lyssenko'],
  },
  {
    languages: ['prs', 'fa', 'de'],
    share: 14,
    residence: protectedOnes,
    female: ['Fatima', 'Zahra', 'Maryam', 'Parwin', 'Laila', 'Shabnam'],
    male: ['Ahmad', 'Hamid', 'Farid', 'Nasir', 'Reza', 'Jawad'],
    family: ['Rahimi', 'Karimi', 'Ahmadi', 'Sultani', 'Noori', 'Haidari', 'Mohammadi'],
  },
  {
    languages: ['kmr', 'ar', 'tr'],
    share: 10,
    residence: [...protectedOnes, 'toleration'],
    female: ['Berivan', 'Rojin', 'Evin', 'Zilan', 'Dilan'],
    male: ['Azad', 'Serhat', 'Baran', 'Rezan', 'Hêvar'],
    family: ['Yildirim', 'Hesso', 'Khalil', 'Demir', 'Omari', 'Aslan'],
  },
  {
    languages: ['bg', 'tr'],
    share: 8,
    residence: ['euFreedomOfMovement'],
    female: ['Emine', 'Desislawa', 'Sevda', 'Radka'],
    male: ['Asen', 'Mehmed', 'Stojan', 'Ivajlo'],
    family: ['Dimitrova', 'Asenow', 'Kolew', 'Mladenow', 'Hristow'],
  },
  {
    languages: ['ro'],
    share: 7,
    residence: ['euFreedomOfMovement'],
    female: ['Ioana', 'Mihaela', 'Alina', 'Cristina'],
    male: ['Ionuț', 'Marius', 'Florin', 'Sorin'],
    family: ['Popescu', 'Ciobanu', 'Munteanu', 'Stan', 'Dumitru'],
  },
  {
    languages: ['ti', 'ar', 'en'],
    share: 5,
    residence: protectedOnes,
    female: ['Selam', 'Rahel', 'Freweini', 'Senait'],
    male: ['Tesfay', 'Yonas', 'Filmon', 'Merhawi'],
    family: ['Ghebremedhin', 'Woldemichael', 'Tekle', 'Habtemariam'],
  },
  {
    languages: ['so', 'en'],
    share: 4,
    residence: [...protectedOnes, 'toleration'],
    female: ['Hodan', 'Ayaan', 'Sahra'],
    male: ['Abdirahman', 'Liban', 'Mahad'],
    family: ['Warsame', 'Jama', 'Abdullahi', 'Farah'],
  },
]

const weighted = origins.flatMap((origin) => Array.from({ length: origin.share }, () => origin))
const streets = ['Auenwall', 'Mühlengrund', 'Fletherweg', 'Haselgasse', 'Am Anger', 'Ziegelkamp', 'Lindenstieg']
const levels = ['none', 'A1', 'A1', 'A2', 'A2', 'B1'] as const
const reach = [
  'am besten vormittags',
  'per Nachricht, dann Rückruf',
  'über die Unterkunft',
  'nach 16 Uhr, arbeitet in Schicht',
]

export interface Drawn {
  readonly role: 'main' | 'partner' | 'child'
  readonly person: Omit<PersonData, 'key' | 'controllerId' | 'municipalityId' | 'createdAt'>
}

/** The people of one household; how many depends on the group that the simulation says. */
export function drawHousehold(group: string | undefined, town: string, year: number, random: Random): readonly Drawn[] {
  const origin = random.pick(weighted)
  const pseudonymous = random.int(8) === 0
  const minor = group === 'Unbegleitete Minderjährige'
  const old = group === 'Ältere ab 60'
  const age = minor
    ? 15 + random.int(3)
    : old
      ? 60 + random.int(15)
      : group === 'Junge Erwachsene'
        ? 18 + random.int(8)
        : 25 + random.int(25)
  const family = random.pick(origin.family)
  const residenceGroup = random.pick(origin.residence)
  const arrivedOn = `${year - random.int(4)}-${String(1 + random.int(9)).padStart(2, '0')}-${String(1 + random.int(28)).padStart(2, '0')}`
  // Nobody in a family bears the name of another.
  const given = new Set<string>()
  const nameOf = (names: readonly string[]) => {
    const free = names.filter((name) => !given.has(name))
    const name = random.pick(free.length > 0 ? free : names)
    given.add(name)
    return name
  }
  const mother = random.int(2) === 0
  const draw = (role: Drawn['role'], years: number): Drawn => {
    const female = role === 'child' ? random.int(2) === 0 : (role === 'main') === mother
    const born = year - years
    return {
      role,
      person: {
        pseudonymous,
        givenName: pseudonymous ? null : nameOf(female ? origin.female : origin.male),
        familyName: pseudonymous ? null : family,
        birth: pseudonymous
          ? { date: `${born}-01-01` as never, precision: 'year' }
          : {
              date: `${born}-${String(1 + random.int(12)).padStart(2, '0')}-${String(1 + random.int(28)).padStart(2, '0')}` as never,
              precision: 'day',
            },
        gender: female ? 'female' : 'male',
        languages: origin.languages,
        needsInterpreter: role === 'main' && random.int(3) > 0,
        germanLevel: random.pick(levels),
        residenceGroup,
        arrivedOn: arrivedOn as never,
        ...(role === 'main' &&
          !pseudonymous && {
            phone: `0221 4710 ${1000 + random.int(8000)}`,
            address: `${random.pick(streets)} ${1 + random.int(60)}, ${town}`,
            ...(random.int(3) === 0 && { reachNote: random.pick(reach) }),
          }),
      },
    }
  }
  const drawn = [draw('main', age)]
  if (group !== 'Familien') return drawn
  if (random.int(5) > 0) drawn.push(draw('partner', Math.max(20, age - 4 + random.int(8))))
  const children = 1 + random.int(4)
  for (let child = 0; child < children; child++)
    drawn.push(draw('child', random.int(Math.max(2, Math.min(16, age - 20)))))
  return drawn
}
