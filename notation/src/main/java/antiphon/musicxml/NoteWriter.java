package antiphon.musicxml;

import antiphon.abc.Spelling;
import antiphon.score.Key;
import antiphon.score.Lyric;
import antiphon.time.Ticks;
import java.util.List;
import java.util.function.IntPredicate;
import javax.xml.stream.XMLStreamException;

/** Writes the notes, rests and chord symbols of one voice. One thread. */
final class NoteWriter {
  private static final List<String> STEPS = List.of("C", "D", "E", "F", "G", "A", "B");
  private static final List<String> ACCIDENTALS =
      List.of("flat-flat", "flat", "natural", "sharp", "double-sharp");

  /** A syllable, and whether its word began before it. */
  record Syllable(Lyric lyric, boolean inside) {}

  private final XmlOut xml;
  private final Key key;
  private final int divisions;
  private final int voice;
  private final int staff;

  /** @param staff 1 or more, 0 in a part of one staff */
  NoteWriter(XmlOut xml, Key key, int divisions, int voice, int staff) {
    this.xml = xml;
    this.key = key;
    this.divisions = divisions;
    this.voice = voice;
    this.staff = staff;
  }

  /**
   * Writes a note, chord or rest.
   *
   * @param beams from the eighths' on
   * @param signed whether a pitch needs an accidental
   * @param words what is sung to it
   */
  void piece(Piece piece, List<String> beams, IntPredicate signed, List<Syllable> words) throws XMLStreamException {
    if (piece.rest()) {
      xml.open("note");
      if (piece.value() == null && piece.onset() == 0) {
        xml.empty("rest", "measure", "yes");
      } else {
        xml.empty("rest");
      }
      xml.text("duration", divisions(piece.duration()));
      looks(piece, List.of(), "");
      notations(piece, false, false, true);
      xml.close();
      return;
    }
    int begun = (int) piece.heads().stream().takeWhile(Piece.Head::tiedFrom).count();
    for (int i = 0; i < piece.heads().size(); i++) {
      Piece.Head head = piece.heads().get(i);
      Spelling spelling = Spelling.of(head.pitch(), key);
      xml.open("note");
      if (i > 0) {
        xml.empty("chord");
      }
      xml.open("pitch");
      xml.text("step", STEPS.get(spelling.step()));
      if (spelling.alteration() != 0) {
        xml.text("alter", spelling.alteration());
      }
      xml.text("octave", spelling.octave());
      xml.close();
      head(piece, head, beams, i == 0, signed.test(head.pitch()) ? ACCIDENTALS.get(spelling.alteration() + 2) : "");
      // A reader gives the words to the note that begins here.
      if (i == begun) {
        words(words);
      }
      xml.close();
    }
  }

  private void head(Piece piece, Piece.Head head, List<String> beams, boolean first, String accidental)
      throws XMLStreamException {
    xml.text("duration", divisions(piece.duration()));
    if (head.tiedFrom()) {
      xml.empty("tie", "type", "stop");
    }
    if (head.tiedTo()) {
      xml.empty("tie", "type", "start");
    }
    looks(piece, first ? beams : List.of(), accidental);
    notations(piece, head.tiedFrom(), head.tiedTo(), first);
  }

  private void words(List<Syllable> words) throws XMLStreamException {
    for (Syllable word : words) {
      xml.open("lyric", "number", Integer.toString(word.lyric().verse()));
      xml.text("syllabic", word.inside() ? word.lyric().goesOn() ? "middle" : "end" : word.lyric().goesOn() ? "begin" : "single");
      xml.text("text", word.lyric().text());
      xml.close();
    }
  }

  private void looks(Piece piece, List<String> beams, String accidental) throws XMLStreamException {
    xml.text("voice", voice);
    NoteValue value = piece.value();
    if (value != null) {
      xml.text("type", value.type());
      for (int dot = 0; dot < value.dots(); dot++) {
        xml.empty("dot");
      }
    }
    if (!accidental.isEmpty()) {
      xml.text("accidental", accidental);
    }
    if (piece.p() > 1) {
      xml.open("time-modification");
      xml.text("actual-notes", piece.p());
      xml.text("normal-notes", piece.q());
      xml.close();
    }
    if (staff > 0) {
      xml.text("staff", staff);
    }
    for (int level = 0; level < beams.size(); level++) {
      xml.text("beam", beams.get(level), "number", Integer.toString(level + 1));
    }
  }

  private void notations(Piece piece, boolean tiedFrom, boolean tiedTo, boolean first) throws XMLStreamException {
    boolean tuplet = first && (piece.opens() || piece.closes());
    if (!tiedFrom && !tiedTo && !tuplet) {
      return;
    }
    xml.open("notations");
    if (tiedFrom) {
      xml.empty("tied", "type", "stop");
    }
    if (tiedTo) {
      xml.empty("tied", "type", "start");
    }
    if (first && piece.opens()) {
      xml.empty("tuplet", "type", "start", "bracket", "yes");
    }
    if (first && piece.closes()) {
      xml.empty("tuplet", "type", "stop");
    }
    xml.close();
  }

  /** Writes a chord symbol {@code later} ticks behind the note that comes next. */
  void harmony(String text, long later) throws XMLStreamException {
    ChordText chord = ChordText.of(text);
    ChordText.Letter root = chord.root();
    xml.open("harmony");
    xml.open("root");
    // A text that is no chord needs a root all the same; it is not shown.
    if (root == null) {
      xml.text("root-step", "C", "text", "");
    } else {
      xml.text("root-step", root.step());
      alter("root-alter", root.alter());
    }
    xml.close();
    if (chord.suffix().isEmpty()) {
      xml.text("kind", chord.kind());
    } else {
      xml.text("kind", chord.kind(), "text", chord.suffix());
    }
    ChordText.Letter bass = chord.bass();
    if (bass != null) {
      xml.open("bass");
      xml.text("bass-step", bass.step());
      alter("bass-alter", bass.alter());
      xml.close();
    }
    for (ChordText.Degree degree : chord.degrees()) {
      xml.open("degree", "print-object", "no");
      xml.text("degree-value", degree.number());
      xml.text("degree-alter", degree.alter());
      xml.text("degree-type", degree.type());
      xml.close();
    }
    if (later > 0) {
      xml.text("offset", divisions(later));
    }
    if (staff > 0) {
      xml.text("staff", staff);
    }
    xml.close();
  }

  private void alter(String name, int alter) throws XMLStreamException {
    if (alter != 0) {
      xml.text(name, alter);
    }
  }

  private long divisions(long ticks) {
    return ticks * divisions / Ticks.PER_QUARTER;
  }
}
