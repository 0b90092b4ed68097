import { defineRights } from '../access/index.ts'

/** Administration decides on the texts; it and coordination read what people report. */
export const imprintRights = defineRights({
  'imprint.edit': ['administrator'],
  'imprint.feedback': ['administrator', 'coordinator'],
})
