package antiphon.bridge.clap;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.HostTransport;
import antiphon.midi.MidiMessage;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real plug-in under every kind of transport: each reply comes at its sample, nothing stale, nothing hanging. */
@Tag("native")
@Timeout(120)
final class ClapTimeTest {
  private static final long QUARTER = 10_080;
  private static final int NOTE = MidiMessage.noteOn(1, 60, 90);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 64, 256, 441, 1024, 4096})
  void shouldReplyAtTheSampleInBlocksOfAnySize(int frames) throws IOException {
    // Less music in small blocks, which take longer to process.
    long after = frames < 64 ? QUARTER / 16 : 2 * QUARTER;
    int blocks = frames < 64 ? 6_000 / frames : 480_000 / frames;
    try (Rig rig = Rig.alone(Song.at(3, 137.3), after)) {
      for (int i = 0; i < blocks; i++) {
        if (i % (1 + blocks / 12) == 0) {
          rig.strike(frames, frames * 2 / 3, 48 + i * 12 / blocks);
        } else {
          rig.block(frames);
        }
      }
      assertThat(rig.replies()).hasSizeGreaterThan(frames < 64 ? 6 : 16);
      rig.assertReplies();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldReplyAtTheSampleWhenBlocksAndTempoChange(long seed) throws IOException {
    Random random = new Random(seed);
    try (Rig rig = Rig.alone(Song.at(-0.042, 60 + random.nextInt(100)), 2 * QUARTER)) {
      for (int i = 0; i < 600; i++) {
        int frames = 1 + random.nextInt(random.nextBoolean() ? 64 : 4096);
        if (random.nextInt(4) == 0) {
          rig.song = rig.song.tempo(40 + 200 * random.nextDouble(), 0);
        }
        if (i % 20 == 0) {
          rig.strike(frames, random.nextInt(frames), 40 + i / 20);
        } else {
          rig.block(frames);
        }
      }
      assertThat(rig.replies()).as("seed %d", seed).hasSizeGreaterThan(40);
      rig.assertReplies();
    }
  }

  @Test
  void shouldReplyAtTheSampleInARampOfTempoWithinBlocks() throws IOException {
    try (Rig rig = Rig.alone(Song.at(0, 70).tempo(70, 0.0002), 2 * QUARTER)) {
      for (int i = 0; i < 1_000; i++) {
        // Up to 166 quarters a minute and down again.
        rig.song = rig.song.tempo(rig.song.tempo(), i < 900 ? 0.0002 : -0.0005);
        if (i % 40 == 0) {
          rig.strike(512, 100, 40 + i / 40);
        } else {
          rig.block(512);
        }
      }
      assertThat(rig.replies()).hasSizeGreaterThan(40);
      rig.assertReplies();
    }
  }

  @Test
  void shouldTellOddMetersAndTheirBars() throws IOException {
    try (Rig rig = Rig.alone(Song.at(0, 120).meter(7, 8), 2 * QUARTER)) {
      rig.block(24_000);
      rig.song = rig.song.to(3.5).meter(5, 16);
      rig.block(256);
      rig.block(256);
      List<HostTransport> told = rig.echo().transports;
      assertThat(told).extracting(HostTransport::meterBeats).contains(7, 5);
      assertThat(told.getLast()).satisfies(t -> {
        assertThat(t.meterUnit()).isEqualTo(16);
        assertThat(t.barTick()).isEqualTo(35_280);
        assertThat(t.rolling()).isTrue();
      });
    }
  }

  @Test
  void shouldAnswerAcrossTheEndOfALoop() throws IOException {
    // Blocks do not end where the loop does: the host wraps at the next block.
    try (Rig rig = Rig.alone(Song.at(4, 120).looping(4, 8), 2 * QUARTER)) {
      int played = 0;
      for (int i = 0; i < 1_500; i++) {
        if (rig.song.quarters() >= 8) {
          rig.song = rig.song.to(rig.song.quarters() - 4);
        }
        if (i % 94 == 50) {
          rig.strikeInLoop(256, 13, 40 + played++);
        } else {
          rig.block(256);
        }
      }
      assertThat(rig.echo().transport().loops()).isTrue();
      assertThat(rig.echo().transport().epoch()).as("wraps are epochs").isGreaterThan(3);
      assertThat(played).isGreaterThan(12);
      rig.assertReplies();
      rig.assertNothingHangs();
    }
  }

  /** What an engine says between the wrap and its seeing it. */
  @Test
  void shouldTakeWhatIsSaidOfTheLoopsStartUnderTheEpochBeforeTheWrap() throws IOException {
    try (Rig rig = Rig.alone(Song.at(7.9, 120).looping(4, 8), 2 * QUARTER)) {
      rig.block(256);
      int before = rig.echo().transport().epoch();
      while (rig.song.quarters() < 8) {
        rig.block(256);
      }
      rig.song = rig.song.to(rig.song.quarters() - 4);
      rig.block(256);
      long sample = rig.host.sample();
      assertThat(rig.echo().transport().epoch()).isEqualTo(before + 1);
      rig.echo().session.playAfterLoop(before, 4 * QUARTER + QUARTER / 2, NOTE);
      rig.echo().session.play(before, 4 * QUARTER + QUARTER / 2, MidiMessage.noteOn(1, 61, 90));
      rig.echo().session.playAfterLoop(before, 5 * QUARTER, MidiMessage.noteOff(1, 60));
      rig.due.add(new Rig.Due(4 * QUARTER + QUARTER / 2, NOTE, sample));
      rig.due.add(new Rig.Due(5 * QUARTER, MidiMessage.noteOff(1, 60), sample));
      for (int i = 0; i < 120; i++) {
        rig.block(256);
      }
      assertThat(rig.replies()).hasSize(2);
      rig.assertReplies();
      rig.song = rig.song.to(6);
      rig.block(256);
      rig.echo().session.playAfterLoop(before + 1, 6 * QUARTER + QUARTER / 2, NOTE);
      for (int i = 0; i < 120; i++) {
        rig.block(256);
      }
      assertThat(rig.replies()).as("of an epoch that a jump ended").hasSize(2);
      assertThat(rig.echo().session.figures().stale()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 64", "4, 0"})
  void shouldForgetAndEndEverythingAtAJump(double from, double to) throws IOException {
    try (Rig rig = Rig.alone(Song.at(from, 120), 2 * QUARTER)) {
      rig.strike(512, 0, 60);
      // One reply sounds, another waits.
      while (rig.song.quarters() < from + 2.1) {
        rig.block(512);
      }
      rig.strike(512, 0, 62);
      long jump = rig.host.sample();
      rig.song = rig.song.to(to);
      // Past the place where the second was due, if the host has gone back.
      while (rig.song.quarters() < to + 9) {
        rig.block(512);
      }
      assertThat(rig.replies()).extracting(ClapHost.Played::message)
          .containsExactly(MidiMessage.noteOn(1, 60, 90), MidiMessage.noteOff(1, 60));
      assertThat(rig.replies().getLast().sample()).as("ends where the host jumps").isEqualTo(jump);
      rig.forget();
      rig.strike(512, 99, 64);
      for (int i = 0; i < 200; i++) {
        rig.block(512);
      }
      assertThat(rig.replies()).hasSize(4);
      rig.assertNothingHangs();
    }
  }

  @Test
  void shouldEndEverythingWhenTheHostStops() throws IOException {
    try (Rig rig = Rig.alone(Song.at(0, 120), QUARTER)) {
      rig.strike(512, 0, 60);
      while (rig.song.quarters() < 1.1) {
        rig.block(512);
      }
      long stop = rig.host.sample();
      rig.song = rig.song.stopped();
      for (int i = 0; i < 100; i++) {
        rig.block(512);
      }
      assertThat(rig.replies()).last().isEqualTo(new ClapHost.Played(stop, MidiMessage.noteOff(1, 60)));
      rig.assertNothingHangs();
    }
  }

  @Test
  void shouldPlayByItsOwnSamplesWhileTheTransportStands() throws IOException {
    try (Rig rig = Rig.alone(Song.at(16, 90).stopped(), QUARTER)) {
      long struck = rig.host.sample() + 77;
      rig.block(256, ClapEvents.note(77, true, 0, 50, 80));
      for (int i = 0; i < 300; i++) {
        rig.block(256);
      }
      assertThat(rig.replies()).containsExactly(
          new ClapHost.Played(struck + 24_000, MidiMessage.noteOn(1, 50, 80)),
          new ClapHost.Played(struck + 36_000, MidiMessage.noteOff(1, 50)));
    }
  }

  @Test
  void shouldPlayInAHostWithoutTransport() throws IOException {
    try (Rig rig = Rig.alone(Song.at(0, 120), QUARTER)) {
      long struck = rig.host.sample() + 3;
      rig.blockWithoutTransport(128, ClapEvents.midi(3, MidiMessage.noteOn(0, 50, 80)));
      for (int i = 0; i < 400; i++) {
        rig.blockWithoutTransport(128);
      }
      assertThat(rig.replies()).extracting(ClapHost.Played::sample).containsExactly(struck + 24_000, struck + 36_000);
    }
  }

  @Test
  void shouldReplyAtTheSampleFarIntoASong() throws IOException {
    // A day of music, and more than 2^31 samples of it.
    try (Rig rig = Rig.alone(Song.at(200_000, 133.7), 2 * QUARTER)) {
      for (int i = 0; i < 400; i++) {
        if (i % 50 == 0) {
          rig.strike(512, 77, 40 + i / 50);
        } else {
          rig.block(512);
        }
      }
      assertThat(rig.replies()).hasSizeGreaterThan(8);
      rig.assertReplies();
    }
  }
}
