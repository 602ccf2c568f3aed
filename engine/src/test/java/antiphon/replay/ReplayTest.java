package antiphon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcWriter;
import antiphon.control.Control;
import antiphon.engine.FailingDecoder;
import antiphon.engine.RandomSession;
import antiphon.generate.TestPresets;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.Request;
import antiphon.take.Take;
import antiphon.take.TakeEntry;
import antiphon.take.TakenBar;
import antiphon.take.TakenBars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A take is replayed bit for bit, whatever was done and however slow the machine was. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ReplayTest {
  private static final int SESSIONS = 200;
  private static final int TROUBLED = 60;
  private static Decoder decoder = TestPresets.randomDecoder();
  /** Takes are replayed by another decoder, which has read other things before. */
  private static Decoder other = TestPresets.randomDecoder();

  @TempDir private Path folder;

  @BeforeAll
  static void load() {
    decoder = TestPresets.randomDecoder();
    other = TestPresets.randomDecoder();
  }

  @AfterAll
  static void unload() {
    decoder.close();
    other.close();
  }

  @Test
  void shouldReplayWhateverHappened() throws IOException {
    Path file = folder.resolve("take.antiphon");
    long messages = 0;
    int choruses = 0;
    for (long seed = 0; seed < SESSIONS; seed++) {
      RandomSession session = RandomSession.play(seed, decoder, file);
      Take take = Take.read(file);
      assertThat(take.shortness()).as("seed %d", seed).isEmpty();
      assertThat(take.settings()).as("seed %d", seed).isEqualTo(RandomSession.settings(seed));
      Replayed replayed = ReplayEngine.replay(take, Optional.of(other));
      assertThat(replayed.difference()).as("seed %d", seed).isEmpty();
      assertThat(replayed.messages()).as("seed %d", seed).isEqualTo(session.out.received.size());
      assertThat(replayed.notes()).as("seed %d", seed).isEqualTo(session.notes());
      assertThat(replayed.choruses()).as("seed %d", seed).isEqualTo(session.choruses);
      choruses += replayed.choruses().size();
      messages += replayed.messages();
    }
    assertThat(messages).isGreaterThan(10L * SESSIONS);
    assertThat(choruses).isGreaterThan(SESSIONS / 4);
  }

  /** Whichever use of the model it fails at, and for however many uses: also in the midst of a bar, or of reading. */
  @Test
  void shouldReplayWheneverTheModelFailed() throws IOException {
    Path file = folder.resolve("take.antiphon");
    AtomicLong uses = new AtomicLong();
    AtomicLong failsFrom = new AtomicLong();
    AtomicLong failsTo = new AtomicLong();
    Decoder failing = FailingDecoder.of(decoder, () -> {
      long use = uses.getAndIncrement();
      return use >= failsFrom.get() && use < failsTo.get();
    });
    SplittableRandom random = new SplittableRandom(14);
    int failed = 0;
    for (long seed = 0; seed < TROUBLED; seed++) {
      uses.set(0);
      failsFrom.set(random.nextInt(1 << random.nextInt(4, 14)));
      failsTo.set(failsFrom.get() + random.nextInt(1, 1 << random.nextInt(1, 10)));
      String story = "seed " + seed + ", uses " + failsFrom + " to " + failsTo;
      RandomSession session = RandomSession.play(seed, failing, file);
      String text = Files.readString(file);
      failed += text.contains("[\"failed\"") ? 1 : 0;
      Replayed replayed = ReplayEngine.replay(Take.parse(text, "take"), Optional.of(other));
      assertThat(replayed.difference()).as(story).isEmpty();
      assertThat(replayed.messages()).as(story).isEqualTo(session.out.received.size());
      assertThat(replayed.notes()).as(story).isEqualTo(session.notes());
    }
    assertThat(failed).isGreaterThan(TROUBLED / 2);
  }

  @Test
  void shouldRestoreMusicAndPageWithoutTheModel() throws IOException {
    Path file = folder.resolve("take.antiphon");
    for (long seed = 0; seed < 10; seed++) {
      RandomSession session = RandomSession.play(seed, decoder, file);
      Replayed with = ReplayEngine.replay(Take.read(file), Optional.of(other));
      Replayed without = ReplayEngine.replay(Take.read(file), Optional.empty());
      assertThat(without.difference()).as("seed %d", seed).isEmpty();
      assertThat(without.notes()).as("seed %d", seed).isEqualTo(session.notes());
      assertThat(page(without)).as("seed %d", seed).isEqualTo(page(with));
    }
  }

  @Test
  void shouldTellWhatWasWrittenAndWhatBecameOfIt() throws IOException {
    Path file = folder.resolve("take.antiphon");
    int played = 0;
    int other = 0;
    for (long seed = 0; seed < 10; seed++) {
      RandomSession.play(seed, decoder, file);
      for (TakenBar bar : ReplayEngine.written(Take.read(file))) {
        assertThat(bar.page()).as("seed %d", seed).contains("K:").endsWith("\n");
        assertThat(bar.line()).as("seed %d", seed).startsWith("[r:").endsWith("|\n");
        played += bar.played() ? 1 : 0;
        other += bar.played() ? 0 : 1;
      }
    }
    assertThat(played).isGreaterThan(10);
    assertThat(other).isGreaterThan(0);
  }

  @Test
  void shouldKnowTheVariationThatSounded() {
    TakenBars bars = new TakenBars();
    bars.wrote(4, 0, "page", "first");
    bars.happened(control(Control.REGENERATE));
    bars.wrote(4, 1, "page", "second");
    bars.happened(control(Control.REGENERATE));
    bars.wrote(4, 2, "page", "third");
    bars.happened(control(Control.UNDO));
    TakeEntry.Happened sealed = new TakeEntry.Happened(EngineEvent.Kind.SEALED);
    sealed.bar = 4;
    sealed.plan = "m7";
    bars.happened(sealed);
    bars.wrote(5, 1, "page", "next");
    bars.kept(4, List.of("second"));
    assertThat(bars.bars()).containsExactly(
        new TakenBar(4, 0, "page", "first", false, true),
        new TakenBar(4, 1, "page", "second", true, true),
        new TakenBar(4, 2, "page", "third", false, true),
        new TakenBar(5, 1, "page", "next", false, false));
  }

  private static TakeEntry.Happened control(Control control) {
    TakeEntry.Happened event = new TakeEntry.Happened(EngineEvent.Kind.REQUEST);
    event.request = new Request.SetControl(control, 0, 1);
    return event;
  }

  private static String page(Replayed replayed) {
    return replayed.conversation().filter(c -> c.size() > 0).map(c -> AbcWriter.write(c.score())).orElse("");
  }

  @Test
  void shouldNoticeWhenTheMachineIsSaidToHaveBeenFaster() throws IOException {
    int tried = 0;
    for (long seed = 0; seed < 12; seed++) {
      String text = take(seed);
      for (String line : text.lines().filter(l -> l.startsWith("[\"wrote\"") && l.contains("CLOSED")).limit(2).toList()) {
        // Time was up at some question; now it never is.
        String faster = line.replaceFirst("\\[([-0-9]+,)*[-0-9]+\\]", "[-1,-1]");
        assertThat(faster).isNotEqualTo(line);
        assertThat(ReplayEngine.replay(Take.parse(text.replace(line, faster), "take"), Optional.of(other)).difference())
            .as("seed %d, %s", seed, line).hasValueSatisfying(d -> assertThat(d).contains("written"));
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(3);
  }

  @Test
  void shouldNoticeWhatElseIsChanged() throws IOException {
    String text = take(4);
    assertDiffers(text, "[\"emitted\"", line -> line.replaceFirst(",(\\d+),(\\d+),(\\d+)\\]$", ",$1,9$2,$3]"), "message");
    assertDiffers(text, "[\"sealed\".*\"m", line -> line.replaceFirst("\"m(\\d+)\"", "\"m9$1\""), "sealed with plan m9");
    // Of what was left for something newer not all matters.
    List<String> began = text.lines().filter(l -> l.equals("[\"began\",1]")).toList();
    assertThat(began).isNotEmpty();
    assertThat(ReplayEngine.replay(Take.parse(text.replace("[\"began\",1]", "[\"began\",0]"), "take"), Optional.of(other))
        .difference()).isPresent();
    // Another seed is other music.
    String header = text.lines().findFirst().orElseThrow();
    String seeded = header.replaceFirst("\"seed\":\\d+", "\"seed\":77");
    assertThat(ReplayEngine.replay(Take.parse(text.replace(header, seeded), "take"), Optional.of(other)).difference())
        .hasValueSatisfying(d -> assertThat(d).contains("then").contains("now"));
  }

  private static void assertDiffers(
      String text, String start, java.util.function.UnaryOperator<String> change, String said) {
    String pattern = start.replace("[", "\\[") + ".*";
    List<String> lines = text.lines().filter(l -> l.matches(pattern)).toList();
    assertThat(lines).as(start).isNotEmpty();
    String line = lines.get(lines.size() / 2);
    int at = text.indexOf(line + "\n");
    String changed = text.substring(0, at) + change.apply(line) + text.substring(at + line.length());
    assertThat(ReplayEngine.replay(Take.parse(changed, "take"), Optional.of(other)).difference())
        .as(start).hasValueSatisfying(d -> assertThat(d).contains(said));
  }

  @Test
  void shouldReplayUpToWhereItWasCutOff() throws IOException {
    String text = take(7);
    long whole = ReplayEngine.replay(Take.parse(text, "take"), Optional.of(other)).messages();
    long before = 0;
    int header = text.indexOf('\n') + 1;
    for (int i = 0; i <= 20; i++) {
      String cut = text.substring(0, header + (int) ((long) (text.length() - 1 - header) * i / 20));
      Take take = Take.parse(cut, "take");
      assertThat(take.shortness()).as("%d of 20", i).hasValueSatisfying(s -> assertThat(s).contains("killed"));
      Replayed replayed = ReplayEngine.replay(take, Optional.of(other));
      assertThat(replayed.difference()).as("%d of 20", i).isEmpty();
      assertThat(replayed.messages()).as("%d of 20", i).isBetween(before, whole);
      before = replayed.messages();
    }
    assertThat(before).isEqualTo(whole).isPositive();
  }

  private String take(long seed) throws IOException {
    Path file = folder.resolve("take.antiphon");
    RandomSession.play(seed, decoder, file);
    return Files.readString(file);
  }
}
