package antiphon.abc;

import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Endings;
import antiphon.score.Key;
import antiphon.score.Lyric;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import java.util.ArrayList;
import java.util.List;

/** Writes scores as interleaved ABC: a header, then one line for each bar. Stateless. */
public final class AbcWriter {
  private AbcWriter() {}

  /** The whole score, with {@code [r:k/n]} before each bar: its number from 0 and how many are still to come. */
  public static String write(Score score) {
    StringBuilder text = new StringBuilder(header(score));
    List<String> body = body(score);
    for (int i = 0; i < body.size(); i++) {
      text.append(countdown(i, body.size() - 1 - i)).append(body.get(i));
    }
    return text.toString();
  }

  /**
   * The score for other programs: every voice in every bar, with rests where it is silent and changes of
   * key and meter in each, without countdown, and with an accidental said again in another octave, as programs
   * differ on whether one holds there. What is sung stands in {@code w:} lines behind its voice, whose bar is then a
   * line of its own. {@link AbcReader#readTune} reads the same score back.
   */
  public static String writeComplete(Score score) {
    return header(score) + String.join("", body(score, true));
  }

  /** The mark before a body line: {@code [r:k/n]}. */
  public static String countdown(int bar, int remaining) {
    return "[r:" + bar + "/" + remaining + "]";
  }

  /**
   * Everything before the first bar: style tags closed by {@code %end}, then {@code %%score}, {@code L:},
   * {@code Q:}, {@code P:}, {@code M:}, {@code K:} and the voices.
   */
  public static String header(Score score) {
    StringBuilder text = new StringBuilder();
    score.tags().forEach(tag -> text.append('%').append(tag).append('\n'));
    if (!score.tags().isEmpty()) {
      text.append("%end\n");
    }
    if (!score.layout().isEmpty()) {
      text.append("%%score ").append(score.layout()).append('\n');
    }
    text.append("L:1/8\n");
    score.tempo().ifPresent(
        tempo -> text.append("Q:1/4=").append(Math.round(tempo.quartersPerMinute())).append('\n'));
    if (!score.partOrder().isEmpty()) {
      text.append("P:").append(score.partOrder()).append('\n');
    }
    Bar first = score.bars().getFirst();
    text.append("M:").append(first.meter()).append("\nK:").append(first.key()).append('\n');
    for (int i = 0; i < score.voices().size(); i++) {
      Voice voice = score.voices().get(i);
      // The space after a nameless voice is part of the dialect.
      text.append("V:").append(i + 1).append(' ').append(voice.clef().abcName()).append(' ');
      if (!voice.name().isEmpty()) {
        text.append("nm=\"").append(voice.name()).append('"');
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** One line for each bar, each ending in a line feed, without {@code [r:k/n]}; silent voices are left out. */
  public static List<String> body(Score score) {
    return body(score, false);
  }

  private static List<String> body(Score score, boolean complete) {
    List<String> lines = new ArrayList<>();
    Meter meter = score.bars().getFirst().meter();
    Key key = score.bars().getFirst().key();
    List<List<List<Note>>> notesByBar = score.voices().stream().map(v -> byBar(v.notes(), score.bars())).toList();
    for (int b = 0; b < score.bars().size(); b++) {
      Bar bar = score.bars().get(b);
      StringBuilder changes = new StringBuilder();
      if (!bar.key().equals(key)) {
        changes.append("[K:").append(bar.key()).append(']');
      }
      if (!bar.meter().equals(meter)) {
        changes.append("[M:").append(bar.meter()).append(']');
      }
      if (!bar.part().isEmpty()) {
        changes.append("[P:").append(bar.part()).append(']');
      }
      meter = bar.meter();
      key = bar.key();
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < score.voices().size(); i++) {
        List<Note> notes = notesByBar.get(i).get(b);
        List<ChordSymbol> chords = score.voices().get(i).chords();
        if (complete || !BarWriter.silent(bar, notes, chords)) {
          String content = BarWriter.write(bar, notes, chords, complete);
          boolean marked = complete || line.isEmpty();
          line.append(voiceBar(i + 1, marked ? changes.toString() : "", bar, content));
          line.append(complete ? words(score.voices().get(i), bar, notes) : "");
        }
      }
      if (line.isEmpty()) {
        // A bar in which nobody plays still takes its time.
        line.append(voiceBar(1, changes.toString(), bar, "z" + Durations.write(bar.length())));
      }
      lines.add(line.isEmpty() || line.charAt(line.length() - 1) == '\n' ? line.toString() : line.append('\n').toString());
    }
    return lines;
  }

  /** A line for each verse that is sung in a bar, after the line feed of its notes; empty as a rule. */
  private static String words(Voice voice, Bar bar, List<Note> notes) {
    List<Lyric> lyrics = voice.lyrics().stream().filter(lyric -> lyric.onset() >= bar.start() && lyric.onset() < bar.end()).toList();
    int verses = lyrics.stream().mapToInt(Lyric::verse).max().orElse(0);
    List<Long> onsets = verses == 0 ? List.of() : BarWriter.onsets(bar, notes, voice.chords());
    StringBuilder words = new StringBuilder(verses == 0 ? "" : "\n");
    for (int verse = 1; verse <= verses; verse++) {
      int number = verse;
      String line = LyricLine.write(onsets, lyrics.stream().filter(lyric -> lyric.verse() == number).toList());
      words.append(line.isEmpty() ? "w: *\n" : line);
    }
    return words.toString();
  }

  /** The notes that sound in each bar, of notes in order; one that is held over bar lines is in several. [any] */
  public static List<List<Note>> byBar(List<Note> notes, List<Bar> bars) {
    List<List<Note>> byBar = new ArrayList<>();
    bars.forEach(bar -> byBar.add(new ArrayList<>()));
    int first = 0;
    for (Note note : notes) {
      while (first < bars.size() && bars.get(first).end() <= note.onset()) {
        first++;
      }
      for (int b = first; b < bars.size() && bars.get(b).start() < note.end(); b++) {
        byBar.get(b).add(note);
      }
    }
    return byBar;
  }

  private static String voiceBar(int number, String changes, Bar bar, String content) {
    BarLine right = bar.right() == BarLine.NONE ? BarLine.SINGLE : bar.right();
    String ending = bar.ending().isEmpty() ? "" : "[" + Endings.write(bar.ending()) + " ";
    return "[V:" + number + "]" + changes + bar.left().abc() + ending + content + right.abc();
  }
}
