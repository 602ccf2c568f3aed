package antiphon.generate;

import antiphon.abc.BarWriter;
import antiphon.abc.VoiceLimits;
import antiphon.generate.WrittenBar.Origin;
import antiphon.harmony.Chord;
import antiphon.harmony.ChordSpan;
import antiphon.harmony.Comping;
import antiphon.harmony.CompingPart;
import antiphon.harmony.CompingPart.Role;
import antiphon.harmony.CompingPart.Style;
import antiphon.harmony.Voicing;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What plays when the model has nothing ready: an earlier bar as a sequence, a third away, or silence. Stateless. [engine] */
public final class Fallbacks {
  private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
  private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};

  private Fallbacks() {}

  /**
   * The nearest of the earlier bars that may be played here, moved by a third of the key, down and up in turn, so that it is neither new nor the same.
   *
   * @param before bars before {@code bar}, the last directly before it
   * @param bar the place to fill
   * @param back how many bars before {@code bar} to look first: the phrase's length
   * @param voices the voices that are to sound
   */
  public static WrittenBar of(List<WrittenBar> before, Preset preset, Bar bar, int back, List<Integer> voices) {
    for (int distance = back; distance <= before.size(); distance++) {
      int index = before.size() - distance;
      if (index >= 0 && index < before.size() && usable(before.get(index), voices, bar)) {
        int steps = (before.size() % 2 == 0) ? -2 : 2;
        return varied(before.get(index), preset, bar, steps, voices);
      }
    }
    return rest(preset, bar);
  }

  /**
   * Chords and bass by rule: the lowest voice plays the bass, the others chords.
   *
   * @param chords of the bar, in ticks of the piece
   * @param voices the voices that are to sound
   */
  public static WrittenBar comped(
      Preset preset, Bar bar, List<ChordSpan> chords, Style style, List<Integer> voices, long seed) {
    if (chords.isEmpty()) {
      return rest(preset, bar);
    }
    List<List<BarNote>> notes = new ArrayList<>(emptyVoices(preset));
    StringBuilder line = new StringBuilder();
    int lowest = voices.stream().min(Comparator.comparingInt(v -> preset.voices().get(v).limits().lowest())).orElseThrow();
    for (int voice : voices) {
      VoiceLimits limits = preset.voices().get(voice).limits();
      Role role = voice == lowest && voices.size() > 1 ? Role.BASS : Role.CHORDS;
      CompingPart part = new CompingPart(role, style, limits.lowest(), limits.highest(), limits.chordNotes());
      List<Note> played = Comping.bar(bar, chords, part, Chord.NONE, Voicing.NONE, seed).notes();
      notes.set(voice, BarNotes.of(bar, played));
      if (!played.isEmpty()) {
        line.append("[V:").append(voice + 1).append(']').append(BarWriter.write(bar, played, List.of())).append('|');
      }
    }
    return new WrittenBar(bar, line.append('\n').toString(), notes, Origin.COMPED);
  }

  /** A bar of silence, written as such. */
  public static WrittenBar rest(Preset preset, Bar bar) {
    int voice = preset.playing().getFirst();
    String line = "[V:" + (voice + 1) + "]" + BarWriter.write(bar, List.of(), List.of()) + "|\n";
    return new WrittenBar(bar, line, emptyVoices(preset), Origin.REST);
  }

  private static boolean usable(WrittenBar earlier, List<Integer> voices, Bar bar) {
    return earlier.bar().length() == bar.length()
        && voices.stream().anyMatch(voice -> !earlier.notes().get(voice).isEmpty());
  }

  private static WrittenBar varied(
      WrittenBar earlier, Preset preset, Bar bar, int steps, List<Integer> voices) {
    List<List<BarNote>> notes = new ArrayList<>(emptyVoices(preset));
    StringBuilder line = new StringBuilder();
    for (int voice : voices) {
      VoicePart part = preset.voices().get(voice);
      List<BarNote> moved = new ArrayList<>();
      List<Note> written = new ArrayList<>();
      for (BarNote note : earlier.notes().get(voice)) {
        int pitch = into(part, moved(note.pitch(), bar.key(), steps));
        if (moved.stream().noneMatch(m -> m.pitch() == pitch && m.end() > note.onset() && m.onset() < note.end())) {
          moved.add(new BarNote(note.onset(), note.end(), pitch, false, false));
          written.add(new Note(bar.start() + note.onset(), note.end() - note.onset(), pitch));
        }
      }
      written.sort(null);
      notes.set(voice, moved);
      if (!written.isEmpty()) {
        line.append("[V:").append(voice + 1).append(']').append(BarWriter.write(bar, written, List.of())).append('|');
      }
    }
    return new WrittenBar(bar, line.append('\n').toString(), notes, Origin.VARIED);
  }

  /** A pitch some steps away in the key; one outside the key keeps its distance from the step below. */
  static int moved(int pitch, Key key, int steps) {
    int[] scale = key.minor() ? MINOR : MAJOR;
    int above = Math.floorMod(pitch - key.tonic(), 12);
    int degree = 6;
    while (scale[degree] > above) {
      degree--;
    }
    int target = degree + steps;
    int octaves = Math.floorDiv(target, 7);
    return pitch - scale[degree] + scale[Math.floorMod(target, 7)] + 12 * octaves;
  }

  private static int into(VoicePart part, int pitch) {
    int lowest = part.limits().lowest();
    int highest = part.limits().highest();
    int folded = pitch;
    while (folded < lowest) {
      folded += 12;
    }
    while (folded > highest && folded - 12 >= lowest) {
      folded -= 12;
    }
    return Math.clamp(folded, lowest, highest);
  }

  private static List<List<BarNote>> emptyVoices(Preset preset) {
    return java.util.Collections.nCopies(preset.voices().size(), List.of());
  }
}
