package antiphon.compose;

import static antiphon.compose.Scene.BAR;
import static antiphon.compose.Scene.Q;
import static antiphon.compose.Scene.note;
import static org.assertj.core.api.Assertions.assertThat;

import antiphon.generate.Conversation;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.Faults;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class BarPlannerTest {
  private static final WrittenBar WRITTEN = Scene.written(List.of(note(0, 4, 64)), List.of(note(0, 4, 48)));

  /** Writes what it is told to, or fails. */
  private static final class Source implements BarSource {
    private @Nullable WrittenBar bar = WRITTEN;
    private boolean fails;
    private int forgotten;
    private final List<Long> deadlines = new ArrayList<>();

    @Override
    public @Nullable WrittenBar write(Conversation conversation, BarState state, long deadlineNs) {
      deadlines.add(deadlineNs);
      if (fails) {
        throw new IllegalStateException("no model");
      }
      return bar;
    }

    @Override
    public void read(Conversation conversation, boolean ahead) {
      if (fails) {
        throw new IllegalStateException("no model");
      }
    }

    @Override
    public void forget() {
      forgotten++;
    }
  }

  private final Decoder decoder = TestPresets.randomDecoder();
  private final Conversation conversation = new Conversation(decoder, Scene.ALONG, Key.C, Meter.COMMON, Optional.empty());
  private final Source source = new Source();
  private final FiguresState figures = new FiguresState(new Faults());
  private final SoundedBars sounded = new SoundedBars(3);
  private final BarPlanner planner = new BarPlanner(source, new VirtualClock(), new EngineListener() {}, figures, sounded);

  @BeforeEach
  void hear() {
    conversation.hear(Bar.plain(0, Meter.COMMON, Key.C), List.of(List.of(new Note(0, Q, 60))));
  }

  @AfterEach
  void close() {
    decoder.close();
  }

  private static BarState state(long tick) {
    return Scene.state(Scene.cue(Scene.usual(), tick, 1, Long.MAX_VALUE, Long.MAX_VALUE), 0, List.of(), null, null);
  }

  private @Nullable Draft plan(long tick) {
    return planner.plan(conversation, state(tick), planner.planned(1, 0), 2_000_000_000L);
  }

  @Test
  void shouldKeepAPlanThatFitsAndWriteAnotherAfterAnotherLine() {
    Draft first = plan(BAR);
    assertThat(first).isNotNull();
    assertThat(first.plan().barNumber()).isEqualTo(1);
    assertThat(source.deadlines).as("time is left for the way of the plan").containsExactly(1_996_000_000L);
    assertThat(plan(BAR)).isSameAs(first);
    conversation.rewind(0);
    conversation.hear(Bar.plain(0, Meter.COMMON, Key.C), List.of(List.of(new Note(0, Q, 62))));
    assertThat(plan(BAR)).isNotSameAs(first);
    assertThat(source.deadlines).hasSize(2);
  }

  @Test
  void shouldPlayTheEarlierPlanWhereThereIsNoTimeAndSaySo() {
    Draft first = plan(BAR);
    conversation.rewind(0);
    conversation.hear(Bar.plain(0, Meter.COMMON, Key.C), List.of(List.of(new Note(0, Q, 62))));
    source.bar = null;
    assertThat(plan(BAR + Q / 2)).isSameAs(first);
    assertThat(sounded.of(1)).as("a second look that came to nothing").isNull();
    assertThat(plan(BAR)).isSameAs(first);
    SoundedBar bar = sounded.of(1);
    assertThat(bar).isNotNull();
    assertThat(bar.origin()).isEqualTo(Origin.EARLIER);
    planner.clear();
    assertThat(plan(BAR)).isNull();
  }

  @Test
  void shouldCostABarAndNoMoreWhenTheModelFails() {
    source.fails = true;
    assertThat(plan(BAR)).isNull();
    planner.read(conversation, true);
    assertThat(figures.failures).isEqualTo(2);
    assertThat(source.forgotten).isEqualTo(2);
    source.fails = false;
    assertThat(plan(BAR)).isNotNull();
  }
}
