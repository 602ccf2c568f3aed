package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees an event when. */
class LaneTest {
  private final RingBuffer<long[]> ring = RingBuffer.createSingleProducer(() -> new long[1], 8, new BusySpinWaitStrategy());
  private final List<String> seen = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Stage<long[]> listen = Stage.on(ring, "listen", sees("listen"), (stage, reason) -> faults.add(stage + " " + reason.getMessage()));
  private final Lane lane = new Lane(
      List.of(listen, listen.then("cover", sees("cover"))), List.of(listen.then("practice", sees("practice")), listen.then("take", sees("take"))));

  private EventHandler<long[]> sees(String stage) {
    return (event, sequence, endOfBatch) -> seen.add(stage + " " + event[0]);
  }

  private void tell(long number) {
    long sequence = ring.next();
    ring.get(sequence)[0] = number;
    ring.publish(sequence);
  }

  @Test
  void shouldKeepTheBooksOnlyWhenWhatSoundsIsDone() {
    tell(1);
    tell(2);
    assertThat(lane.run()).isTrue();
    assertThat(seen).containsExactly("listen 1", "listen 2", "cover 1", "cover 2", "practice 1", "take 1");
    seen.clear();
    tell(3);
    assertThat(lane.run()).isTrue();
    assertThat(seen).as("the newest event goes before the older books").containsExactly("listen 3", "cover 3", "practice 2", "take 2");
    assertThat(lane.behind()).isTrue();
    assertThat(lane.run()).isTrue();
    assertThat(lane.behind()).isFalse();
    assertThat(lane.run()).as("there is nothing left").isFalse();
  }

  @Test
  void shouldNotOverwriteWhatIsNotInTheBooks() {
    for (int i = 0; i < 8; i++) {
      tell(i);
    }
    lane.run();
    assertThat(ring.remainingCapacity()).as("one is in the books").isEqualTo(1);
  }

  @Test
  void shouldCostAStageThatFailsItsEventAndTheOthersNothing() {
    Stage<long[]> failing = listen.then("band", (event, sequence, endOfBatch) -> {
      if (event[0] == 1) {
        throw new IllegalStateException("no chord");
      }
      seen.add("band " + event[0]);
    });
    Lane together = new Lane(List.of(listen, failing), List.of());
    tell(1);
    tell(2);
    together.run();
    assertThat(seen).containsExactly("listen 1", "listen 2", "band 2");
    assertThat(faults).containsExactly("band no chord");
    assertThat(together.behind()).isFalse();
  }

  @Test
  void shouldRestLongerOnlyAfterManyLooksInVain() {
    Rest rest = new Rest(1, 2, 50);
    assertThat(List.of(rest.nextNs(), rest.nextNs(), rest.nextNs(), rest.nextNs())).containsExactly(1L, 1L, 50L, 50L);
    rest.over();
    assertThat(rest.nextNs()).isEqualTo(1);
  }
}
