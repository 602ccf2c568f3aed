package antiphon.compose;

import antiphon.abc.BarWriter;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.schedule.Plan;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is final of one bar of the companion, part by part. Mutable; one thread at a time. */
final class SoundedBar {
  private final List<List<BarNote>> notes = new ArrayList<>();
  private @Nullable WrittenBar whole;
  private boolean mixed;
  private Origin origin = Origin.MODEL;
  private long sealedTo;

  SoundedBar(int voices) {
    for (int voice = 0; voice < voices; voice++) {
      notes.add(new ArrayList<>());
    }
  }

  /** Adds the part {@code [from, to)}, in ticks from the bar's start, of the voices that the companion plays. */
  @SuppressWarnings("ReferenceEquality") // Parts of the very same bar make a whole one.
  void add(long from, long to, @Nullable Plan plan, List<Integer> playing) {
    sealedTo = Math.max(sealedTo, to);
    if (plan == null) {
      mixed |= whole != null;
      origin = worse(origin, Origin.REST);
      return;
    }
    WrittenBar written = plan.written();
    mixed |= (whole == null && from > 0) || (whole != null && whole != written) || plan.from() > from;
    whole = written;
    origin = worse(origin, written.origin());
    for (int voice : playing) {
      for (BarNote note : written.notes().get(voice)) {
        if (note.onset() >= from && note.onset() < to && note.onset() >= plan.from()) {
          notes.get(voice).add(note);
        }
      }
    }
  }

  /** The rest of the bar is played as it was written before the player's last beats were heard. */
  void stale() {
    origin = worse(origin, Origin.EARLIER);
  }

  /** Ticks from the bar's start up to which it is final. */
  long sealedTo() {
    return sealedTo;
  }

  /** The bar as it was written, if it sounds as it was written. */
  @Nullable WrittenBar whole() {
    return mixed ? null : whole;
  }

  /** What sounds of each voice. */
  List<List<BarNote>> notes() {
    return notes;
  }

  /** What sounds, as a line of text; {@code place} is where it stands. */
  String line(Bar place, List<Integer> playing) {
    StringBuilder line = new StringBuilder();
    for (int voice : playing) {
      List<Note> written = BarNotes.written(place, notes.get(voice));
      if (!BarWriter.silent(place, written, List.of())) {
        line.append("[V:").append(voice + 1).append(']').append(BarWriter.write(place, written, List.of())).append('|');
      }
    }
    return line.append('\n').toString();
  }

  /** The worst of what its parts came from. */
  Origin origin() {
    return origin;
  }

  private static Origin worse(Origin one, Origin other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
