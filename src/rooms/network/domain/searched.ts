/** The texts by which a record of each kind is found. */
export const searched = {
  organisation: (names: readonly { name: string; shortName?: string | null | undefined }[]) =>
    names.flatMap(({ name, shortName }) => [name, shortName]),
  site: (site: { name: string; street?: Text; place?: Text }) => [site.name, site.street, site.place],
  contact: (contact: { office: string; task?: Text }) => [contact.office, contact.task],
  municipality: (municipality: { name: string; ags: string }) => [municipality.name, municipality.ags],
  jurisdiction: (jurisdiction: { code: string; name: string }) => [jurisdiction.code, jurisdiction.name],
  body: (body: { name: string; shortName?: Text }) => [body.name, body.shortName],
  interface: (one: { name: string; fromLabel: string; toLabel: string }) => [one.name, one.fromLabel, one.toLabel],
}

type Text = string | null | undefined
