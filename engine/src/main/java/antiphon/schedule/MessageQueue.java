package antiphon.schedule;

/**
 * Messages in order of their time, note-offs before note-ons at the same time: a binary heap in arrays
 * of fixed size. One thread; allocates nothing after construction.
 */
final class MessageQueue {
  private final long[] times;
  private final int[] messages;
  private final long[] ends;
  private final long[] ranks;
  private int size;
  private long added;

  MessageQueue(int capacity) {
    times = new long[capacity];
    messages = new int[capacity];
    ends = new long[capacity];
    ranks = new long[capacity];
  }

  int size() {
    return size;
  }

  /** Clock time of the first message; {@link Long#MAX_VALUE} if there is none. */
  long nextTimeNs() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /** The first message; the queue must not be empty. */
  int nextMessage() {
    return messages[0];
  }

  /** Of a first message that is a note-on, the clock time at which the note ends. */
  long nextEndNs() {
    return ends[0];
  }

  /** Adds a note-on; the queue must not be full. */
  void addOn(long timeNs, int message, long endNs) {
    add(timeNs, message, endNs, added++ + Long.MAX_VALUE / 2);
  }

  /** Adds a note-off, which goes before note-ons of the same time; the queue must not be full. */
  void addOff(long timeNs, int message) {
    add(timeNs, message, 0, added++);
  }

  private void add(long timeNs, int message, long endNs, long rank) {
    int at = size++;
    while (at > 0 && before(timeNs, rank, (at - 1) / 2)) {
      move((at - 1) / 2, at);
      at = (at - 1) / 2;
    }
    put(at, timeNs, message, endNs, rank);
  }

  /** Removes the first message. */
  void remove() {
    size--;
    long time = times[size];
    int message = messages[size];
    long end = ends[size];
    long rank = ranks[size];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && before(times[child + 1], ranks[child + 1], child)) {
        child++;
      }
      if (before(time, rank, child)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, time, message, end, rank);
  }

  void clear() {
    size = 0;
  }

  private boolean before(long timeNs, long rank, int other) {
    return timeNs < times[other] || (timeNs == times[other] && rank < ranks[other]);
  }

  private void move(int from, int to) {
    put(to, times[from], messages[from], ends[from], ranks[from]);
  }

  private void put(int at, long timeNs, int message, long endNs, long rank) {
    times[at] = timeNs;
    messages[at] = message;
    ends[at] = endNs;
    ranks[at] = rank;
  }
}
