package antiphon.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.abc.AbcReader;
import antiphon.abc.AbcWriter;
import antiphon.abc.BarWriter;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final int Q = Ticks.PER_QUARTER;
  private static Decoder decoder = TestPresets.randomDecoder();

  @BeforeAll
  static void load() {
    decoder = TestPresets.randomDecoder();
  }

  @AfterAll
  static void unload() {
    decoder.close();
  }

  private static Conversation conversation(Preset preset, Meter meter) {
    return new Conversation(decoder, preset, Key.C, meter, Optional.of(preset.tempo()));
  }

  private static WrittenBar answer(Conversation conversation, Meter meter, long seed, boolean ending) {
    long start = conversation.size() == 0 ? 0 : conversation.bar(conversation.size() - 1).bar().end();
    return conversation.answer(Bar.plain(start, meter, Key.C), ending, Sampling.PLAIN, seed, Deadline.NONE);
  }

  private static void hear(Conversation conversation, Meter meter, int pitch) {
    long start = conversation.size() == 0 ? 0 : conversation.bar(conversation.size() - 1).bar().end();
    Bar bar = Bar.plain(start, meter, Key.C);
    conversation.hear(bar, List.of(List.of(new Note(start, Q / 2, pitch), new Note(start + Q / 2, bar.length() - Q / 2, pitch + 2))));
  }

  /** Chords of twelve notes, a hundred of them: no model here could read the bar. */
  private static List<Note> crowd(long start) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 96; i++) {
      for (int pitch = 60; pitch < 72; pitch++) {
        notes.add(new Note(start + (long) i * (Q / 24), Q / 24, pitch));
      }
    }
    return notes;
  }

  @Test
  void shouldLeaveOutOfWhatItReadsABarThatDoesNotFit() {
    Conversation conversation = conversation(TestPresets.melody(), Meter.COMMON);
    conversation.plan(8);
    hear(conversation, Meter.COMMON, 67);
    String before = conversation.page();
    conversation.hear(Bar.plain(4L * Q, Meter.COMMON, Key.C), List.of(crowd(4L * Q)));
    assertThat(conversation.page()).isEqualTo(before);
    assertThat(answer(conversation, Meter.COMMON, 1, false).origin()).isEqualTo(Origin.MODEL);
    // What holds on from such a bar is told.
    Bar inG = Bar.plain(12L * Q, Meter.COMMON, new Key(1, false));
    conversation.hear(inG, List.of(crowd(12L * Q)));
    assertThat(conversation.page()).endsWith("[V:1][K:G]z8|\n");
    assertThat(answer(conversation, Meter.COMMON, 2, true).bar().full()).isTrue();
  }

  @Test
  void shouldCloseABarWhoseGivenTextDoesNotFit() {
    Conversation conversation = conversation(TestPresets.trio(), Meter.COMMON);
    conversation.plan(8);
    hear(conversation, Meter.COMMON, 67);
    Bar bar = Bar.plain(4L * Q, Meter.COMMON, Key.C);
    String given = BarWriter.write(bar, crowd(4L * Q), List.of());
    WrittenBar written = conversation.draft(new LineRequest(
        bar, List.of(VoiceTask.given(given), VoiceTask.OPEN, VoiceTask.OPEN),
        TestPresets.trio().voices().stream().map(VoicePart::limits).toList(), conversation.held(), List.of(), Lean.NONE, true,
        Sampling.PLAIN, 0, 1, Deadline.NONE));
    assertThat(written.origin()).isEqualTo(Origin.CLOSED);
    assertThat(written.line()).contains(given);
  }

  @Test
  void shouldAnswerWithBarsThatSumInEveryMeter() {
    for (String meter : new String[] {"1/4", "2/4", "3/4", "4/4", "5/4", "6/8", "7/8", "9/8", "11/8", "15/16", "2/2"}) {
      for (Preset preset : List.of(TestPresets.melody(), TestPresets.trio())) {
        Meter time = Meter.parse(meter);
        Conversation conversation = conversation(preset, time);
        conversation.plan(8);
        hear(conversation, time, 67);
        hear(conversation, time, 64);
        for (int i = 0; i < 6; i++) {
          WrittenBar bar = answer(conversation, time, i, i == 5);
          assertThat(bar.notes()).hasSize(preset.voices().size());
        }
        List<String> warnings = new ArrayList<>();
        Score score = conversation.score();
        Score read = AbcReader.read(AbcWriter.write(score), warnings);
        assertThat(warnings).isEmpty();
        assertThat(read).isEqualTo(score);
        assertThat(read.bars()).hasSize(8).allMatch(Bar::full);
      }
    }
  }

  @Test
  void shouldGiveTheSameBarForTheSameSeedAndAnotherForAnother() {
    List<String> lines = new ArrayList<>();
    for (long seed : new long[] {5, 5, 6}) {
      Conversation conversation = conversation(TestPresets.trio(), Meter.COMMON);
      hear(conversation, Meter.COMMON, 60);
      lines.add(answer(conversation, Meter.COMMON, seed, false).line());
    }
    assertThat(lines.get(1)).isEqualTo(lines.getFirst());
    assertThat(lines.get(2)).isNotEqualTo(lines.getFirst());
  }

  /** Another draft that is the same up to its end, wherever that is in a patch, guesses nothing behind it. */
  @Test
  void shouldDraftTheSameLineAgain() {
    Preset trio = TestPresets.trio();
    Conversation conversation = conversation(trio, Meter.parse("1/4"));
    hear(conversation, Meter.parse("1/4"), 60);
    Bar next = Bar.plain(conversation.bar(0).bar().end(), Meter.parse("1/4"), Key.C);
    for (long seed = 0; seed < 400; seed++) {
      LineRequest request = new LineRequest(
          next, List.of(VoiceTask.SILENT, VoiceTask.OPEN, VoiceTask.OPEN), trio.voices().stream().map(VoicePart::limits).toList(),
          conversation.held(), List.of(), true, Sampling.PLAIN, seed, Deadline.NONE);
      String first = conversation.draft(request).line();
      assertThat(conversation.draft(request).line()).isEqualTo(first);
    }
  }

  @Test
  void shouldAnswerTheSameAfterABarWasTakenBack() {
    Conversation conversation = conversation(TestPresets.melody(), Meter.COMMON);
    hear(conversation, Meter.COMMON, 60);
    String first = answer(conversation, Meter.COMMON, 3, false).line();
    answer(conversation, Meter.COMMON, 4, false);
    conversation.rewind(1);
    assertThat(answer(conversation, Meter.COMMON, 3, false).line()).isEqualTo(first);
  }

  @Test
  void shouldNotShowTheModelBarsInWhichNobodyPlays() {
    Conversation conversation = conversation(TestPresets.melody(), Meter.COMMON);
    conversation.plan(6);
    hear(conversation, Meter.COMMON, 60);
    Bar waiting = Bar.plain(4L * Q, Meter.COMMON, Key.C);
    conversation.hear(waiting, List.of(List.of()));
    assertThat(conversation.page()).contains("[r:0/5]").doesNotContain("z8").doesNotContain("[r:1/4]");
    assertThat(conversation.countdown()).isEqualTo("[r:1/3]");
    String answer = answer(conversation, Meter.COMMON, 7, false).line();
    assertThat(conversation.bar(2).bar().start()).as("on the bar line").isEqualTo(8L * Q);

    conversation.rewind(1);
    conversation.hear(Bar.plain(4L * Q, Meter.COMMON, Key.parse("D")), List.of(List.of()));
    assertThat(conversation.page()).as("a change of key is told").contains("[r:1/4][V:1][K:D]");

    Conversation without = conversation(TestPresets.melody(), Meter.COMMON);
    without.plan(5);
    hear(without, Meter.COMMON, 60);
    assertThat(answer(without, Meter.COMMON, 7, false).line()).as("as if it had not been").isEqualTo(answer);
  }

  @Test
  void shouldCloseTheBarByGrammarWhenTimeIsUp() {
    Conversation conversation =
        new Conversation(decoder, TestPresets.trio(), Key.C, Meter.COMMON, Optional.empty());
    WrittenBar bar = conversation.answer(Bar.plain(0, Meter.COMMON, Key.C), false, Sampling.PLAIN, 1, () -> true);
    assertThat(bar.origin()).isEqualTo(Origin.CLOSED);
    assertThat(bar.symbols()).isZero();
    assertThat(bar.line()).isEqualTo("[V:1]z8|\n");
    assertThat(answer(conversation, Meter.COMMON, 1, false).bar().start()).isEqualTo(4L * Q);
  }

  @Test
  void shouldKeepGoingWhenTheWindowIsFull() {
    Conversation conversation = conversation(TestPresets.melody(), Meter.COMMON);
    conversation.plan(200);
    for (int i = 0; i < 60; i++) {
      hear(conversation, Meter.COMMON, 60 + i % 12);
      assertThat(answer(conversation, Meter.COMMON, i, false).bar().start()).isEqualTo((2L * i + 1) * 4 * Q);
    }
    assertThat(conversation.size()).isEqualTo(120);
  }

  /** How many patches each bar of an open piece has the model read before it is written. */
  private static List<Integer> read(boolean prepare) {
    decoder.rewind(0);
    AtomicInteger fed = new AtomicInteger();
    Decoder counting = (Decoder) Proxy.newProxyInstance(
        Decoder.class.getClassLoader(), new Class<?>[] {Decoder.class}, (proxy, method, arguments) -> {
          if (method.isDefault() && method.getName().equals("align")) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          if (method.getName().equals("feed")) {
            fed.addAndGet(((List<?>) arguments[0]).size());
          }
          return method.invoke(decoder, arguments);
        });
    Conversation conversation =
        new Conversation(counting, TestPresets.melody(), Key.C, Meter.COMMON, Optional.of(TestPresets.melody().tempo()));
    List<Integer> each = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      conversation.planOpen();
      hear(conversation, Meter.COMMON, 60 + i % 12);
      fed.set(0);
      conversation.align();
      each.add(fed.get());
      if (prepare) {
        conversation.prepare();
      }
    }
    return each;
  }

  @Test
  void shouldReadAFullWindowWithoutCostingABarItsTime() {
    int most = 12;
    assertThat(read(false)).as("where nothing is prepared").anyMatch(patches -> patches > 2 * most);
    assertThat(read(true)).as("where the next window is read beside the music").allMatch(patches -> patches <= most);
  }

  @Test
  void shouldAskNotaGenAsItWasTrained() {
    Decoder notagen = (Decoder) Proxy.newProxyInstance(
        Decoder.class.getClassLoader(), new Class<?>[] {Decoder.class},
        (proxy, method, arguments) -> method.getName().equals("notagen") ? true : method.invoke(decoder, arguments));
    Preset preset = TestPresets.trio().withWords(List.of("romantic"), List.of("Romantic", "Chopin, Frederic", "Keyboard"));
    assertThat(new Conversation(notagen, preset, Key.C, Meter.COMMON, Optional.empty()).page())
        .startsWith("%Romantic\n%Chopin, Frederic\n%Keyboard\n%end\n%%score 1 { 2 | 3 }\nL:1/8\n");
    assertThat(new Conversation(decoder, preset, Key.C, Meter.COMMON, Optional.empty()).page()).startsWith("%romantic\n%end\n");
  }

  @Test
  void shouldCountDownWithoutEverReachingTheEndOfAnOpenPiece() {
    Conversation conversation = conversation(TestPresets.melody(), Meter.COMMON);
    for (int i = 0; i < 100; i++) {
      conversation.planOpen();
      assertThat(conversation.countdown()).startsWith("[r:" + i + "/");
      int left = Integer.parseInt(conversation.countdown().replaceAll(".*/|]", ""));
      assertThat(left).as("bar %d", i).isBetween(8, 52);
      hear(conversation, Meter.COMMON, 60);
      conversation.prepare();
    }
  }

  @Test
  void shouldTakeUpItsOwnTiesOnly() {
    for (long seed = 0; seed < 30; seed++) {
      Conversation conversation = conversation(TestPresets.trio(), Meter.COMMON);
      for (int i = 0; i < 4; i++) {
        WrittenBar before = conversation.size() == 0 ? null : conversation.bar(conversation.size() - 1);
        WrittenBar bar = answer(conversation, Meter.COMMON, seed * 10 + i, i == 3);
        for (int voice = 0; voice < 3; voice++) {
          List<Integer> held = before == null ? List.of() : BarNotes.heldOver(before.notes().get(voice));
          List<Integer> taken =
              bar.notes().get(voice).stream().filter(BarNote::heldFrom).map(BarNote::pitch).distinct().toList();
          if (!bar.notes().get(voice).isEmpty()) {
            assertThat(taken).as("seed %d: %s", seed, bar.line()).containsExactlyInAnyOrderElementsOf(held);
          }
        }
      }
      assertThat(conversation.bar(3).notes().stream().flatMap(List::stream).filter(BarNote::heldOver)).isEmpty();
    }
  }

  @Test
  void shouldRefuseABarOutOfPlace() {
    Conversation conversation = conversation(TestPresets.melody(), Meter.COMMON);
    hear(conversation, Meter.COMMON, 60);
    assertThatThrownBy(() -> conversation.hear(Bar.plain(0, Meter.COMMON, Key.C), List.of()))
        .hasMessage("bar at tick 0: expected it at 40320");
  }

  @Test
  void shouldStayCloserToThePageTheMoreIsAsked() {
    double[] shares = DoubleStream.of(-1, 0, 1).map(ConversationTest::closeness).toArray();
    assertThat(shares).isSorted();
    assertThat(shares[2] - shares[0]).isGreaterThan(0.2);
  }

  /** Which share of what is written, three characters at a time, stands on the page already. */
  private static double closeness(double closeness) {
    int known = 0;
    int all = 0;
    for (long seed = 0; seed < 32; seed++) {
      Conversation conversation = conversation(TestPresets.melody(), Meter.COMMON);
      conversation.plan(8);
      for (int bar = 0; bar < 6; bar++) {
        scale(conversation, bar);
      }
      String page = conversation.page();
      Bar next = Bar.plain(conversation.bar(5).bar().end(), Meter.COMMON, Key.C);
      String line = conversation.draft(new LineRequest(
          next, List.of(VoiceTask.OPEN), List.of(TestPresets.melody().voices().getFirst().limits()), conversation.held(),
          List.of(), Lean.NONE, true, Sampling.PLAIN, closeness, seed, Deadline.NONE)).line();
      for (int i = line.indexOf(']') + 1; i + 3 <= line.length(); i++) {
        known += page.contains(line.substring(i, i + 3)) ? 1 : 0;
        all++;
      }
    }
    return (double) known / all;
  }

  /** Hears eight eighths of C major, up in even bars, down in odd ones. */
  private static void scale(Conversation conversation, int index) {
    long start = index * 4L * Q;
    int[] degrees = {60, 62, 64, 65, 67, 69, 71, 72};
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < degrees.length; i++) {
      notes.add(new Note(start + i * Q / 2, Q / 2, degrees[index % 2 == 0 ? i : degrees.length - 1 - i]));
    }
    conversation.hear(Bar.plain(start, Meter.COMMON, Key.C), List.of(notes));
  }
}
