package antiphon.take;

import antiphon.capture.NoteCapture;
import antiphon.capture.PerformedNote;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.EngineEvent;
import antiphon.time.Timeline;
import com.lmax.disruptor.EventHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes down all that sounds, the player's notes and the companion's, and the tempo in which it did. [listen] */
public final class TakeStage implements EventHandler<EngineEvent> {
  private static final int CAPACITY = 1 << 16;

  private final NoteCapture player = new NoteCapture(CAPACITY);
  private final NoteCapture companion = new NoteCapture(CAPACITY);
  private long lastTick;
  private long messages;
  private long answerLatenessNs;
  private int answers;
  private boolean awaitingAnswer = true;
  private final TakenCourse course = new TakenCourse();

  @Override
  public void onEvent(EngineEvent event, long sequence, boolean endOfBatch) {
    course.at(event);
    switch (event.kind) {
      case MIDI -> {
        long tick = course.tick(event);
        player.onMessage(event.message, tick);
        lastTick = Math.max(lastTick, tick);
        awaitingAnswer |= MidiMessage.isNoteOn(event.message);
      }
      case EMITTED, BAND_EMITTED -> {
        messages++;
        // Written down where it was meant, so that a take is the same however busy the machine was.
        long tick = course.tick(event);
        companion.onMessage(event.message, tick);
        lastTick = Math.max(lastTick, tick);
        if (awaitingAnswer && MidiMessage.isNoteOn(event.message)) {
          awaitingAnswer = false;
          answers++;
          answerLatenessNs += event.timeNs - event.dueNs;
        }
      }
      case PULSE, BAR_ENDS, BEFORE_SEALING, SEALED, SILENCED, BAND_SEALED, BAND_SILENCED, START, STOP, REQUEST -> {
        // Says nothing about notes.
      }
    }
  }

  /**
   * Bars and tempos as they were played. For reading when the engine is at rest.
   *
   * @param end the transport's timeline in the end
   */
  public Timeline timeline(Timeline end) {
    return course.timeline(end);
  }

  /** All notes so far by onset; what still sounds ends at the last message. For reading when the engine is at rest. */
  public List<TakenNote> notes() {
    List<TakenNote> notes = new ArrayList<>();
    add(notes, player, false);
    add(notes, companion, true);
    notes.sort(Comparator.comparingLong(TakenNote::onset).thenComparingInt(TakenNote::pitch));
    return notes;
  }

  public long messages() {
    return messages;
  }

  public double answerGapMs() {
    return answers == 0 ? 0 : answerLatenessNs / 1e6 / answers;
  }

  private void add(List<TakenNote> notes, NoteCapture capture, boolean isCompanion) {
    for (PerformedNote note : capture.notes(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2, lastTick)) {
      notes.add(new TakenNote(
          isCompanion, note.channel(), note.pitch(), note.velocity(), note.onset(), Math.max(note.end(), note.onset() + 1)));
    }
  }
}
