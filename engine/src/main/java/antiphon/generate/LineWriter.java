package antiphon.generate;

import antiphon.abc.BarWriter;
import antiphon.generate.WrittenBar.Origin;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bars as lines of text, and which of them the model is shown: not those in which nobody plays, and not those that are longer
 * than all that it can read. Immutable. [any]
 */
final class LineWriter {
  /** Characters, or patches, that the mark before a bar takes at most. */
  private static final int COUNTDOWN = 16;

  private static final Pattern CHANGES = Pattern.compile("(\\[[KM]:[^\\]]*\\])+");

  private final Preset preset;
  private final Key key;
  private final Meter meter;
  private final int room;

  /**
   * Of one piece.
   *
   * @param key of its header
   * @param meter of its header
   * @param room patches that the model can read of bars
   */
  LineWriter(Preset preset, Key key, Meter meter, int room) {
    this.preset = preset;
    this.key = key;
    this.meter = meter;
    this.room = room;
  }

  /**
   * A bar from notes; the text holds every voice that sounds.
   *
   * @param before the bar before it, null at the beginning
   * @param notes for each voice of the preset its notes in ticks of the piece
   * @param chords written above the first voice
   */
  WrittenBar write(Bar bar, @Nullable Bar before, List<List<Note>> notes, List<ChordSymbol> chords, Origin origin) {
    String changes = changes(bar, before);
    StringBuilder line = new StringBuilder();
    List<List<BarNote>> sounding = new ArrayList<>(Collections.nCopies(preset.voices().size(), List.of()));
    for (int voice = 0; voice < notes.size(); voice++) {
      List<Note> own = notes.get(voice);
      if (!BarWriter.silent(bar, own, List.of())) {
        boolean leads = line.isEmpty();
        append(line, voice, leads ? changes : "", BarWriter.write(bar, own, leads ? chords : List.of()));
        sounding.set(voice, BarNotes.of(bar, own));
      }
    }
    if (line.isEmpty()) {
      append(line, preset.hearing().getFirst(), changes, BarWriter.write(bar, List.of(), chords));
    }
    return new WrittenBar(bar, line.append('\n').toString(), sounding, origin);
  }

  private static void append(StringBuilder line, int voice, String changes, String content) {
    line.append("[V:").append(voice + 1).append(']').append(changes).append(content).append('|');
  }

  /** Key and meter marks of a bar that differs from the one before, or from the header. */
  String changes(Bar bar, @Nullable Bar before) {
    return (bar.key().equals(before == null ? key : before.key()) ? "" : "[K:" + bar.key() + "]")
        + (bar.meter().equals(before == null ? meter : before.meter()) ? "" : "[M:" + bar.meter() + "]");
  }

  /** Whether a bar tells the model anything: a note, or a change of key or meter. */
  boolean shown(WrittenBar bar) {
    return !changes(bar).isEmpty() || (bar.notes().stream().anyMatch(voice -> !voice.isEmpty()) && fits(bar));
  }

  /** A bar as the model is shown it: of one that it cannot read only what holds on from it. */
  String shownLine(WrittenBar bar) {
    if (fits(bar)) {
      return bar.line();
    }
    StringBuilder line = new StringBuilder();
    append(line, preset.hearing().getFirst(), changes(bar), BarWriter.write(bar.bar(), List.of(), List.of()));
    return line.append('\n').toString();
  }

  /** The key and meter marks with which a bar's line begins, if it has any. */
  private static String changes(WrittenBar bar) {
    Matcher marks = CHANGES.matcher(bar.line());
    return marks.find() ? marks.group() : "";
  }

  /** Whether the model can read it at all; a character is at most a patch, and sixteen are at least one. */
  private boolean fits(WrittenBar bar) {
    int length = bar.line().length() + COUNTDOWN;
    return length <= room || (length / Patch.SIZE <= room && Patchilizer.patches(bar.line()).size() + COUNTDOWN <= room);
  }
}
