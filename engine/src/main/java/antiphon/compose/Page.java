package antiphon.compose;

import antiphon.control.Control;
import antiphon.generate.BarNotes;
import antiphon.generate.Conversation;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.pipeline.Cue;
import antiphon.pipeline.Opening;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with its place in the transport's bars: while the music goes on, each bar of the transport is one of
 * the page, also those in which nobody plays. Mutable. [compose]
 */
final class Page {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Decoder decoder;
  private final Preset preset;
  private @Nullable Conversation conversation;
  private Key firstKey = Key.C;
  private boolean placed;
  /** The bar with which the music began, or went on elsewhere. */
  private long begun = UNKNOWN;
  /** Silent bars with which the page begins; -1 if it was begun by others. */
  private int silent = -1;
  private long firstBar;
  private int firstIndex;
  /** Bars before this one are final. */
  private long finalTo;

  /** @param opening what stands on the page before the first bar, if anything does */
  Page(Decoder decoder, Preset preset, Optional<Opening> opening) {
    this.decoder = decoder;
    this.preset = preset;
    if (opening.isPresent()) {
      conversation = opening.get().conversation(decoder, preset);
    }
  }

  /** The conversation without what was only planned. */
  Optional<Conversation> sounded() {
    Conversation current = conversation;
    if (current != null && placed) {
      current.rewind(Math.clamp(index(finalTo), 0, current.size()));
    }
    return Optional.ofNullable(current);
  }

  /** The music begins, or jumped: what was only planned goes, and the next bar stands anywhere. */
  void begin() {
    leave();
    begun = UNKNOWN;
  }

  /** Bar {@code number} passes; the first of them is where the music began. */
  void passes(long number) {
    if (begun == UNKNOWN) {
      begun = number;
    }
  }

  private void leave() {
    Optional<Conversation> kept = sounded();
    if (kept.isPresent() && kept.get().size() == 0) {
      conversation = null;
    }
    placed = false;
  }

  /** Whether bar {@code number} is on the page, or the next one to write. */
  boolean reaches(long number) {
    Conversation current = conversation;
    return current != null && placed && number >= firstBar && index(number) <= current.size();
  }

  /** Bars up to {@code number} are final. */
  void keep(long number) {
    finalTo = Math.max(finalTo, number + 1);
  }

  /** Takes back all from the cue's first bar on, so that it is the next to write; a new page where the key in the header is another. */
  Conversation open(Cue cue) {
    if (!reaches(cue.firstBar())) {
      place(cue.firstBar());
    }
    Timeline timeline = cue.position().timeline();
    Conversation current = conversation;
    int index = index(cue.firstBar());
    if (current == null || (index == silent && !cue.key().equals(firstKey))) {
      firstKey = cue.key();
      silent = index;
      current = new Conversation(
          decoder, preset, firstKey, timeline.meterOfBar(firstBar), Optional.of(timeline.tempoAt(cue.bars().getFirst().start())));
      conversation = current;
    }
    Key key = current.size() == 0 ? firstKey : current.bar(current.size() - 1).bar().key();
    while (current.size() < index) {
      Bar place = next(current, timeline.meterOfBar(firstBar + current.size() - firstIndex), key);
      current.add(current.write(place, List.of(), List.of(), Origin.REST));
    }
    current.rewind(index);
    if (cue.together() || cue.to() == Cue.OPEN) {
      current.planOpen();
    } else {
      current.plan(total(cue, index));
    }
    return current;
  }

  /** Lets the page go on with what passed in silence before {@code number}, if anything did. */
  private void place(long number) {
    boolean goesOn = placed;
    leave();
    int size = conversation == null ? 0 : conversation.size();
    long next = goesOn ? firstBar + size - (conversation == null ? 0 : firstIndex) : begun == UNKNOWN ? number : begun;
    placed = true;
    firstBar = Math.min(next, number);
    firstIndex = size;
    finalTo = number;
  }

  private static int total(Cue cue, int index) {
    int listen = Math.max(1, cue.controls().whole(Control.LISTEN_BARS));
    int answer = Math.max(1, cue.controls().whole(Control.ANSWER_BARS));
    long end = cue.from() < cue.to() ? cue.to() : cue.firstBar() + listen + answer;
    return index + (int) Math.max(end - cue.firstBar(), cue.bars().size() + answer);
  }

  private int index(long number) {
    return (int) (firstIndex + number - firstBar);
  }

  /** The place of the next bar to write. */
  static Bar next(Conversation conversation, Meter meter, Key key) {
    long start = conversation.size() == 0 ? 0 : conversation.bar(conversation.size() - 1).bar().end();
    return Bar.plain(start, meter, key);
  }

  /** A bar of what the player and the companion sounded in it. */
  static WrittenBar both(
      Conversation conversation, Bar place, List<List<Note>> player, @Nullable SoundedBar companion,
      List<ChordSymbol> chords) {
    if (companion == null) {
      return conversation.write(place, player, chords, Origin.HEARD);
    }
    List<List<Note>> voices = new ArrayList<>();
    for (int voice = 0; voice < player.size(); voice++) {
      List<Note> notes = new ArrayList<>(BarNotes.written(place, companion.notes().get(voice)));
      for (Note note : player.get(voice)) {
        if (notes.stream().noneMatch(n -> n.pitch() == note.pitch() && n.end() > note.onset() && n.onset() < note.end())) {
          notes.add(note);
        }
      }
      notes.sort(null);
      voices.add(notes);
    }
    return conversation.write(place, voices, chords, companion.origin());
  }
}
