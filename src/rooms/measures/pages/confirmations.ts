/** What a page says after a form was sent, by the word in `?done=`. */
export const confirmations = {
  created: 'measures.done.created',
  changed: 'measures.done.changed',
  state: 'measures.done.state',
  corrected: 'measures.done.corrected',
  stalled: 'measures.done.stalled',
  part: 'measures.done.part',
  removed: 'measures.done.removed',
  withdrawn: 'measures.done.withdrawn',
  bulk: 'measures.done.bulk',
  concept: 'measures.done.concept',
}
