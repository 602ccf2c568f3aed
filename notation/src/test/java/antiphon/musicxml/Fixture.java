package antiphon.musicxml;

import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Ticks;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small MusicXML documents, written by hand. */
final class Fixture {
  static final int QUARTER = Ticks.PER_QUARTER;

  private Fixture() {}

  /** A document of parts P1, P2 … with these measures. */
  static String document(String... parts) {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE score-partwise PUBLIC"
        + " \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\" \"http://nowhere.invalid/partwise.dtd\">\n"
        + "<score-partwise version=\"4.0\"><part-list>");
    for (int i = 1; i <= parts.length; i++) {
      text.append("<score-part id=\"P").append(i).append("\"><part-name>Part ").append(i).append("</part-name></score-part>");
    }
    text.append("</part-list>");
    for (int i = 1; i <= parts.length; i++) {
      text.append("<part id=\"P").append(i).append("\">").append(parts[i - 1]).append("</part>");
    }
    return text.append("</score-partwise>").toString();
  }

  static String measure(String... content) {
    return "<measure number=\"1\">" + String.join("", content) + "</measure>";
  }

  static String attributes(int divisions, String more) {
    return "<attributes><divisions>" + divisions + "</divisions>" + more + "</attributes>";
  }

  static String time(String beats, int unit) {
    return "<time><beats>" + beats + "</beats><beat-type>" + unit + "</beat-type></time>";
  }

  /** A note such as {@code C4} or {@code F#5}; {@code more} stands behind the duration. */
  static String note(String pitch, int duration, String more) {
    String alter = pitch.contains("#") ? "<alter>1</alter>" : pitch.contains("b") ? "<alter>-1</alter>" : "";
    return "<note><pitch><step>" + pitch.charAt(0) + "</step>" + alter + "<octave>" + pitch.charAt(pitch.length() - 1)
        + "</octave></pitch><duration>" + duration + "</duration>" + more + "</note>";
  }

  static String chordNote(String pitch, int duration, String more) {
    return note(pitch, duration, more).replace("<note>", "<note><chord/>");
  }

  static String rest(int duration) {
    return "<note><rest/><duration>" + duration + "</duration></note>";
  }

  static String backup(int duration) {
    return "<backup><duration>" + duration + "</duration></backup>";
  }

  static String voice(int number, int staff) {
    return "<voice>" + number + "</voice><staff>" + staff + "</staff>";
  }

  static String tie(String type) {
    return "<tie type=\"" + type + "\"/>";
  }

  static Sheet read(String document) {
    return MusicXmlReader.read(document.getBytes(StandardCharsets.UTF_8), "test.musicxml");
  }

  /** The notes of a voice as {@code onset:pitch:duration} in ticks. */
  static List<String> notes(Score score, int voice) {
    return score.voices().get(voice).notes().stream().map(Fixture::text).toList();
  }

  private static String text(Note note) {
    return note.onset() + ":" + note.pitch() + ":" + note.duration();
  }

  static String note(double quarters, int pitch, double length) {
    return Math.round(quarters * QUARTER) + ":" + pitch + ":" + Math.round(length * QUARTER);
  }
}
