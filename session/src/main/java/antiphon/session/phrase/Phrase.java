package antiphon.session.phrase;

import antiphon.capture.NoteCapture;
import antiphon.capture.PerformedNote;
import antiphon.midi.MidiFile;
import antiphon.midi.MidiMessage;
import antiphon.quantize.KeyFinder;
import antiphon.quantize.QuantizeSettings;
import antiphon.quantize.Quantized;
import antiphon.quantize.Quantizer;
import antiphon.quantize.Texture;
import antiphon.quantize.Timing;
import antiphon.quantize.VoiceSeparator;
import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.ReadLimits;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The phrase in a MIDI file, as the live engine would have heard it: its last bars, or all of them, quantized.
 *
 * @param timeline bars and tempo of the file
 * @param bars the bars that are heard, the first a pick-up if the music begins late in it
 * @param notes written notes in ticks of the file's start, in order; drums are left out
 * @param loudness mean velocity, 1 to 127
 * @param barsInFile sounding bars of the file, of which the last are heard
 * @param exact whether the whole file was read and is exactly in time, that is written, not played
 */
public record Phrase(
    Timeline timeline, List<Bar> bars, List<Note> notes, int loudness, long barsInFile, boolean exact) {
  /** As many bars are heard at most; a model's memory holds fewer as a rule. */
  public static final int MOST_BARS = 64;

  /** More notes in a bar are no music. */
  static final int MOST_NOTES_A_BAR = 10_000;

  private static final int DRUMS = 9;

  /** So great a part of the notes of a written file begins on the grid. */
  private static final double IN_TIME = 0.95;

  public Phrase {
    bars = List.copyOf(bars);
    notes = List.copyOf(notes);
  }

  /**
   * Hears the last {@link #MOST_BARS} bars of a file.
   *
   * @param name for messages
   * @throws PhraseException if it has no notes, or too many at once
   */
  public static Phrase of(MidiFile file, String name) {
    return of(file, name, MOST_BARS);
  }

  /** The same with at most {@code mostBars} bars. */
  public static Phrase of(MidiFile file, String name, long mostBars) {
    return of(file, name, mostBars, false);
  }

  /** All bars of a file, from its first, silent or not, to that in which its last note ends. */
  public static Phrase whole(MidiFile file, String name) {
    return of(file, name, Long.MAX_VALUE, true);
  }

  private static Phrase of(MidiFile file, String name, long mostBars, boolean whole) {
    FileTime time = new FileTime(file);
    Timeline timeline = timeline(file, time, name);
    List<PerformedNote> played = played(file, time);
    if (played.isEmpty()) {
      throw new PhraseException(name + nothing(file));
    }
    long begins = whole ? 0 : timeline.barAt(played.getFirst().onset());
    long ends = timeline.barAt(played.getLast().onset()) + 1;
    long from = Math.max(begins, ends - mostBars);
    List<PerformedNote> heard =
        played.stream().filter(n -> n.onset() >= timeline.barStart(from)).toList();
    requireMusic(heard, timeline, name);
    // One bar more than there is, for a last note that was struck late.
    Quantized quantized =
        new Quantizer(QuantizeSettings.DEFAULT).quantize(heard, timeline, from, ends + 1, Timing.UNKNOWN);
    boolean exact = whole && inTime(heard);
    List<Note> written = exact ? asWritten(quantized) : quantized.notes();
    long first = whole ? begins : timeline.barAt(written.getFirst().onset());
    long last = whole ? written.stream().mapToLong(Note::end).max().orElseThrow() - 1 : written.getLast().onset();
    long end = timeline.barAt(last) + 1;
    requireBars(end - first, name);
    List<Note> cut = written.stream().map(n -> cut(n, timeline.barStart(end))).toList();
    List<Bar> bars = bars(file, time, timeline, cut, first, end);
    int loudness = (int) Math.round(heard.stream().mapToInt(PerformedNote::velocity).average().orElse(80));
    return new Phrase(timeline, bars, cut, loudness, ends - begins, exact);
  }

  private static Timeline timeline(MidiFile file, FileTime time, String name) {
    try {
      return time.timeline(file);
    } catch (IllegalArgumentException e) {
      throw new PhraseException(name + ": " + e.getMessage());
    }
  }

  /** The notes as they sounded, with the pedal, through the very capture that listens live. */
  private static List<PerformedNote> played(MidiFile file, FileTime time) {
    record Event(long tick, int order, int message) {}
    List<PerformedNote> played = new ArrayList<>();
    for (MidiFile.Track track : file.tracks()) {
      List<Event> events = new ArrayList<>();
      for (MidiFile.Note note : track.notes()) {
        if (note.channel() != DRUMS) {
          events.add(new Event(note.onsetTicks(), 2, MidiMessage.noteOn(note.channel(), note.pitch(), note.velocity())));
          events.add(new Event(note.endTicks(), 0, MidiMessage.noteOff(note.channel(), note.pitch())));
        }
      }
      for (MidiFile.Pedal pedal : track.pedals()) {
        int message = MidiMessage.controlChange(pedal.channel(), MidiMessage.SUSTAIN_PEDAL, pedal.value());
        events.add(new Event(pedal.tick(), 1, message));
      }
      events.sort(Comparator.comparingLong(Event::tick).thenComparingInt(Event::order));
      NoteCapture capture = new NoteCapture(Integer.highestOneBit(Math.max(1, track.notes().size())) * 2);
      events.forEach(e -> capture.onMessage(e.message(), time.ours(e.tick())));
      played.addAll(capture.notes(0, Long.MAX_VALUE, time.ours(track.lengthTicks())));
    }
    played.sort(Comparator.comparingLong(PerformedNote::onset).thenComparingInt(PerformedNote::pitch));
    return played;
  }

  /** Whether notes begin exactly on the grid, as nobody plays. */
  private static boolean inTime(List<PerformedNote> notes) {
    return notes.stream().filter(note -> onGrid(note.onset())).count() >= IN_TIME * notes.size();
  }

  private static boolean onGrid(long tick) {
    return tick % (Ticks.PER_QUARTER / 8) == 0 || tick % (Ticks.PER_QUARTER / 12) == 0;
  }

  /** Notes as long as the file has them where that is a written length, instead of as long as a player may have meant. */
  private static List<Note> asWritten(Quantized quantized) {
    Map<Integer, Long> next = new HashMap<>();
    List<Note> notes = new ArrayList<>();
    for (int n = quantized.notes().size() - 1; n >= 0; n--) {
      Note note = quantized.notes().get(n);
      PerformedNote performed = quantized.performed().get(n);
      boolean written = note.onset() == performed.onset() && onGrid(performed.keyEnd()) && !performed.pedalled();
      long length = written ? performed.keyEnd() - note.onset() : note.duration();
      long room = next.getOrDefault(note.pitch(), Long.MAX_VALUE) - note.onset();
      notes.add(room > 0 ? new Note(note.onset(), Math.min(length, room), note.pitch()) : note);
      next.put(note.pitch(), note.onset());
    }
    return notes.reversed();
  }

  /** What a file without a note of a pitch has instead. */
  private static String nothing(MidiFile file) {
    long drums = file.tracks().stream().mapToLong(track -> track.notes().size()).sum();
    return drums == 0
        ? ": no notes, expected at least one"
        : ": only drums, " + drums + " notes on channel 10, expected notes on another channel";
  }

  private static void requireBars(long bars, String name) {
    try {
      ReadLimits.bars(bars);
    } catch (IllegalArgumentException e) {
      throw new PhraseException(name + ": " + e.getMessage());
    }
  }

  private static void requireMusic(List<PerformedNote> heard, Timeline timeline, String name) {
    long bar = Long.MIN_VALUE;
    int count = 0;
    for (PerformedNote note : heard) {
      long at = timeline.barAt(note.onset());
      count = at == bar ? count + 1 : 1;
      bar = at;
      if (count > MOST_NOTES_A_BAR) {
        long all = heard.stream().filter(n -> timeline.barAt(n.onset()) == at).count();
        throw new PhraseException(
            name + ": " + all + " notes in bar " + (at + 1) + ", expected at most " + MOST_NOTES_A_BAR);
      }
    }
  }

  private static Note cut(Note note, long end) {
    return new Note(note.onset(), Math.min(note.duration(), end - note.onset()), note.pitch());
  }

  private static List<Bar> bars(
      MidiFile file, FileTime time, Timeline timeline, List<Note> notes, long first, long end) {
    Key found = KeyFinder.of(notes).key();
    // Programs that ask for no key write C major; only another key was meant.
    boolean signed = file.keys().stream().anyMatch(k -> k.fifths() != 0 || k.minor());
    List<Bar> bars = new ArrayList<>();
    for (long b = first; b < end; b++) {
      long start = timeline.barStart(b);
      long pickup = b == first ? pickup(timeline, b, notes.getFirst().onset() - start) : 0;
      Key key = signed ? keyAt(file, time, start) : found;
      bars.add(new Bar(
          start + pickup, timeline.barTicks(b) - pickup, timeline.meterOfBar(b), key, BarLine.NONE, BarLine.SINGLE));
    }
    return bars;
  }

  private static Key keyAt(MidiFile file, FileTime time, long tick) {
    Key key = new Key(file.keys().getFirst().fifths(), file.keys().getFirst().minor());
    for (MidiFile.Key change : file.keys()) {
      if (time.ours(change.tick()) <= tick) {
        key = new Key(change.fifths(), change.minor());
      }
    }
    return key;
  }

  /** Ticks to leave away from a bar that is silent for its first half or more: up to the pulse of the first note. */
  private static long pickup(Timeline timeline, long bar, long silence) {
    Meter meter = timeline.meterOfBar(bar);
    if (timeline.barTicks(bar) != meter.barTicks() || 2 * silence < meter.barTicks() || silence >= meter.barTicks()) {
      return 0;
    }
    long at = 0;
    for (int pulse : meter.pulses()) {
      if (at + pulse > silence) {
        break;
      }
      at += pulse;
    }
    return 2 * at >= meter.barTicks() ? at : 0;
  }

  /** Whether more than one note in six begins while another sounds, so that one voice cannot hold it. */
  public boolean chordal() {
    long last = Long.MIN_VALUE;
    long together = 0;
    for (Note note : notes) {
      together += note.onset() < last ? 1 : 0;
      last = Math.max(last, note.end());
    }
    return together * 6 > notes.size();
  }

  /** The phrase alone as a score of {@code voices} voices, starting at tick 0, without tags. */
  public Score score(int voices) {
    long origin = bars.getFirst().start();
    VoiceSeparator separator = new VoiceSeparator(voices, voices <= 2 ? Texture.KEYBOARD : Texture.ENSEMBLE);
    List<Voice> written = separator.separate(notes, separator.start()).voices().stream()
        .map(part -> part.stream().map(n -> n.shifted(-origin)).toList())
        .map(part -> new Voice(
            Clef.forMeanPitch(part.stream().mapToInt(Note::pitch).average().orElse(72)), part))
        .toList();
    List<Bar> placed = bars.stream()
        .map(b -> new Bar(b.start() - origin, b.length(), b.meter(), b.key(), b.left(), b.right())).toList();
    Tempo tempo = timeline.tempoAt(origin);
    return new Score(List.of(), voices > 1 ? "{ 1 | 2 }" : "", Optional.of(tempo), placed, written);
  }

  /** Bar {@code after} bars behind the last one, 0 for the one that follows it. */
  public Bar following(int after) {
    Bar last = bars.getLast();
    long number = timeline.barAt(last.start()) + 1 + after;
    return new Bar(
        timeline.barStart(number), timeline.barTicks(number), timeline.meterOfBar(number), last.key(),
        BarLine.NONE, BarLine.SINGLE);
  }
}
