package antiphon.generate;

import antiphon.model.Decoder;
import antiphon.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a piece the model has in its context: the header and as many of the newest bars as fit, each with a countdown to the
 * piece's end. Mutable. [engine]
 */
final class ContextWindow {
  /** Patches kept free for the next bar: enough for nine voices of sixteenths, where the model has room. */
  private static final int RESERVE = 48;

  /** Where no end is set the countdown tells of so many bars, and of as many again before the last few are reached. */
  private static final int OPEN_BARS = 32;

  private static final int OPEN_REST = 8;

  /** So many bars before the countdown is set anew its new text is being read. */
  private static final int AHEAD = 12;

  /** Patches of the window after this one that are read at a time. */
  private static final int SLICE = 32;

  private final Decoder decoder;
  private final List<Patch> header;
  /** Patches for bars, behind the header and before the next bar. */
  private final int room;
  private final BarHistory bars;
  /** The first bar that the model is shown. */
  private int first;
  /** Bars of the whole piece, by which it counts down. */
  private int total;
  private boolean open;
  /** Bars that were there when this bar of an open piece was begun. */
  private int settled;
  private @Nullable Next next;
  /** Whether the decoder is still to go over to the window that was the next. */
  private boolean turning;

  /** What the model will be shown next: bars from {@code first} on, of a piece of {@code total}. */
  private record Next(int first, int total) {}

  ContextWindow(Decoder decoder, List<Patch> header, BarHistory bars) {
    this.decoder = decoder;
    this.header = List.copyOf(header);
    this.room = room(decoder, header.size());
    this.bars = bars;
  }

  /**
   * Patches that are left for bars.
   *
   * @param header patches that the header takes
   * @throws IllegalArgumentException if the header leaves too few
   */
  static int room(Decoder decoder, int header) {
    int reserve = Math.min(RESERVE, decoder.capacity() / 3);
    if (header + 2 * reserve > decoder.capacity()) {
      throw new IllegalArgumentException(
          "a header of " + header + " patches: expected at most " + (decoder.capacity() - 2 * reserve)
              + " with this model");
    }
    return decoder.capacity() - reserve - header;
  }

  /** Bars of the whole piece, as far as is known. */
  int total() {
    return total;
  }

  /** Sets how many bars the piece will have. */
  void plan(int totalBars) {
    total = totalBars;
    open = false;
    next = null;
  }

  /** Sets that the piece has no end yet. */
  void planOpen() {
    settled = bars.size();
    if (!open) {
      plan(settled + OPEN_BARS + OPEN_REST);
      open = true;
    }
    boolean soon = total - settled <= OPEN_REST + AHEAD;
    if (next == null && (soon || length(first, settled) > room / 4 * 3)) {
      next = new Next(newest(room / 4), settled + AHEAD + OPEN_BARS + OPEN_REST);
    }
    if (total - settled <= OPEN_REST) {
      turn();
    }
  }

  /** Reads a part of the next window. */
  void prepare() {
    Next window = next;
    if (window != null && !turning) {
      decoder.prepare(context(window.first(), window.total(), settled), SLICE);
    }
  }

  private void turn() {
    Next window = next;
    if (window != null) {
      first = Math.min(window.first(), bars.size());
      total = window.total();
      next = null;
      turning = true;
    }
  }

  /** Only {@code size} bars are left. */
  void rewind(int size) {
    first = Math.min(first, size);
  }

  /** The decoder was emptied. */
  void forget() {
    turning = false;
  }

  /** Moves to the newest bars, where all of them do not fit. */
  void fit() {
    if (length(first, bars.size()) > room) {
      turn();
    }
    if (length(first, bars.size()) > room) {
      // Half of the window goes at once, so that this happens once in many bars and not in each.
      first = newest(room / 2);
    }
  }

  /** Has the model read what it has not read yet. */
  void align() {
    fit();
    List<Patch> context = context(first, total, bars.size());
    if (turning) {
      decoder.turn();
      turning = false;
    }
    decoder.align(context);
  }

  private List<Patch> context(int from, int countedTo, int to) {
    List<Patch> context = new ArrayList<>(header);
    for (int index = from; index < to; index++) {
      context.addAll(bars.patches(index, countedTo));
    }
    return context;
  }

  /** From which bar on all bars take at most so many patches; the last bar in any case. */
  private int newest(int patches) {
    int from = first;
    int used = length(first, bars.size());
    while (used > patches && from < bars.size() - 1) {
      used -= bars.patches(from, total).size();
      from++;
    }
    return from;
  }

  /** Patches of the bars from one up to another. */
  private int length(int from, int to) {
    int length = 0;
    for (int index = from; index < to; index++) {
      length += bars.patches(index, total).size();
    }
    return length;
  }
}
