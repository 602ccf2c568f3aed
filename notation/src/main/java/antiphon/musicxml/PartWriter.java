package antiphon.musicxml;

import antiphon.musicxml.NoteWriter.Syllable;
import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Clef;
import antiphon.score.Endings;
import antiphon.score.Key;
import antiphon.score.Lyric;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/** Writes the measures of one part. One thread. */
final class PartWriter {
  /** Voices are numbered by fours, as most programs have it, while no staff has more. */
  private static final int VOICES_A_STAFF = 4;

  private final XmlOut xml;
  private final Score score;
  private final List<List<Integer>> staves;
  private final boolean leads;
  private final List<List<List<Piece>>> pieces = new ArrayList<>();
  private final int divisions;
  /** The verses of each voice in which a word goes on. */
  private final Map<Integer, Set<Integer>> inWord = new HashMap<>();

  /** @param leads whether this part, the first, carries what is said once: the tempo */
  PartWriter(XmlOut xml, Score score, PartLayout.Part part, boolean leads) {
    this.xml = xml;
    this.score = score;
    this.staves = part.staves();
    this.leads = leads;
    List<Long> chords = new ArrayList<>();
    for (Voice voice : score.voices()) {
      pieces.add(part.voices().contains(pieces.size()) ? Piece.of(voice, score.bars()) : List.of());
      voice.chords().forEach(chord -> chords.add(chord.onset()));
    }
    divisions = MusicXmlWriter.divisions(pieces, score.bars(), chords);
  }

  void write() throws XMLStreamException {
    int number = 1;
    int cut = 1;
    List<Integer> begun = List.of();
    for (int b = 0; b < score.bars().size(); b++) {
      Bar bar = score.bars().get(b);
      boolean pickup = b == 0 && bar.length() < bar.meter().barTicks();
      if (bar.length() < bar.meter().barTicks()) {
        xml.open("measure", "number", pickup ? "0" : "X" + cut++, "implicit", "yes");
      } else {
        xml.open("measure", "number", Integer.toString(number++));
      }
      begun = bar.ending().isEmpty() ? begun : bar.ending();
      boolean over = !begun.isEmpty() && closes(b);
      barLine("left", bar.left(), b > 0 && score.bars().get(b - 1).right() == BarLine.REPEAT_BOTH, bar.ending(), "start");
      attributes(b);
      if (b == 0 && leads && score.tempo().isPresent()) {
        tempo(score.tempo().get(), bar.meter());
      }
      staves(b);
      barLine("right", bar.right(), false, over ? begun : List.of(), bar.right() == BarLine.SINGLE ? "discontinue" : "stop");
      begun = over ? List.of() : begun;
      xml.close();
    }
  }

  private void attributes(int b) throws XMLStreamException {
    Bar bar = score.bars().get(b);
    Key key = b == 0 ? null : score.bars().get(b - 1).key();
    Meter meter = b == 0 ? null : score.bars().get(b - 1).meter();
    if (bar.key().equals(key) && bar.meter().equals(meter)) {
      return;
    }
    xml.open("attributes");
    if (b == 0) {
      xml.text("divisions", divisions);
    }
    if (!bar.key().equals(key)) {
      xml.open("key");
      xml.text("fifths", bar.key().fifths());
      xml.text("mode", bar.key().minor() ? "minor" : "major");
      xml.close();
    }
    if (!bar.meter().equals(meter)) {
      xml.open("time");
      xml.text("beats", bar.meter().beats());
      xml.text("beat-type", bar.meter().unit());
      xml.close();
    }
    if (b == 0) {
      if (staves.size() > 1) {
        xml.text("staves", staves.size());
      }
      for (int s = 0; s < staves.size(); s++) {
        clef(score.voices().get(staves.get(s).getFirst()).clef(), s);
      }
    }
    xml.close();
  }

  private void clef(Clef clef, int staff) throws XMLStreamException {
    xml.open("clef", staves.size() > 1 ? new String[] {"number", Integer.toString(staff + 1)} : new String[0]);
    xml.text("sign", clef == Clef.TREBLE ? "G" : clef == Clef.BASS ? "F" : "C");
    xml.text("line", clef == Clef.TREBLE ? 2 : clef == Clef.ALTO ? 3 : 4);
    xml.close();
  }

  private void tempo(Tempo tempo, Meter meter) throws XMLStreamException {
    BigDecimal quarters = plain(tempo.quartersPerMinute(), 6);
    xml.open("direction", "placement", "above");
    xml.open("direction-type");
    xml.open("metronome");
    xml.text("beat-unit", "quarter");
    if (meter.compound() && meter.unit() == 8) {
      xml.empty("beat-unit-dot");
      xml.text("per-minute", plain(tempo.quartersPerMinute() / 1.5, 2).toPlainString());
    } else {
      xml.text("per-minute", plain(tempo.quartersPerMinute(), 2).toPlainString());
    }
    xml.close();
    xml.close();
    xml.empty("sound", "tempo", quarters.toPlainString());
    xml.close();
  }

  private static BigDecimal plain(double value, int places) {
    BigDecimal rounded = new BigDecimal(value).setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded;
  }

  private void staves(int b) throws XMLStreamException {
    boolean fours = staves.stream().allMatch(staff -> staff.size() <= VOICES_A_STAFF);
    Bar bar = score.bars().get(b);
    int written = 0;
    boolean begun = false;
    for (int s = 0; s < staves.size(); s++) {
      List<List<Piece>> voices = staves.get(s).stream().map(place -> pieces.get(place).get(b)).toList();
      AccidentalMarks accidentals = new AccidentalMarks(voices, bar.key());
      for (int v = 0; v < voices.size(); v++) {
        List<ChordSymbol> chords = chords(staves.get(s).get(v), bar);
        boolean silent = voices.get(v).size() == 1 && voices.get(v).getFirst().rest();
        // The first voice of a staff shows its rests, the others may be absent.
        if (v == 0 || !silent || !chords.isEmpty()) {
          if (begun) {
            xml.open("backup");
            xml.text("duration", divisions(bar.length()));
            xml.close();
          }
          begun = true;
          int voice = 1 + (fours ? VOICES_A_STAFF * s + v : written + v);
          voice(new NoteWriter(xml, bar.key(), divisions, voice, staves.size() > 1 ? s + 1 : 0), bar,
              voices.get(v), chords, staves.get(s).get(v), v, accidentals);
        }
      }
      written += voices.size();
    }
  }

  private void voice(
      NoteWriter writer, Bar bar, List<Piece> voice, List<ChordSymbol> chords, int number, int place, AccidentalMarks accidentals)
      throws XMLStreamException {
    List<List<String>> beams = BeamMarks.of(voice, bar);
    int next = 0;
    for (int p = 0; p < voice.size(); p++) {
      Piece piece = voice.get(p);
      while (next < chords.size() && chords.get(next).onset() - bar.start() < piece.onset() + piece.duration()) {
        writer.harmony(chords.get(next).text(), chords.get(next).onset() - bar.start() - piece.onset());
        next++;
      }
      int nth = p;
      boolean begins = piece.heads().stream().anyMatch(head -> !head.tiedFrom());
      writer.piece(piece, beams.get(p), pitch -> accidentals.marked(place, nth, pitch),
          begins ? words(number, bar.start() + piece.onset()) : List.of());
    }
  }

  /** What is sung from {@code onset} on, in order of the verses, which goes on word by word from what was sung before. */
  private List<Syllable> words(int number, long onset) {
    List<Lyric> lyrics = score.voices().get(number).lyrics();
    List<Syllable> words = new ArrayList<>();
    for (Lyric lyric : lyrics) {
      if (lyric.onset() == onset) {
        words.add(new Syllable(lyric, inWord.getOrDefault(number, Set.of()).contains(lyric.verse())));
      }
    }
    for (Syllable word : words) {
      Set<Integer> open = inWord.computeIfAbsent(number, n -> new HashSet<>());
      if (word.lyric().goesOn()) {
        open.add(word.lyric().verse());
      } else {
        open.remove(word.lyric().verse());
      }
    }
    return words;
  }

  private List<ChordSymbol> chords(int place, Bar bar) {
    return score.voices().get(place).chords().stream()
        .filter(chord -> chord.onset() >= bar.start() && chord.onset() < bar.end()).toList();
  }

  private long divisions(long ticks) {
    return ticks * divisions / Ticks.PER_QUARTER;
  }

  /** Whether an ending that has begun is over behind bar {@code b}: at a repeat or a double line, or before the next one. */
  private boolean closes(int b) {
    return score.bars().get(b).right() != BarLine.SINGLE || b + 1 == score.bars().size()
        || !score.bars().get(b + 1).ending().isEmpty() || score.bars().get(b + 1).left() != BarLine.NONE;
  }

  /**
   * @param starts whether a repeat starts here because the bar line before it says so
   * @param ending numbers of the ending that starts or stops here, none as a rule
   */
  private void barLine(String where, BarLine line, boolean starts, List<Integer> ending, String type)
      throws XMLStreamException {
    BarLine shown = starts && line == BarLine.NONE ? BarLine.REPEAT_START : line;
    String style = switch (shown) {
      case NONE, SINGLE -> "";
      case DOUBLE -> "light-light";
      case FINAL, REPEAT_END, REPEAT_BOTH -> "light-heavy";
      case OPENING, REPEAT_START -> "heavy-light";
    };
    if (style.isEmpty() && ending.isEmpty()) {
      return;
    }
    xml.open("barline", "location", where);
    if (!style.isEmpty()) {
      xml.text("bar-style", style);
    }
    if (!ending.isEmpty()) {
      xml.empty("ending", "number", Endings.write(ending), "type", type);
    }
    if (shown == BarLine.REPEAT_START) {
      xml.empty("repeat", "direction", "forward");
    } else if (shown == BarLine.REPEAT_END || shown == BarLine.REPEAT_BOTH) {
      xml.empty("repeat", "direction", "backward");
    }
    xml.close();
  }
}
