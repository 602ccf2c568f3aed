package antiphon.schedule;

/**
 * Messages in order of their tick, note-offs before note-ons at the same tick: a binary heap in arrays
 * of fixed size. One thread; allocates nothing after construction.
 */
final class MessageQueue {
  private final long[] ticks;
  private final int[] messages;
  private final long[] ends;
  private final long[] ranks;
  private int size;
  private long added;

  MessageQueue(int capacity) {
    ticks = new long[capacity];
    messages = new int[capacity];
    ends = new long[capacity];
    ranks = new long[capacity];
  }

  int size() {
    return size;
  }

  /** Tick of the first message; {@link Long#MAX_VALUE} if there is none. */
  long nextTick() {
    return size == 0 ? Long.MAX_VALUE : ticks[0];
  }

  /** The first message; the queue must not be empty. */
  int nextMessage() {
    return messages[0];
  }

  /** Of a first message that is a note-on, the tick at which the note ends. */
  long nextEndTick() {
    return ends[0];
  }

  /** Adds a note-on; the queue must not be full. */
  void addOn(long tick, int message, long endTick) {
    add(tick, message, endTick, added++ + Long.MAX_VALUE / 2);
  }

  /** Adds a note-off, which goes before note-ons of the same tick; the queue must not be full. */
  void addOff(long tick, int message) {
    add(tick, message, 0, added++);
  }

  private void add(long tick, int message, long endTick, long rank) {
    int at = size++;
    while (at > 0 && before(tick, rank, (at - 1) / 2)) {
      move((at - 1) / 2, at);
      at = (at - 1) / 2;
    }
    put(at, tick, message, endTick, rank);
  }

  /** Removes the first message. */
  void remove() {
    size--;
    long tick = ticks[size];
    int message = messages[size];
    long end = ends[size];
    long rank = ranks[size];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && before(ticks[child + 1], ranks[child + 1], child)) {
        child++;
      }
      if (before(tick, rank, child)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, tick, message, end, rank);
  }

  void clear() {
    size = 0;
  }

  private boolean before(long tick, long rank, int other) {
    return tick < ticks[other] || (tick == ticks[other] && rank < ranks[other]);
  }

  private void move(int from, int to) {
    put(to, ticks[from], messages[from], ends[from], ranks[from]);
  }

  private void put(int at, long tick, int message, long endTick, long rank) {
    ticks[at] = tick;
    messages[at] = message;
    ends[at] = endTick;
    ranks[at] = rank;
  }
}
