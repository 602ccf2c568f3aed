package antiphon.pipeline;

import antiphon.generate.Conversation;
import antiphon.generate.Fallbacks;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.schedule.Performer;
import antiphon.schedule.Plan;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Clock;
import antiphon.time.Transport;
import com.lmax.disruptor.EventHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the conversation and writes the answers. For each bar it first offers a fallback, then what the
 * model wrote, so that whatever happens to the model there is something to seal. [compose]
 */
final class ComposeStage implements EventHandler<EngineEvent> {
  /** Left between the model's deadline and the sealing, for the way of the plan. */
  private static final long SLACK_NS = 4_000_000;

  private final EngineSettings settings;
  private final Preset preset;
  private final Decoder decoder;
  private final Transport transport;
  private final Clock clock;
  private final PlanSink plans;
  private final EngineListener listener;
  private final FiguresState figures;
  private @Nullable Conversation conversation;
  private Key key = Key.C;
  /** Where the phrase in hand begins: bar of the transport, index in the conversation. */
  private long phraseBar = -1;
  private long epoch;
  private int phraseIndex;
  private long answerFrom;
  private int answerIndex;
  private int answerBars;
  /** Bars of the answer that are final. */
  private int sealed;
  private int answers;
  private int loudness = 76;

  ComposeStage(
      EngineSettings settings, Decoder decoder, Transport transport, Clock clock, PlanSink plans,
      EngineListener listener, FiguresState figures) {
    this.settings = settings;
    this.preset = settings.preset();
    this.decoder = decoder;
    this.transport = transport;
    this.clock = clock;
    this.plans = plans;
    this.listener = listener;
    this.figures = figures;
  }

  /** The conversation so far, if there is one, without bars that were only planned; for reading when the engine is at rest. */
  Optional<Conversation> conversation() {
    Conversation current = conversation;
    if (current != null && answerBars > 0) {
      current.rewind(Math.min(current.size(), answerIndex + sealed));
    }
    return Optional.ofNullable(current);
  }

  private void dropPlanned() {
    Optional<Conversation> kept = conversation();
    if (kept.isPresent() && kept.get().size() == 0) {
      conversation = null;
    }
  }

  @Override
  public void onEvent(EngineEvent event, long sequence, boolean endOfBatch) {
    if (event.epoch != epoch) {
      // The music stopped or jumped: what was begun before will never be played.
      epoch = event.epoch;
      phraseBar = -1;
      dropPlanned();
      answerBars = 0;
    }
    Hearing hearing = event.hearing;
    if (hearing != null) {
      hearing(hearing);
    } else if (event.kind == EngineEvent.Kind.SEALED) {
      sealed(event.tick, event.plan);
    }
    event.clear();
  }

  private void hearing(Hearing hearing) {
    List<WrittenBar> before = List.of();
    boolean same = hearing.bars().getFirst().number() == phraseBar;
    Conversation current = conversation;
    if (!same) {
      phraseBar = hearing.bars().getFirst().number();
      phraseIndex = current == null ? 0 : current.size();
      answerBars = 0;
      sealed = 0;
    } else if (current != null) {
      before = bars(current, phraseIndex);
    }
    Conversation writing = write(hearing);
    loudness = hearing.loudness();
    reportHeard(hearing, writing, before);
    if (hearing.answerBars() == 0) {
      readAhead(writing);
      return;
    }
    int answerAt = phraseIndex + hearing.bars().size();
    boolean unchanged = answerBars > 0 && before.size() >= hearing.bars().size()
        && sameLines(before, bars(writing, phraseIndex));
    List<WrittenBar> kept = answerBars > 0 ? before.subList(hearing.bars().size(), before.size()) : List.of();
    answerFrom = hearing.answerFrom();
    answerIndex = answerAt;
    answerBars = hearing.answerBars();
    // What is sealed sounds whatever we think of it now; the rest is written anew if the phrase turned out otherwise.
    int keep = unchanged ? kept.size() : Math.min(kept.size(), sealedBars());
    kept.subList(0, keep).forEach(writing::add);
    compose(writing);
  }

  /** Writes the phrase into the conversation, in its key; a new conversation where the header's key is another. */
  private Conversation write(Hearing hearing) {
    Conversation current = conversation;
    HeardBar first = hearing.bars().getFirst();
    if (current == null || (phraseIndex == 0 && !hearing.key().equals(key))) {
      current = new Conversation(
          decoder, preset, hearing.key(), first.meter(),
          Optional.of(transport.position().timeline().tempoAt(first.start())), clock);
      conversation = current;
    }
    current.rewind(phraseIndex);
    key = hearing.key();
    current.plan(phraseIndex + preset.listenBars() + preset.answerBars());
    long shift = end(current) - first.start();
    for (HeardBar heard : hearing.bars()) {
      List<List<Note>> notes = heard.voices().stream()
          .map(voice -> voice.stream().map(note -> note.shifted(shift)).toList()).toList();
      current.hear(Bar.plain(end(current), heard.meter(), key), notes);
    }
    return current;
  }

  private void reportHeard(Hearing hearing, Conversation writing, List<WrittenBar> before) {
    for (int i = 0; i < hearing.bars().size(); i++) {
      String line = writing.bar(phraseIndex + i).line();
      boolean last = i == hearing.bars().size() - 1;
      boolean news = i >= before.size() || !before.get(i).line().equals(line) || before.get(i).origin() != Origin.HEARD;
      if (news || last) {
        listener.heard(hearing.bars().get(i), line, !last || !hearing.expected());
      }
    }
    if (!hearing.expected()) {
      figures.heard++;
    }
  }

  /** Lets the model read while the player plays, so that the answer starts at once. */
  private void readAhead(Conversation writing) {
    try {
      writing.align();
    } catch (RuntimeException e) {
      figures.failures++;
      listener.failed(e);
    }
  }

  /** Writes the bars of the answer that are still to be written. */
  private void compose(Conversation writing) {
    while (writing.size() < answerIndex + answerBars) {
      int place = writing.size() - answerIndex;
      long number = answerFrom + place;
      Bar bar = Bar.plain(end(writing), transport.position().timeline().meterOfBar(number), key);
      WrittenBar fallback = Fallbacks.of(writing, preset, bar, preset.listenBars());
      offer(number, place, fallback);
      long startNs = clock.nanoTime();
      try {
        long deadlineNs = transport.position().nanosAt(transport.position().timeline().barStart(number))
            - settings.sealAheadNs() - SLACK_NS;
        WrittenBar written =
            writing.answer(bar, place == answerBars - 1, preset.sampling(), seed(number), deadlineNs);
        figures.wrote(written, clock.nanoTime() - startNs);
        // A bar that the grammar had to close before the model wrote anything is no better than the fallback.
        boolean empty = written.origin() == Origin.CLOSED && written.symbols() == 0;
        if (empty) {
          writing.rewind(answerIndex + place);
          writing.add(fallback);
        } else {
          listener.planned(offer(number, place, written), clock.nanoTime() - startNs);
        }
      } catch (RuntimeException e) {
        // A model that fails costs its bar, never the music.
        figures.failures++;
        listener.failed(e);
        writing.rewind(Math.min(writing.size(), answerIndex + place));
        writing.add(fallback);
      }
    }
  }

  private Plan offer(long number, int place, WrittenBar written) {
    double phrase = answerBars <= 1 ? 0.5 : place / (answerBars - 1.0);
    Plan plan = new Plan(
        number, transport.position().epoch(), written, Performer.perform(written, preset, loudness, phrase));
    plans.offer(plan);
    return plan;
  }

  private void sealed(long number, @Nullable Plan plan) {
    Conversation current = conversation;
    if (current == null || answerBars == 0 || number < answerFrom || number >= answerFrom + answerBars) {
      return;
    }
    int index = answerIndex + (int) (number - answerFrom);
    sealed = (int) (number - answerFrom) + 1;
    boolean last = number == answerFrom + answerBars - 1;
    Bar place = index < current.size() ? current.bar(index).bar()
        : Bar.plain(end(current), transport.position().timeline().meterOfBar(number), key);
    WrittenBar played = plan != null ? plan.written() : Fallbacks.rest(preset, place);
    figures.played(played.origin());
    listener.sealed(number, played.origin(), played.line());
    if (index < current.size() && !current.bar(index).line().equals(played.line())) {
      // The conversation must hold what was played, and what follows must follow from it.
      current.rewind(index);
      current.add(played);
      compose(current);
    }
    if (last) {
      answers++;
      listener.answered(answers);
    }
  }

  /** How many bars of the answer are sealed or about to be. */
  private int sealedBars() {
    long now = clock.nanoTime() + settings.sealAheadNs() + SLACK_NS;
    int sealed = 0;
    while (sealed < answerBars
        && transport.position().nanosAt(transport.position().timeline().barStart(answerFrom + sealed)) <= now) {
      sealed++;
    }
    return sealed;
  }

  private long seed(long number) {
    return settings.seed() * 0x9E3779B97F4A7C15L + number;
  }

  private static long end(Conversation conversation) {
    return conversation.size() == 0 ? 0 : conversation.bar(conversation.size() - 1).bar().end();
  }

  private static List<WrittenBar> bars(Conversation conversation, int from) {
    List<WrittenBar> bars = new ArrayList<>();
    for (int i = from; i < conversation.size(); i++) {
      bars.add(conversation.bar(i));
    }
    return bars;
  }

  private static boolean sameLines(List<WrittenBar> before, List<WrittenBar> now) {
    for (int i = 0; i < now.size(); i++) {
      if (!before.get(i).line().equals(now.get(i).line())) {
        return false;
      }
    }
    return true;
  }
}
