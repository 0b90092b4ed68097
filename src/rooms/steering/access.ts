import { defineRights } from '../../platform/access/index.ts'

/**
 * Who may do what here. No personal data, but the exact
 * figures for the Land: small ones count people. What stands here else are figures that insight released, released texts, and what
 * offices decide. Members of the steering group see what was released for them, never the exact small cells.
 *
 * | Right | coordinator | lead | steering |
 * |---|---|---|---|
 * | read topics, gaps, proposals, decisions, effects | yes | yes | yes |
 * | prepare: form topics, keep gaps, write proposals and minutes | yes | yes | no |
 * | vote in the written procedure | no | yes | yes |
 * | take part: comment on proposals, name offices for working groups | yes | yes | yes |
 * | give the Land its exact figures | yes | yes | no |
 * | confirm as the second person (close a gap, set an effect's verdict) | yes | yes | no |
 */
export const rights = defineRights(
  {
    'steering.read': ['coordinator', 'lead', 'steering'],
    'steering.prepare': ['coordinator', 'lead'],
    'steering.vote': ['lead', 'steering'],
    'steering.take-part': ['coordinator', 'lead', 'steering'],
    'steering.confirm': ['coordinator', 'lead'],
    'steering.controlling': ['coordinator', 'lead'],
  },
  { people: ['steering.controlling'] },
)
