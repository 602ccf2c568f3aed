package antiphon.model;

import static antiphon.model.DecoderCases.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import antiphon.model.DecoderCases.Chars;
import antiphon.patch.Patch;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class OrtDecoderTest {
  private static final float TOLERANCE = 1e-4f;

  private OrtDecoder decoder;

  @BeforeEach
  void load() {
    decoder = new OrtDecoder(DecoderCases.bundle("fp32"), DecoderOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void shouldAgreeWithTheTrainerPatchByPatch() {
    for (int i = 0; i < READ.patches().size(); i++) {
      decoder.feed(READ.patches().subList(i, i + 1));
      assertThat(decoder.state()).as("patch %d", i).containsExactly(READ.states()[i], within(TOLERANCE));
    }
    assertThat(decoder.length()).isEqualTo(READ.patches().size());
    assertThat(decoder.patch(3)).isEqualTo(READ.patches().get(3));
  }

  @Test
  @Timeout(60)
  void shouldNotBeTakenAwayFromUnderARun() throws Exception {
    for (int round = 0; round < 20; round++) {
      OrtDecoder own = new OrtDecoder(DecoderCases.bundle("fp32"), DecoderOptions.DEFAULT);
      CountDownLatch running = new CountDownLatch(1);
      CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> {
        try {
          while (true) {
            own.rewind(0);
            own.feed(READ.patches());
            own.beginPatch();
            own.logits();
            running.countDown();
          }
        } catch (IllegalStateException e) {
          return e;
        }
      });
      running.await();
      own.close();
      assertThat(ended.get()).hasMessage("the decoder is closed");
    }
  }

  @Test
  void shouldAgreeWithTheTrainerInChunks() {
    long seed = 3;
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      decoder.rewind(0);
      while (decoder.length() < READ.patches().size()) {
        int to = Math.min(READ.patches().size(), decoder.length() + 1 + random.nextInt(12));
        decoder.feed(READ.patches().subList(decoder.length(), to));
        assertThat(decoder.state()).as("seed %d, round %d, patch %d", seed, round, to)
            .containsExactly(READ.states()[to - 1], within(TOLERANCE));
      }
    }
  }

  @Test
  void shouldGoOnFromAnyRewind() {
    decoder.feed(READ.patches());
    decoder.rewind(READ.keep());
    for (int i = 0; i < READ.branch().size(); i += 2) {
      int to = Math.min(i + 2, READ.branch().size());
      decoder.feed(READ.branch().subList(i, to));
      assertThat(decoder.state()).as("patch %d", to).containsExactly(READ.branchStates()[to - 1], within(TOLERANCE));
    }
  }

  @Test
  void shouldTurnToWhatWasPreparedAside() {
    int half = READ.patches().size() / 2;
    decoder.feed(READ.branch());
    List<Patch> other = new ArrayList<>(READ.patches().subList(0, half));
    other.add(Patch.FIRST);
    decoder.prepare(other, 3);
    decoder.prepare(other, READ.patches().size());
    for (int i = 0; i < READ.patches().size(); i += 5) {
      assertThat(decoder.state()).as("the current one stays").containsExactly(branchAlone(), within(TOLERANCE));
      decoder.prepare(READ.patches(), 5);
    }
    decoder.turn();
    assertThat(decoder.length()).isEqualTo(READ.patches().size());
    assertThat(decoder.state()).containsExactly(READ.states()[READ.patches().size() - 1], within(TOLERANCE));
    decoder.rewind(half);
    assertThat(decoder.state()).containsExactly(READ.states()[half - 1], within(TOLERANCE));
    decoder.turn();
    assertThat(decoder.length()).as("what was left is forgotten").isZero();
  }

  private float[] branchAlone() {
    try (OrtDecoder alone = new OrtDecoder(DecoderCases.bundle("fp32"), DecoderOptions.DEFAULT)) {
      alone.feed(READ.branch());
      return alone.state();
    }
  }

  @Test
  void shouldKeepStatesAcrossRewinds() {
    decoder.feed(READ.patches().subList(0, 10)); // States 0 to 8 are inside the run,
    for (int i = 10; i < 20; i++) {
      decoder.feed(READ.patches().subList(i, i + 1)); // the others at the end of one.
    }
    for (int length : new int[] {19, 15, 10, 9, 4, 1}) {
      decoder.rewind(length);
      assertThat(decoder.state()).as("length %d", length)
          .containsExactly(READ.states()[length - 1], within(TOLERANCE));
    }
    decoder.feed(READ.patches().subList(1, 20));
    assertThat(decoder.state()).containsExactly(READ.states()[19], within(TOLERANCE));
    decoder.rewind(15);
    assertThat(decoder.state()).containsExactly(READ.states()[14], within(TOLERANCE));
  }

  @Test
  void shouldNotTakeAStateOfForgottenPatches() {
    for (Patch patch : READ.patches()) {
      decoder.feed(List.of(patch));
    }
    decoder.rewind(READ.keep());
    decoder.feed(READ.branch());
    int length = READ.keep() + READ.branch().size() - 2;
    decoder.rewind(length);
    assertThat(decoder.state()).containsExactly(READ.branchStates()[READ.branch().size() - 3], within(TOLERANCE));
  }

  @Test
  void shouldAgreeWithTheTrainerSymbolBySymbol() {
    for (Chars chars : READ.chars()) {
      begin(chars);
      for (int i = 0; i < chars.symbols().length; i++) {
        assertThat(decoder.logits()).as("symbol %d", i).containsExactly(chars.logits()[i], within(TOLERANCE));
        decoder.push(chars.symbols()[i]);
      }
    }
  }

  @Test
  void shouldRunForcedSymbolsTogether() {
    for (Chars chars : READ.chars().reversed()) { // Each after a rewind.
      begin(chars);
      int last = chars.symbols().length - 1;
      for (int i = 0; i < last; i++) {
        decoder.push(chars.symbols()[i]);
      }
      for (int i = last; i >= 0; i--) {
        assertThat(decoder.logits(i)).as("symbol %d", i).containsExactly(chars.logits()[i], within(TOLERANCE));
      }
    }
  }

  @Test
  void shouldForgetSymbols() {
    Chars chars = READ.chars().get(1);
    begin(chars);
    decoder.push(chars.symbols()[0]);
    decoder.push(chars.symbols()[1]);
    decoder.logits();
    decoder.push('z');
    decoder.push('z');
    decoder.logits();
    decoder.rewindSymbols(2);
    assertThat(decoder.logits()).containsExactly(chars.logits()[2], within(TOLERANCE));
    decoder.push(chars.symbols()[2]);
    assertThat(decoder.logits()).containsExactly(chars.logits()[3], within(TOLERANCE));
    decoder.rewindSymbols(0);
    assertThat(decoder.logits()).containsExactly(chars.logits()[0], within(TOLERANCE));
  }

  @Test
  void shouldTakeGuessesBackWhetherTheyWereRightOrNot() {
    for (Chars chars : READ.chars()) {
      begin(chars);
      for (int i = 0; i < chars.symbols().length; i++) {
        // Right, half right and wrong by turns.
        for (int guess = i; guess < Math.min(i + 3, Patch.SIZE - 1); guess++) {
          boolean right = guess < chars.symbols().length && guess - i < i % 3;
          decoder.push(right ? chars.symbols()[guess] : 'z');
        }
        assertThat(decoder.logits(i)).as("symbol %d", i).containsExactly(chars.logits()[i], within(TOLERANCE));
        decoder.rewindSymbols(i);
        decoder.push(chars.symbols()[i]);
      }
    }
  }

  @Test
  void shouldTakeAgainWhatWasGivenUp() {
    int keep = READ.keep();
    decoder.feed(READ.patches().subList(0, keep));
    for (int round = 0; round < 2; round++) {
      for (int i = keep; i < keep + 4; i++) {
        decoder.feed(READ.patches().subList(i, i + 1));
        assertThat(decoder.state()).as("patch %d", i).containsExactly(READ.states()[i], within(TOLERANCE));
      }
      decoder.rewind(keep);
    }
    // The same patch behind another one is read.
    List<Patch> other = List.of(READ.branch().getFirst(), READ.patches().get(keep + 1));
    other.forEach(patch -> decoder.feed(List.of(patch)));
    try (OrtDecoder alone = new OrtDecoder(DecoderCases.bundle("fp32"), DecoderOptions.DEFAULT)) {
      alone.feed(READ.patches().subList(0, keep));
      alone.feed(other);
      assertThat(decoder.state()).containsExactly(alone.state(), within(TOLERANCE));
    }
  }

  @Test
  void shouldAppendThePatchItWrote() {
    decoder.feed(READ.patches().subList(0, 12));
    Patch next = READ.patches().get(12);
    decoder.beginPatch();
    for (int i = 0; i < Patch.SIZE && next.symbol(i) != Patch.PAD; i++) {
      decoder.push(next.symbol(i));
    }
    assertThat(decoder.endPatch()).isEqualTo(next);
    assertThat(decoder.length()).isEqualTo(13);
    assertThat(decoder.state()).containsExactly(READ.states()[12], within(TOLERANCE));
  }

  @Test
  void shouldAlignWithAnotherContext() {
    decoder.feed(READ.patches());
    List<Patch> other = new ArrayList<>(READ.patches().subList(0, READ.keep()));
    other.addAll(READ.branch());
    int kept = decoder.align(other);
    assertThat(kept).isBetween(READ.keep(), READ.keep() + 1);
    assertThat(decoder.length()).isEqualTo(other.size());
    assertThat(decoder.state()).containsExactly(READ.branchStates()[READ.branch().size() - 1], within(TOLERANCE));
    assertThat(decoder.align(other)).isEqualTo(other.size());
    assertThat(decoder.align(other.subList(0, 5))).isEqualTo(5);
    assertThat(decoder.length()).isEqualTo(5);
    assertThat(decoder.state()).containsExactly(READ.states()[4], within(TOLERANCE));
  }

  @Test
  void shouldStayNearTheTrainerInEightBits() {
    try (OrtDecoder rounded = new OrtDecoder(DecoderCases.bundle("int8"), DecoderOptions.DEFAULT)) {
      rounded.feed(READ.patches());
      float[] state = READ.states()[READ.patches().size() - 1];
      double error = 0;
      double size = 0;
      for (int i = 0; i < state.length; i++) {
        error += Math.pow(rounded.state()[i] - state[i], 2);
        size += Math.pow(state[i], 2);
      }
      assertThat(Math.sqrt(error / size)).isBetween(1e-6, 0.06);
    }
  }

  @Test
  void shouldGiveTheSameNumbersForTheSameCallsInEightBits() {
    float[][] states = new float[2][];
    for (int i = 0; i < 2; i++) {
      try (OrtDecoder rounded = new OrtDecoder(DecoderCases.bundle("int8"), DecoderOptions.DEFAULT)) {
        rounded.warmUp();
        rounded.feed(READ.patches().subList(0, 7));
        rounded.feed(READ.patches().subList(7, 12));
        states[i] = rounded.state();
      }
    }
    assertThat(states[0]).containsExactly(states[1]);
  }

  @Test
  void shouldLeaveNothingBehindWhenWarm() {
    decoder.warmUp();
    assertThat(decoder.length()).isZero();
    decoder.feed(READ.patches().subList(0, 5));
    assertThat(decoder.state()).containsExactly(READ.states()[4], within(TOLERANCE));
  }

  @Test
  void shouldAllocateLittlePerSymbol() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    decoder.feed(READ.patches());
    int rounds = 50;
    long before = 0;
    for (int round = -20; round < rounds; round++) {
      if (round == 0) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      decoder.beginPatch();
      for (int i = 0; i < Patch.SIZE; i++) {
        decoder.logits();
        decoder.push('z');
      }
    }
    long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (rounds * Patch.SIZE);
    assertThat(bytes).isLessThan(4096);
  }

  @Test
  void shouldRefuseMoreThanFits() {
    try (OrtDecoder small = new OrtDecoder(DecoderCases.bundle("fp32"), DecoderOptions.DEFAULT.withPatches(8))) {
      small.feed(READ.patches().subList(0, 6));
      assertThatThrownBy(() -> small.feed(READ.patches().subList(6, 9)))
          .hasMessage("context of 8 patches: 6 there and 3 more do not fit");
      small.feed(READ.patches().subList(6, 8));
      assertThat(small.state()).containsExactly(READ.states()[7], within(TOLERANCE));
    }
    assertThatThrownBy(
            () -> new OrtDecoder(DecoderCases.bundle("fp32"), DecoderOptions.DEFAULT.withPatches(65)))
        .isInstanceOf(ModelException.class).hasMessageContaining("65 patches, expected at most the model's 64");
  }

  @Test
  void shouldRefuseCallsOutOfTurn() {
    assertThatThrownBy(decoder::beginPatch).hasMessageContaining("feed Patch.FIRST");
    decoder.feed(List.of(Patch.FIRST));
    assertThatThrownBy(decoder::logits).hasMessageContaining("begin one");
    assertThatThrownBy(() -> decoder.feed(List.of(Patch.open("ab")))).hasMessageContaining("\"ab\"… is open");
    assertThatThrownBy(() -> decoder.rewind(2)).hasMessageContaining("expected 0 to 1");
    decoder.beginPatch();
    assertThatThrownBy(() -> decoder.push(128)).hasMessageContaining("symbol 128");
    decoder.push('a');
    assertThatThrownBy(decoder::endPatch).hasMessageContaining("patch of 1 symbols");
    assertThatThrownBy(() -> decoder.logits(2)).hasMessageContaining("expected 0 to 1");
    assertThatThrownBy(() -> decoder.rewindSymbols(2)).hasMessageContaining("expected 0 to 1");
    for (int i = 1; i < Patch.SIZE; i++) {
      decoder.push('a');
    }
    assertThatThrownBy(() -> decoder.push('a')).hasMessageContaining("full");
    assertThatThrownBy(() -> decoder.logits(16)).hasMessageContaining("expected 0 to 15");
  }

  @Test
  void shouldRefuseUseAfterClose() {
    decoder.close();
    decoder.close();
    assertThatThrownBy(() -> decoder.feed(List.of(Patch.FIRST))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(decoder::beginPatch).hasMessageContaining("closed");
  }

  private void begin(Chars chars) {
    decoder.align(READ.patches().subList(0, chars.context()));
    decoder.beginPatch();
  }
}
