// Whose turn it is, and which bar of it.

/** What is going on: 'waiting', 'still', 'together', 'itsTurn' or 'yourTurn'. */
export function turnOf({ rolling, together, who, begun }) {
  return !rolling ? (begun ? 'still' : 'waiting') : together ? 'together' : who === 'it' ? 'itsTurn' : 'yourTurn';
}

/**
 * Which bar of a turn bar {at} is, of {length}; the bar's own number where turns have no set length, which 0 says.
 * {whose} tells of a bar's number who has it.
 */
export function counted(at, length, whose) {
  let first = at;
  while (first > 0 && whose(first - 1) === whose(at)) {
    first--;
  }
  return length > 0 && at - first < length ? `${at - first + 1} / ${length}` : `${Math.max(1, at + 1)}`;
}
