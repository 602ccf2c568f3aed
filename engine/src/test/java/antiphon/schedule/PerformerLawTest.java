package antiphon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.VoiceLimits;
import antiphon.feel.ByPlace;
import antiphon.feel.Feel;
import antiphon.feel.Feel.Loudness;
import antiphon.feel.Feel.Register;
import antiphon.generate.BarNote;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What holds for any bar in any meter, played with any feel. */
final class PerformerLawTest {
  private static final int BARS = 4_000;
  private static final long MS = 1_000_000;

  /** One bar and how it is to be played. */
  private record Case(WrittenBar written, Preset preset, Tempo tempo, Feel feel, Expression expression, double phrase, long seed) {
    List<Strike> play(Expression as) {
      return Performer.perform(written, preset, tempo, feel, as, phrase, seed);
    }

    List<BarNote> notes(int voice) {
      return preset.voices().get(voice).plays() ? written.notes().get(voice) : List.of();
    }

    @Override
    public String toString() {
      return "seed " + seed + ", " + written.bar().meter() + ", " + expression + ", " + feel;
    }
  }

  private static Case random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Meter meter = new Meter(1 + random.nextInt(15), 2 << random.nextInt(4));
    long length = random.nextInt(8) == 0 ? 1 + random.nextInt(meter.barTicks()) : meter.barTicks();
    Bar bar = new Bar(0, length, meter, Key.C, BarLine.NONE, BarLine.SINGLE);
    List<VoicePart> parts = new ArrayList<>();
    List<List<BarNote>> notes = new ArrayList<>();
    int voices = 1 + random.nextInt(4);
    int plays = random.nextInt(voices);
    for (int voice = 0; voice < voices; voice++) {
      parts.add(new VoicePart(
          "", Clef.TREBLE, true, voice == plays || random.nextInt(4) > 0, new VoiceLimits(30, 90, 4), random.nextInt(2), 0));
      notes.add(voice(random, length));
    }
    Preset preset = new Preset(
        "any", "Any", List.of(), List.of(), "", parts, meter, Tempo.MODERATE, 2, 2, Sampling.PLAIN);
    Feel feel = new Feel(
        new Loudness(1 + random.nextInt(127), random.nextDouble(-8, 8), random.nextDouble(40)),
        new ByPlace(random.nextDouble(-40, 40), random.nextDouble(-40, 40), random.nextDouble(-40, 40)),
        random.nextDouble(0.1, 1.2),
        random.nextDouble(1, 3),
        random.nextDouble(1, 3),
        new ByPlace(random.nextDouble(-80, 80), random.nextDouble(-80, 80), random.nextDouble(-80, 80)),
        random.nextDouble(60), random.nextDouble(8), new Register(60, 50, 70), 1);
    Expression expression = switch (random.nextInt(3)) {
      case 0 -> Expression.FULL;
      case 1 -> new Expression(random.nextDouble(), 0, 0);
      default -> new Expression(random.nextDouble(), random.nextDouble(), random.nextDouble());
    };
    return new Case(
        new WrittenBar(bar, "", notes, Origin.MODEL), preset, Tempo.ofQuartersPerMinute(20 + random.nextInt(300)),
        feel, expression, random.nextDouble(), seed);
  }

  /** Chords and rests one after the other, some held from before and over the end. */
  private static List<BarNote> voice(SplittableRandom random, long length) {
    int[] units = {Ticks.PER_QUARTER, Ticks.PER_EIGHTH, Ticks.PER_EIGHTH, Ticks.PER_QUARTER / 3, Ticks.PER_QUARTER / 4, Ticks.PER_QUARTER / 8};
    List<BarNote> notes = new ArrayList<>();
    long at = 0;
    while (at < length) {
      long end = Math.min(length, at + (long) units[random.nextInt(units.length)] * (1 + random.nextInt(3)));
      Set<Integer> pitches = new HashSet<>();
      for (int n = random.nextInt(5); n > 0; n--) {
        pitches.add(58 + random.nextInt(8));
      }
      for (int pitch : pitches) {
        notes.add(new BarNote(
            at, end, pitch, at == 0 && random.nextInt(3) == 0, end == length && random.nextInt(3) == 0));
      }
      at = end;
    }
    return notes;
  }

  /** The strikes of a key that were written, each under its channel, pitch, place and whether it is held from before. */
  private static String key(int channel, int pitch, long place, boolean heldFrom) {
    return channel + " " + pitch + " " + place + " " + heldFrom;
  }

  @Test
  void shouldKeepOrderAndBoundsWhateverTheFeel() {
    for (long seed = 1; seed <= BARS; seed++) {
      Case any = random(seed);
      List<Strike> strikes = any.play(any.expression);
      assertThat(any.play(any.expression)).as(() -> any + ": again").isEqualTo(strikes);
      shouldPlayEachKeyOnce(any, strikes);
      shouldStayInBounds(any, strikes);
      shouldKeepOrder(any, strikes);
      shouldKeepChordsTogether(any, strikes);
    }
  }

  private static void shouldPlayEachKeyOnce(Case any, List<Strike> strikes) {
    Set<String> written = new TreeSet<>();
    for (int voice = 0; voice < any.preset.voices().size(); voice++) {
      for (BarNote note : any.notes(voice)) {
        written.add(key(any.preset.voices().get(voice).channel(), note.pitch(), note.onset(), note.heldFrom()));
      }
    }
    assertThat(strikes.stream().map(s -> key(s.channel(), s.pitch(), s.place(), s.heldFrom())))
        .as(any::toString).containsExactlyInAnyOrderElementsOf(written);
  }

  private static void shouldStayInBounds(Case any, List<Strike> strikes) {
    long length = any.written.bar().length();
    for (Strike strike : strikes) {
      Supplier<String> label = () -> any + ": " + strike;
      assertThat(strike.velocity()).as(label).isBetween(1, 127);
      assertThat(strike.end()).as(label).isGreaterThan(strike.onset()).isLessThanOrEqualTo(length);
      assertThat(strike.onset()).as(label).isLessThan(length);
      assertThat(any.tempo.nanos(strike.place() - strike.onset())).as(label).isLessThanOrEqualTo(10 * MS);
      if (strike.heldFrom()) {
        assertThat(strike.onset()).as(label).isZero();
      }
      if (strike.heldOver()) {
        assertThat(strike.end()).as(label).isEqualTo(length);
      }
    }
  }

  private static void shouldKeepOrder(Case any, List<Strike> strikes) {
    assertThat(strikes.stream().map(Strike::onset).toList()).as(any::toString).isSorted();
    for (Strike one : strikes) {
      for (Strike other : strikes) {
        if (one.place() < other.place()) {
          Supplier<String> order = () -> any + ": " + one + " before " + other;
          assertThat(one.onset()).as(order).isLessThan(other.onset());
          boolean key = one.channel() == other.channel() && one.pitch() == other.pitch();
          if (key && writtenEnd(any, one) <= other.place()) {
            assertThat(one.end()).as(order).isLessThanOrEqualTo(other.onset());
          }
        }
      }
    }
  }

  private static long writtenEnd(Case any, Strike strike) {
    long end = 0;
    for (int voice = 0; voice < any.preset.voices().size(); voice++) {
      if (any.preset.voices().get(voice).channel() == strike.channel()) {
        end = Math.max(end, any.notes(voice).stream()
            .filter(n -> n.pitch() == strike.pitch() && n.onset() == strike.place() && n.heldFrom() == strike.heldFrom())
            .mapToLong(BarNote::end).max().orElse(0));
      }
    }
    return end;
  }

  /** Of a voice that shares its channel with no other, so that its strikes can be told. */
  private static void shouldKeepChordsTogether(Case any, List<Strike> strikes) {
    for (int voice = 0; voice < any.preset.voices().size(); voice++) {
      int channel = any.preset.voices().get(voice).channel();
      if (!any.preset.voices().get(voice).plays()
          || any.preset.voices().stream().filter(v -> v.plays() && v.channel() == channel).count() > 1) {
        continue;
      }
      Map<Long, List<Strike>> chords = new HashMap<>();
      strikes.stream().filter(s -> s.channel() == channel && !s.heldFrom())
          .forEach(s -> chords.computeIfAbsent(s.place(), k -> new ArrayList<>()).add(s));
      for (List<Strike> chord : chords.values()) {
        chord.sort((a, b) -> a.pitch() - b.pitch());
        assertThat(chord.stream().map(Strike::onset).toList()).as(() -> any + ": low to high").isSorted();
        assertThat(any.tempo.nanos(chord.getLast().onset() - chord.getFirst().onset()))
            .as(() -> any + ": together").isLessThanOrEqualTo(8 * MS);
      }
      shouldDifferFromTheLastOfItsPitch(any, strikes, channel);
    }
  }

  private static void shouldDifferFromTheLastOfItsPitch(Case any, List<Strike> strikes, int channel) {
    Map<Integer, Strike> last = new HashMap<>();
    for (Strike strike : strikes) {
      if (strike.channel() == channel && !strike.heldFrom()) {
        Strike before = last.put(strike.pitch(), strike);
        assertThat(before == null || before.velocity() != strike.velocity())
            .as(() -> any + ": " + strike + " after " + before).isTrue();
      }
    }
  }

  @Test
  void shouldPlayAsWrittenWhereNothingIsFollowed() {
    for (long seed = 1; seed <= BARS / 4; seed++) {
      Case any = random(seed);
      for (Strike strike : any.play(new Expression(any.expression.loudness(), 0, 0))) {
        assertThat(strike.onset()).as(any::toString).isEqualTo(strike.place());
        assertThat(strike.end()).as(any::toString).isEqualTo(writtenEnd(any, strike));
      }
    }
  }
}
