/** The door of drafts: what was typed and not sent is never lost. */
export {
  type Content,
  type Draft,
  discardDraft,
  discardDrafts,
  type FormAt,
  findDraft,
  type ListedDraft,
  listDrafts,
  saveDraft,
} from './drafts.ts'
