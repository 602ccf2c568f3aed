package antiphon.capture;

import antiphon.midi.MidiMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs note-ons with their ends and remembers the notes, on one thread.
 *
 * <p>Every note-on that passes the channel filter becomes one note with one end: its note-off (or a
 * note-on of velocity 0), the same key struck again, the pedal that held it coming up, or a message that
 * silences the channel. Damper (CC 64) and sostenuto (CC 66) hold what is let go while they are down,
 * per channel, from value 64; all notes off (CC 123 and the mode messages 124 to 127) lets keys go but
 * respects the pedals, all sound off (CC 120) does not, and reset controllers (CC 121) lifts the pedals.
 *
 * <p>Memory is a ring of a fixed number of notes: when it is full the oldest is forgotten and counted.
 * No message throws, whatever it holds; running backwards in time ends a note at its own onset.
 */
public final class NoteCapture {
  /** A channel mask with all sixteen channels. */
  public static final int ALL_CHANNELS = 0xffff;

  /** Notes remembered by default: some twenty minutes of lively playing. */
  public static final int DEFAULT_CAPACITY = 8192;

  private static final int SOSTENUTO = 66;
  private static final int RESET_CONTROLLERS = 121;
  private static final int CHANNELS = 16;
  private static final int PITCHES = 128;
  private static final long OPEN = Long.MAX_VALUE;
  private static final long NONE = -1;

  /** Note {@code n}, counted from the first ever heard, is in place {@code n & mask}. */
  private final int mask;

  private final long[] onsets;
  private final long[] keyEnds;
  private final long[] ends;
  private final int[] notes;
  private long first;
  private long next;

  /** The number of the note that sounds on a key, by channel and pitch. */
  private final long[] sounding = new long[CHANNELS * PITCHES];

  private final boolean[] sostenutoHolds = new boolean[CHANNELS * PITCHES];
  private final boolean[] damper = new boolean[CHANNELS];
  private final boolean[] sostenuto = new boolean[CHANNELS];
  private int channelMask = ALL_CHANNELS;

  private long strayOffs;
  private long restrikes;
  private long overflows;

  public NoteCapture() {
    this(DEFAULT_CAPACITY);
  }

  /** Remembers {@code capacity} notes: a power of two. */
  public NoteCapture(int capacity) {
    if (Integer.bitCount(capacity) != 1 || capacity < 1) {
      throw new IllegalArgumentException("capture of " + capacity + " notes: expected a power of two");
    }
    mask = capacity - 1;
    onsets = new long[capacity];
    keyEnds = new long[capacity];
    ends = new long[capacity];
    notes = new int[capacity];
    Arrays.fill(sounding, NONE);
  }

  /**
   * Takes in one short message; what is no note, pedal or channel mode message is ignored. Allocates
   * nothing.
   *
   * @param message packed as {@link MidiMessage} does
   * @param tick the transport tick at which it was played
   */
  public void onMessage(int message, long tick) { // [engine]
    int channel = MidiMessage.channel(message);
    int data1 = MidiMessage.data1(message);
    int data2 = MidiMessage.data2(message);
    if ((channelMask >> channel & 1) == 0) {
      return;
    }
    switch (MidiMessage.command(message)) {
      case MidiMessage.NOTE_OFF -> noteOff(channel, data1, tick);
      case MidiMessage.NOTE_ON -> {
        if (data2 == 0) {
          noteOff(channel, data1, tick);
        } else {
          noteOn(channel, data1, data2, tick);
        }
      }
      case MidiMessage.CONTROL_CHANGE -> control(channel, data1, data2, tick);
      default -> {}
    }
  }

  private void noteOn(int channel, int pitch, int velocity, long tick) {
    int key = channel * PITCHES + pitch;
    if (sounding[key] != NONE) {
      if (keyEnds[place(sounding[key])] == OPEN) {
        restrikes++;
      }
      silence(key, tick);
    }
    if (next - first > mask) {
      int oldest = notes[place(first)] >> 7;
      if (sounding[oldest] == first) {
        sounding[oldest] = NONE;
        sostenutoHolds[oldest] = false;
      }
      first++;
      overflows++;
    }
    int place = place(next);
    onsets[place] = tick;
    keyEnds[place] = OPEN;
    ends[place] = OPEN;
    notes[place] = key << 7 | velocity;
    sounding[key] = next++;
  }

  private void noteOff(int channel, int pitch, long tick) {
    int key = channel * PITCHES + pitch;
    if (sounding[key] == NONE || keyEnds[place(sounding[key])] != OPEN) {
      strayOffs++;
    } else {
      letGo(key, tick);
    }
  }

  private void control(int channel, int controller, int value, long tick) {
    switch (controller) {
      case MidiMessage.SUSTAIN_PEDAL -> damper(channel, value >= 64, tick);
      case SOSTENUTO -> sostenuto(channel, value >= 64, tick);
      case MidiMessage.ALL_SOUND_OFF -> silence(channel * PITCHES, (channel + 1) * PITCHES, tick);
      case RESET_CONTROLLERS -> {
        damper(channel, false, tick);
        sostenuto(channel, false, tick);
      }
      case MidiMessage.ALL_NOTES_OFF, 124, 125, 126, 127 -> {
        for (int pitch = 0; pitch < PITCHES; pitch++) {
          letGo(channel * PITCHES + pitch, tick);
        }
      }
      default -> {}
    }
  }

  private void damper(int channel, boolean down, long tick) {
    damper[channel] = down;
    endReleased(channel, tick);
  }

  private void sostenuto(int channel, boolean down, long tick) {
    if (down && sostenuto[channel]) {
      return;
    }
    sostenuto[channel] = down;
    for (int key = channel * PITCHES; key < (channel + 1) * PITCHES; key++) {
      // Only what is down as the pedal goes down is held by it.
      sostenutoHolds[key] = down && sounding[key] != NONE && keyEnds[place(sounding[key])] == OPEN;
    }
    endReleased(channel, tick);
  }

  /** Ends the notes whose key is up and which no pedal holds. */
  private void endReleased(int channel, long tick) {
    for (int key = channel * PITCHES; key < (channel + 1) * PITCHES; key++) {
      if (sounding[key] != NONE && keyEnds[place(sounding[key])] != OPEN && !(damper[key / PITCHES] || sostenutoHolds[key])) {
        silence(key, tick);
      }
    }
  }

  /** The key goes up; the sound ends unless a pedal holds it. */
  private void letGo(int key, long tick) {
    if (sounding[key] != NONE) {
      int place = place(sounding[key]);
      if (keyEnds[place] == OPEN) {
        keyEnds[place] = Math.max(tick, onsets[place]);
      }
      if (!(damper[key / PITCHES] || sostenutoHolds[key])) {
        silence(key, tick);
      }
    }
  }

  private void silence(int key, long tick) {
    if (sounding[key] != NONE) {
      int place = place(sounding[key]);
      if (keyEnds[place] == OPEN) {
        keyEnds[place] = Math.max(tick, onsets[place]);
      }
      ends[place] = Math.max(tick, keyEnds[place]);
      sounding[key] = NONE;
      sostenutoHolds[key] = false;
    }
  }

  private void silence(int fromKey, int toKey, long tick) {
    for (int key = fromKey; key < toKey; key++) {
      silence(key, tick);
    }
  }

  /** Ends all that sounds and lifts all pedals, as when the transport stops or jumps. */
  public void silenceAll(long tick) { // [engine]
    silence(0, sounding.length, tick);
    Arrays.fill(damper, false);
    Arrays.fill(sostenuto, false);
  }

  /** Listens to the channels whose bit is set (bit 0 is channel 0) and ends what sounds on the others. */
  public void listenTo(int channels, long tick) { // [engine]
    channelMask = channels & ALL_CHANNELS;
    for (int channel = 0; channel < CHANNELS; channel++) {
      if ((channelMask >> channel & 1) == 0) {
        silence(channel * PITCHES, (channel + 1) * PITCHES, tick);
        damper[channel] = false;
        sostenuto[channel] = false;
      }
    }
  }

  /**
   * The notes that begin in {@code [fromTick, toTick)}, by onset, then pitch. What still sounds at
   * {@code nowTick} ends there; where the key is still down the note says so.
   */
  public List<PerformedNote> notes(long fromTick, long toTick, long nowTick) { // [engine]
    List<PerformedNote> found = new ArrayList<>();
    for (long n = first; n < next; n++) {
      int place = place(n);
      if (onsets[place] >= fromTick && onsets[place] < toTick) {
        found.add(note(place, nowTick));
      }
    }
    found.sort(Comparator.comparingLong(PerformedNote::onset).thenComparingInt(PerformedNote::pitch));
    return found;
  }

  private PerformedNote note(int place, long nowTick) {
    long now = Math.max(nowTick, onsets[place]);
    boolean held = keyEnds[place] == OPEN;
    long keyEnd = held ? now : keyEnds[place];
    long end = ends[place] == OPEN ? Math.max(now, keyEnd) : ends[place];
    int key = notes[place] >> 7;
    return new PerformedNote(
        onsets[place], keyEnd, end, key % PITCHES, notes[place] & 0x7f, key / PITCHES, held);
  }

  /**
   * Notes begun before {@code tick} that sounded on at it, by pitch.
   *
   * @param nowTick end of what still sounds
   */
  public List<PerformedNote> soundingAt(long tick, long nowTick) { // [engine]
    return notes(Long.MIN_VALUE, tick, nowTick).stream().filter(note -> note.end() > tick)
        .sorted(Comparator.comparingInt(PerformedNote::pitch)).toList();
  }

  /**
   * Forgets the oldest notes that ended before {@code tick}; stops at the first that did not. After
   * {@link #silenceAll}, {@link Long#MAX_VALUE} forgets everything, as when ticks start anew.
   */
  public void forget(long tick) { // [engine]
    while (first < next && ends[place(first)] < tick) {
      first++;
    }
  }

  private int place(long number) {
    return (int) (number & mask);
  }

  /** Keys that are down now; 0 means that the player's hands are off. */
  public int keysDown() { // [engine]
    int down = 0;
    for (long number : sounding) {
      if (number != NONE && keyEnds[place(number)] == OPEN) {
        down++;
      }
    }
    return down;
  }

  /** Notes remembered. */
  public int size() { // [engine]
    return (int) (next - first);
  }

  /** Note-offs that had no note to end. */
  public long strayOffs() { // [engine]
    return strayOffs;
  }

  /** Note-ons of a key that was already down. */
  public long restrikes() { // [engine]
    return restrikes;
  }

  /** Notes forgotten because the memory was full. */
  public long overflows() { // [engine]
    return overflows;
  }
}
