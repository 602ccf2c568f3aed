package antiphon.replay;

import antiphon.generate.Conversation;
import antiphon.pipeline.Chorus;
import antiphon.take.TakenNote;
import antiphon.time.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * What a replay came to.
 *
 * @param messages of the companion, up to the first difference
 * @param difference where it first went otherwise than in the take; empty if it is the same, bit for bit
 * @param timeline bars and tempo at the end
 * @param conversation what was heard and written, if anything was
 * @param notes what sounded
 * @param choruses what was measured of the player
 */
public record Replayed(
    long messages, Optional<String> difference, Timeline timeline, Optional<Conversation> conversation,
    List<TakenNote> notes, List<Chorus> choruses) {
  public Replayed {
    notes = List.copyOf(notes);
    choruses = List.copyOf(choruses);
  }
}
