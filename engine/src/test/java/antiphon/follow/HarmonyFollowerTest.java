package antiphon.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.follow.Outlook.Odds;
import antiphon.harmony.Chord;
import antiphon.time.Meter;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HarmonyFollowerTest {
  private static final int[] LOOP = {triad("C"), triad("Am"), triad("F"), triad("G")};

  private final HarmonyFollower follower = new HarmonyFollower();
  private final BeatNotes notes = new BeatNotes();

  private static int triad(String name) {
    return Triads.of(Chord.parse(name));
  }

  /** One beat of notes as long as it. */
  private void beat(int index, int beats, int... pitches) {
    notes.clear();
    for (int pitch : pitches) {
      notes.add(pitch, 0, 1);
    }
    notes.done();
    follower.hear(index / beats, index % beats, beats, notes);
  }

  /** A note of the triad, any. */
  private static int tone(int triad, SplittableRandom random) {
    int pitch = 60 + random.nextInt(12);
    while (!Triads.holds(triad, pitch)) {
      pitch = pitch == 71 ? 60 : pitch + 1;
    }
    return pitch;
  }

  @Test
  void shouldGiveOddsThatSumToOne() {
    for (int i = 0; i < 40; i++) {
      beat(i, 4, 60 + i * 7 % 13);
      for (Odds odds : follower.ahead(6, null).odds()) {
        assertThat(Arrays.stream(odds.triads()).sum()).isCloseTo(1, within(1e-9));
        assertThat(Arrays.stream(odds.melody()).sum()).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void shouldNameTheTriadThatSounds() {
    int[] chords = {triad("G"), triad("Em"), triad("Am"), triad("D")};
    int right = 0;
    for (int i = 0; i < 32; i++) {
      int chord = chords[i / 4 % 4];
      int root = chord / 3;
      beat(i, 4, 48 + root, 60 + root + (chord % 3 == 0 ? 4 : 3), 67 + root);
      notes.clear();
      right += i >= 4 && follower.ahead(1, null).odds().getFirst().triad() == chords[(i + 1) / 4 % 4] ? 1 : 0;
    }
    // Within a bar the triad stays; what it changes to is known from the second time on.
    assertThat(right).isGreaterThan(23);
  }

  @Test
  void shouldLearnChangesUnderNewMelodies() {
    SplittableRandom random = new SplittableRandom(7);
    int[] right = new int[6];
    for (int i = 0; i < 6 * 16; i++) {
      int next = LOOP[(i + 1) / 4 % 4];
      beat(i, 4, tone(LOOP[i / 4 % 4], random));
      right[i / 16] += (i + 1) % 4 == 0 && follower.ahead(1, null).odds().getFirst().triad() == next ? 1 : 0;
    }
    assertThat(right[4] + right[5]).as(Arrays.toString(right)).isGreaterThanOrEqualTo(6);
  }

  @Test
  void shouldExpectAMelodyThatReturnsTransposed() {
    int[] melody = {60, 64, 67, 72, 69, 65, 62, 59, 60, 67, 64, 72, 71, 67, 65, 62};
    for (int i = 0; i < 32; i++) {
      beat(i, 4, melody[i % 16] + (i < 16 ? 0 : 5));
    }
    // The third time it is a fourth higher again.
    double surprise = 0;
    for (int i = 32; i < 48; i++) {
      int pitch = melody[i % 16] + 10;
      surprise += i < 40 ? 0 : -Math.log(follower.ahead(1, null).odds().getFirst().melody()[pitch % 12]) / 8;
      beat(i, 4, pitch);
    }
    assertThat(surprise).isLessThan(1.4);
  }

  @Test
  void shouldFindAnotherKeyAfterSixteenBeats() {
    SplittableRandom random = new SplittableRandom(3);
    int[] cadence = {triad("C"), triad("F"), triad("G"), triad("C")};
    for (int i = 0; i < 96; i++) {
      int chord = cadence[i / 4 % 4];
      beat(i, 4, tone(chord, random) + (i < 48 ? 0 : 6));
    }
    Odds odds = follower.ahead(1, null).odds().getFirst();
    double here = 0;
    for (String name : List.of("F#", "B", "C#", "G#m", "D#m", "A#m")) {
      here += odds.triads()[triad(name)];
    }
    assertThat(here).isGreaterThan(0.8);
  }

  @Test
  void shouldSayTheSameToTheSameNotes() {
    HarmonyFollower other = new HarmonyFollower();
    other.hear(0, 0, 3, played(61));
    other.reset();
    for (int i = 0; i < 30; i++) {
      notes.clear();
      notes.add(50 + i * 5 % 31, 0, 0.5);
      notes.add(50 + i * 7 % 29, 0.5, 1);
      notes.done();
      follower.hear(i / 3, i % 3, 3, notes);
      follower.ahead(8, notes);
      other.hear(i / 3, i % 3, 3, notes);
    }
    List<Odds> one = follower.ahead(4, null).odds();
    List<Odds> two = other.ahead(4, null).odds();
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).triads()).isEqualTo(two.get(i).triads());
      assertThat(one.get(i).melody()).isEqualTo(two.get(i).melody());
    }
  }

  private static BeatNotes played(int pitch) {
    BeatNotes notes = new BeatNotes();
    notes.clear();
    notes.add(pitch, 0, 1);
    notes.done();
    return notes;
  }

  @Test
  void shouldAllocateNothingToHear() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 400; i++) {
      beat(i, 4, 60 + i % 12, 64);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 400; i < 500; i++) {
      notes.clear();
      notes.add(60 + i % 12, 0, 1);
      notes.done();
      follower.hear(i / 4, i % 4, 4, notes);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4_096);
  }

  @Test
  void shouldCountQuartersAndDottedQuarters() {
    assertThat(MeterBeats.of(Meter.COMMON).count()).isEqualTo(4);
    assertThat(MeterBeats.of(new Meter(2, 2)).count()).isEqualTo(4);
    assertThat(MeterBeats.of(new Meter(6, 8)).starts()).containsExactly(0, 15_120);
    assertThat(MeterBeats.of(new Meter(7, 8)).starts()).containsExactly(0, 10_080, 20_160);
    assertThat(MeterBeats.of(new Meter(3, 4)).at(10_080)).isEqualTo(1);
  }
}
