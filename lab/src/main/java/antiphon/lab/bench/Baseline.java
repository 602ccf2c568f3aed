package antiphon.lab.bench;

import antiphon.feel.Feel;
import antiphon.generate.Conversation;
import antiphon.generate.Deadline;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.midi.MidiMessage;
import antiphon.midi.SoundingNotes;
import antiphon.model.Decoder;
import antiphon.schedule.Expression;
import antiphon.schedule.Performer;
import antiphon.schedule.Strike;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns of a player and an answer by a simple policy, in real time: one thread writes, one sends. What the player
 * plays is given to it as written, which spares it all errors of hearing. Mutable; one thread drives it.
 */
final class Baseline {
  private static final long LATE_NS = 10_000_000;
  /** What comes later than this is dropped by a policy that drops. */
  private static final long MOST_LATE_NS = 100_000_000;

  private static final int BAR_BITS = 32;

  private record Due(long atNs, int message, boolean first) {}

  private final Policy policy;
  private final Turns turns;
  private final Preset preset;
  private final Conversation conversation;
  private final long seed;
  private final long startNs;
  private final SoundingNotes sounding = new SoundingNotes();
  private final Queue<List<Due>> written = new ConcurrentLinkedQueue<>();
  private final Queue<Due> waiting = new ArrayDeque<>();
  private long messages;
  private long late;
  private long dropped;
  private long skipped;
  private long worstNs;
  private long gapNs;
  private int answers;

  private Baseline(Policy policy, Turns turns, Preset preset, Decoder decoder, long seed, long startNs) {
    this.policy = policy;
    this.turns = turns;
    this.preset = preset;
    this.seed = seed;
    this.startNs = startNs;
    conversation = new Conversation(decoder, preset, turns.key(), preset.meter(), Optional.of(preset.tempo()));
  }

  /** Plays all turns; returns when the last answer is over. */
  static PolicyFigures play(Policy policy, Turns turns, Preset preset, Decoder decoder, long seed) throws Exception {
    Baseline baseline = new Baseline(policy, turns, preset, decoder, seed, System.nanoTime() + 200_000_000);
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      baseline.play(writer);
    }
    return baseline.figures();
  }

  private void play(ExecutorService writer) throws Exception {
    for (int round = 0; round < turns.rounds(); round++) {
      long answer = 2L * round * turns.bars() + turns.bars();
      if (policy.ahead()) {
        sendUntil(barNs(answer - 1));
        Future<?> heard = writer.submit(this::hear);
        byBar(writer, answer);
        heard.get();
      } else {
        sendUntil(barNs(answer));
        Future<?> all = writer.submit(() -> answer(answer));
        sendUntil(barNs(answer + turns.bars()));
        all.get();
      }
    }
    sendUntil(barNs(2L * turns.rounds() * turns.bars()) + 200_000_000);
  }

  /** Asks for each bar a bar ahead; skips it if it is not there on its bar line. */
  private void byBar(ExecutorService writer, long answer) throws Exception {
    for (long bar = answer; bar < answer + turns.bars(); bar++) {
      long number = bar;
      Future<List<Due>> next = writer.submit(() -> write(number, answer));
      sendUntil(barNs(bar));
      if (next.isDone()) {
        waiting.addAll(next.get());
      } else {
        skipped++;
      }
    }
    sendUntil(barNs(answer + turns.bars()));
  }

  private void hear() {
    for (int bar = 0; bar < turns.bars(); bar++) {
      Bar place = Bar.plain(end(), preset.meter(), turns.key());
      conversation.hear(place, List.of(turns.notes(bar, place.start())));
    }
  }

  /** Writes an answer and hands it to the sending thread, bar by bar or all at once. */
  private void answer(long from) {
    hear();
    List<Due> whole = new ArrayList<>();
    for (long bar = from; bar < from + turns.bars(); bar++) {
      whole.addAll(write(bar, from));
      if (policy.byBar()) {
        written.add(List.copyOf(whole));
        whole.clear();
      }
    }
    written.add(whole);
  }

  private List<Due> write(long number, long from) {
    Bar place = Bar.plain(end(), preset.meter(), turns.key());
    boolean ending = number == from + turns.bars() - 1;
    WrittenBar bar = conversation.answer(place, ending, preset.sampling(), seed << BAR_BITS | number, Deadline.NONE);
    List<Due> dues = new ArrayList<>();
    for (Strike strike : Performer.perform(
        bar, preset, preset.tempo(), Feel.NEUTRAL, Expression.ON_THE_GRID, 0.5, number)) {
      long barNs = barNs(number);
      Timeline timeline = turns.timeline();
      dues.add(new Due(barNs + timeline.nanosAt(Math.max(0, strike.onset())),
          MidiMessage.noteOn(strike.channel(), strike.pitch(), strike.velocity()), false));
      dues.add(new Due(barNs + timeline.nanosAt(strike.end()), MidiMessage.noteOff(strike.channel(), strike.pitch()), false));
    }
    dues.sort(Comparator.comparingLong(Due::atNs).thenComparing(due -> MidiMessage.isNoteOn(due.message())));
    if (number == from && !dues.isEmpty()) {
      dues.set(0, new Due(dues.getFirst().atNs(), dues.getFirst().message(), true));
    }
    return dues;
  }

  private long end() {
    return conversation.size() == 0 ? 0 : conversation.bar(conversation.size() - 1).bar().end();
  }

  private long barNs(long bar) {
    return startNs + turns.timeline().nanosAt(turns.timeline().barStart(bar));
  }

  /** The sending thread: parks until something is due, as most programs do. */
  private void sendUntil(long untilNs) {
    for (long nowNs = System.nanoTime(); nowNs < untilNs; nowNs = System.nanoTime()) {
      for (List<Due> bar = written.poll(); bar != null; bar = written.poll()) {
        waiting.addAll(bar);
      }
      while (!waiting.isEmpty() && waiting.element().atNs() <= nowNs) {
        send(waiting.remove(), System.nanoTime());
      }
      long nextNs = waiting.isEmpty() ? untilNs : Math.min(untilNs, waiting.element().atNs());
      LockSupport.parkNanos(Math.clamp(nextNs - System.nanoTime(), 1, 1_000_000));
    }
  }

  private void send(Due due, long nowNs) {
    messages++;
    long lateNs = nowNs - due.atNs();
    worstNs = Math.max(worstNs, lateNs);
    if (due.first()) {
      answers++;
      gapNs += lateNs;
    }
    if (policy == Policy.DROP_LATE && lateNs > MOST_LATE_NS) {
      dropped++;
      return;
    }
    late += lateNs > LATE_NS ? 1 : 0;
    sounding.accept(due.message());
  }

  private PolicyFigures figures() {
    return new PolicyFigures(
        policy.words(), messages, late, dropped, skipped, sounding.count(), gapNs / 1e6 / Math.max(1, answers),
        worstNs / 1e6);
  }

  /** The bars of a tune that a player plays again and again, an answer after each. */
  record Turns(List<Note> tune, Key key, Timeline timeline, int bars, int rounds) {
    Turns {
      tune = List.copyOf(tune);
    }

    /** The notes of a bar of the tune, moved to {@code start}. */
    List<Note> notes(int bar, long start) {
      long from = timeline.barStart(bar);
      long to = timeline.barStart(bar + 1L);
      return tune.stream().filter(n -> n.onset() >= from && n.onset() < to)
          .map(n -> n.shifted(start - from)).toList();
    }
  }
}
