package antiphon.musicxml;

import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.score.Lyric;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the reading of one part stands, and what was found in it. One thread. */
final class PartReader {
  /** A measure as this part has it; {@code length} is 0 where it says nothing. */
  record ReadBar(long length, Meter meter, Key key, BarLine left, BarLine right, List<Integer> ending) {}

  /** A written note with a pitch; onset and end are ticks from the start of its bar, pitch is as it sounds; syllables have their onset as it has. */
  record ReadNote(
      int bar, long onset, long end, int pitch, int staff, String voice, boolean tieStop, boolean tieStart, List<Lyric> lyrics) {}

  /** A chord symbol above a staff, {@code offset} ticks from the start of its bar. */
  record ReadChord(int bar, long offset, int staff, ChordSymbol symbol) {}

  /** A bar longer than this is no music. */
  private static final long LONGEST_BAR = 64L * Ticks.PER_WHOLE;

  /** Verses have names as a rule that are numbers. */
  private static final Pattern VERSE = Pattern.compile("[1-9]\\d?");

  final List<ReadBar> bars = new ArrayList<>();
  final List<ReadNote> notes = new ArrayList<>();
  final List<ReadChord> chords = new ArrayList<>();
  final Map<Integer, Clef> clefs = new TreeMap<>();

  /** Voices that some measure writes twice over: the same number on two staves means two voices. */
  final Set<String> doubled = new HashSet<>();

  private final TempoMarks tempos;
  private final Map<String, Long> filled = new HashMap<>();
  private MeasureTime time = new MeasureTime();
  private Meter meter = Meter.COMMON;
  private Key key = Key.C;
  private Meter nextMeter = Meter.COMMON;
  private Key nextKey = Key.C;
  private int divisions = 1;
  private int transpose;
  private int staves = 1;
  private boolean drums;
  private long onset;

  PartReader(TempoMarks tempos) {
    this.tempos = tempos;
  }

  int staves() {
    return staves;
  }

  /** Whether the part has drums and the like and not one pitch. */
  boolean unpitched() {
    return drums && notes.isEmpty();
  }

  /**
   * Reads one measure.
   *
   * @throws MusicXmlException if something in it cannot be understood
   */
  void measure(XmlElement measure) {
    time = new MeasureTime();
    filled.clear();
    meter = nextMeter;
    key = nextKey;
    BarLine left = BarLine.NONE;
    BarLine right = BarLine.SINGLE;
    List<Integer> ending = List.of();
    for (XmlElement element : measure.children()) {
      switch (element.name()) {
        case "attributes" -> attributes(element);
        case "note" -> note(element);
        case "backup" -> time.move(-duration(element), divisions);
        case "forward" -> time.move(duration(element), divisions);
        case "harmony" -> harmony(element);
        case "direction", "sound" -> tempos.read(element, bars.size(), time.now());
        case "barline" -> {
          if (element.attribute("location").equals("left")) {
            left = Signs.left(element);
            ending = Signs.ending(element);
          } else if (!element.attribute("location").equals("middle")) {
            right = Signs.right(element);
          }
        }
        default -> {
          // Print, sound and the like do not change the notes.
        }
      }
      if (time.length() > LONGEST_BAR) {
        throw new MusicXmlException("more than 64 whole notes in one bar, expected music");
      }
    }
    bars.add(new ReadBar(time.length(), meter, key, left, right, ending));
  }

  private void attributes(XmlElement element) {
    divisions = element.whole("divisions", divisions);
    if (divisions < 1) {
      throw new MusicXmlException("divisions " + divisions + ", expected 1 or more");
    }
    staves = Math.clamp(element.whole("staves", staves), 1, 16);
    for (XmlElement child : element.children()) {
      switch (child.name()) {
        case "transpose" -> transpose = child.whole("chromatic", 0) + 12 * child.whole("octave-change", 0);
        case "time" -> nextMeter = Signs.meter(child, nextMeter);
        case "clef" -> {
          int staff = child.attribute("number").isEmpty() ? 1 : Signs.number(child.attribute("number"));
          drums |= child.text("sign").equals("percussion");
          Signs.clef(child).ifPresent(clef -> clefs.putIfAbsent(staff, clef));
        }
        default -> {
          // Keys wait for the transposition; the rest is looks.
        }
      }
    }
    XmlElement signature = element.child("key");
    if (signature != null && signature.has("fifths")) {
      nextKey = Signs.key(signature, transpose);
    }
    if (time.begins()) {
      meter = nextMeter;
      key = nextKey;
    }
  }

  private void note(XmlElement note) {
    if (note.has("grace")) {
      return;
    }
    double duration = duration(note);
    boolean chord = note.has("chord");
    if (!chord) {
      onset = time.begin();
    }
    long end = time.after(duration, nominal(note), divisions);
    String voice = note.text("voice");
    if (!chord && !note.has("rest")) {
      if (filled.getOrDefault(voice, 0L) > onset) {
        doubled.add(voice);
      }
      filled.put(voice, end);
    }
    if (!chord) {
      time.move(duration, divisions);
    }
    XmlElement pitch = note.child("pitch");
    drums |= note.has("unpitched");
    if (pitch != null && !note.has("cue") && end > onset) {
      notes.add(new ReadNote(
          bars.size(), onset, end, pitch(pitch), note.whole("staff", 1), voice,
          tie(note, "stop"), tie(note, "start"), lyrics(note)));
    }
  }

  private List<Lyric> lyrics(XmlElement note) {
    List<Lyric> lyrics = new ArrayList<>();
    for (XmlElement child : note.children()) {
      if (child.name().equals("lyric")) {
        // A syllable may be of several texts with something between them.
        String text = child.children().stream().filter(c -> c.name().equals("text") || c.name().equals("elision"))
            .map(c -> c.name().equals("text") ? c.text() : " ").collect(Collectors.joining()).strip();
        String syllabic = child.text("syllabic");
        String number = child.attribute("number");
        int verse = VERSE.matcher(number).matches() ? Integer.parseInt(number) : 1;
        if (!text.isBlank()) {
          lyrics.add(new Lyric(onset, verse, text, syllabic.equals("begin") || syllabic.equals("middle")));
        }
      }
    }
    return lyrics;
  }

  private static double duration(XmlElement element) {
    double duration = element.number("duration", -1);
    if (duration < 0) {
      throw new MusicXmlException(
          element.name() + " with duration '" + element.text("duration") + "', expected 0 or more");
    }
    return duration;
  }

  /** Ticks by type, dots and tuplet; 0 if they say no whole number. */
  private static long nominal(XmlElement note) {
    int dots = (int) note.children().stream().filter(child -> child.name().equals("dot")).count();
    NoteValue value = NoteValue.of(note.text("type"), Math.min(dots, 4)).filter(NoteValue::exact).orElse(null);
    XmlElement ratio = note.child("time-modification");
    long actual = ratio == null ? 1 : ratio.whole("actual-notes", 1);
    long normal = ratio == null ? 1 : ratio.whole("normal-notes", 1);
    if (value == null || actual < 1 || normal < 1 || value.ticks() * normal % actual != 0) {
      return 0;
    }
    return value.ticks() * normal / actual;
  }

  private int pitch(XmlElement pitch) {
    String step = pitch.text("step");
    int place = "CDEFGAB".indexOf(step);
    if (place < 0 || step.length() != 1) {
      throw new MusicXmlException("pitch step '" + step + "', expected C, D, E, F, G, A or B");
    }
    int semitones = new int[] {0, 2, 4, 5, 7, 9, 11}[place] + pitch.whole("alter", 0) + transpose;
    int sounding = 12 * (pitch.whole("octave", 4) + 1) + semitones;
    if (sounding < 0 || sounding > 127) {
      throw new MusicXmlException(
          "pitch " + step + " in octave " + pitch.text("octave") + ", expected MIDI notes 0 to 127");
    }
    return sounding;
  }

  private static boolean tie(XmlElement note, String type) {
    for (XmlElement child : note.children()) {
      boolean tie = child.name().equals("tie") && child.attribute("type").equals(type);
      boolean tied = child.name().equals("notations") && child.children().stream()
          .anyMatch(c -> c.name().equals("tied") && c.attribute("type").equals(type));
      if (tie || tied) {
        return true;
      }
    }
    return false;
  }

  private void harmony(XmlElement harmony) {
    String text = ChordText.read(harmony, transpose);
    if (!text.isEmpty()) {
      long offset = Math.round(harmony.number("offset", 0) * Ticks.PER_QUARTER / divisions);
      chords.add(new ReadChord(
          bars.size(), Math.max(0, time.now() + offset), harmony.whole("staff", 1), new ChordSymbol(0, text)));
    }
  }
}
