package antiphon.session.phrase;

import antiphon.generate.Conversation;
import antiphon.generate.Deadline;
import antiphon.generate.LineRequest;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.generate.VoiceTask;
import antiphon.generate.WrittenBar;
import antiphon.model.Decoder;
import antiphon.quantize.Texture;
import antiphon.quantize.VoiceSeparator;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A phrase and the bars that answer it.
 *
 * @param heard the bars of the phrase
 * @param answered the bars of the answer
 * @param score both
 */
public record Answer(List<WrittenBar> heard, List<WrittenBar> answered, Score score) {
  /** Longer than any bar takes: offline there is no hurry. */
  private static final long PATIENCE_NS = 3_600_000_000_000L;

  public Answer {
    heard = List.copyOf(heard);
    answered = List.copyOf(answered);
  }

  /**
   * Answers a phrase in every voice that the companion plays.
   *
   * @param bars of the answer; the last one ends it
   * @param seed the same seed gives the same answer
   */
  public static Answer to(Phrase phrase, Decoder decoder, Preset preset, int bars, long seed) {
    Clock clock = Clock.system();
    Bar first = phrase.bars().getFirst();
    Conversation conversation = new Conversation(
        decoder, preset, first.key(), first.meter(), Optional.of(phrase.timeline().tempoAt(first.start())));
    conversation.plan(phrase.bars().size() + bars);
    List<List<Note>> voices = voices(phrase, preset);
    List<WrittenBar> heard = new ArrayList<>();
    for (Bar bar : phrase.bars()) {
      heard.add(conversation.hear(bar, voices.stream().map(v -> inBar(v, bar)).toList()));
    }
    List<WrittenBar> answered = new ArrayList<>();
    List<VoiceTask> tasks =
        preset.voices().stream().map(part -> part.plays() ? VoiceTask.written("").sounding() : VoiceTask.SILENT).toList();
    for (int i = 0; i < bars; i++) {
      long barSeed = seed * 1_000_003 + i;
      answered.add(conversation.add(conversation.draft(new LineRequest(
          phrase.following(i), tasks, preset.voices().stream().map(VoicePart::limits).toList(), conversation.held(), List.of(),
          i < bars - 1, preset.sampling(), barSeed, patience(clock, clock.nanoTime() + PATIENCE_NS)))));
    }
    return new Answer(heard, answered, conversation.score());
  }

  private static Deadline patience(Clock clock, long untilNs) {
    return () -> clock.nanoTime() - untilNs >= 0;
  }

  private static List<List<Note>> voices(Phrase phrase, Preset preset) {
    int count = preset.hearing().size();
    VoiceSeparator separator = new VoiceSeparator(count, count <= 2 ? Texture.KEYBOARD : Texture.ENSEMBLE);
    return separator.separate(phrase.notes(), separator.start()).voices();
  }

  private static List<Note> inBar(List<Note> notes, Bar bar) {
    return notes.stream().filter(n -> n.onset() < bar.end() && n.end() > bar.start()).toList();
  }
}
