/** What pages of papers say after a form was sent, by the word in `?done=`. */
export const paperConfirmations = {
  created: 'council.done.created',
  changed: 'council.done.changed',
  numbered: 'council.done.numbered',
  submit: 'council.done.submit',
  return: 'council.done.return',
  released: 'council.done.released',
  corrected: 'council.done.corrected',
  written: 'council.done.written',
  withdraw: 'council.done.withdraw',
  finish: 'council.done.finish',
  consultation: 'council.done.consultation',
  scheduled: 'council.done.scheduled',
  result: 'council.done.result',
  related: 'council.done.related',
  attached: 'council.done.attached',
  detached: 'council.done.detached',
}
