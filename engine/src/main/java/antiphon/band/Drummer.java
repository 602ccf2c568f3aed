package antiphon.band;

import antiphon.band.DrumBar.Role;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Plays drums: phrases of a recording of the style, one section long the same recording, so that bars vary as
 * the drummer varied them. Immutable: the same bar is played the same, whenever it is asked for. [any]
 */
public final class Drummer {
  /** Recordings nearest in tempo of which one is chosen. */
  private static final int NEAREST = 4;

  private static final int PHRASE = 4;
  /** So many strokes on drums more in its second half make a bar lead on. */
  private static final int LEADS_ON = 3;

  private static final int VELOCITY_JITTER = 2;
  private static final int SHIFT_JITTER = Ticks.PER_QUARTER / 240;
  private static final double SOFTEST = 0.5;
  private static final double CRASH = 96;
  private static final double STICKS = 88;
  private static final Meter WALTZ = new Meter(3, 4);
  private static final Meter CUT = new Meter(2, 2);
  private static final Meter TWO = new Meter(2, 4);

  private final GrooveTable table;
  private final String style;
  private final long seed;

  /** @param style a word of the table; for another one, the table's {@code rock} */
  public Drummer(GrooveTable table, String style, long seed) {
    this.table = table;
    this.style = table.styles().contains(style) ? style : "rock";
    this.seed = seed;
  }

  /** Whether people played in this meter, so that it is not by rule. */
  public boolean knows(Meter meter) {
    return !grooves(meter).isEmpty();
  }

  /** One bar, in order of place, then drum; each drum once at each place. */
  public List<DrumHit> play(DrumBar bar) {
    SplittableRandom random = random(bar.number(), 0);
    List<DrumHit> hits = switch (bar.role()) {
      case GROOVE -> groove(bar, random);
      case SHORT_FILL -> shortFill(bar, random);
      case FILL -> fill(bar, random);
      case BREAK, ENDING -> List.of(
          new DrumHit(0, DrumHit.KICK, (int) CRASH, 0), new DrumHit(0, bar.role() == Role.ENDING ? DrumHit.CRASH : DrumHit.SNARE, (int) CRASH, 0));
      case COUNT_IN -> sticks(bar.meter());
      case REST -> List.of();
    };
    return loud(bar.arrives() && !hits.isEmpty() ? arrived(hits) : hits, bar.intensity());
  }

  private SplittableRandom random(long number, int salt) {
    return new SplittableRandom((seed * 0x9e3779b97f4a7c15L + number) * 0x9e3779b97f4a7c15L + salt);
  }

  private static Meter counted(Meter meter) {
    return meter.equals(CUT) || meter.equals(TWO) ? Meter.COMMON : meter;
  }

  private List<Groove> grooves(Meter meter) {
    return kindred(counted(meter), false);
  }

  /** Of the style, else of another in which the meter was played. */
  private List<Groove> kindred(Meter meter, boolean fill) {
    List<Groove> own = table.of(style, meter, fill);
    if (!own.isEmpty()) {
      return own;
    }
    List<Groove> swung = table.of(meter.equals(WALTZ) ? "swing" : "rock", meter, fill);
    return swung.isEmpty() ? table.of("rock", meter, fill) : swung;
  }

  private List<DrumHit> groove(DrumBar bar, SplittableRandom random) {
    List<Groove> known = grooves(bar.meter());
    if (known.isEmpty()) {
      return RuleDrums.groove(bar.meter(), random);
    }
    List<Groove> recording = recording(known, bar);
    SplittableRandom ofPhrase = random(bar.number() / PHRASE, 1);
    Groove phrase = recording.get(ofPhrase.nextInt(recording.size()));
    return human(at(phrase, bar.number(), bar.meter()), random);
  }

  /** A bar of two halves a bar of four. */
  private static List<DrumHit> at(Groove groove, long number, Meter meter) {
    if (!meter.equals(TWO)) {
      return groove.bars().get((int) (number % groove.bars().size()));
    }
    List<DrumHit> whole = groove.bars().get((int) (number / 2 % groove.bars().size()));
    int from = (int) (number % 2) * meter.barTicks();
    return whole.stream().filter(hit -> hit.place() >= from && hit.place() < from + meter.barTicks())
        .map(hit -> new DrumHit(hit.place() - from, hit.key(), hit.velocity(), hit.late())).toList();
  }

  /** All phrases of one recording of about this tempo. */
  private List<Groove> recording(List<Groove> known, DrumBar bar) {
    TreeSet<Integer> numbers = new TreeSet<>();
    known.stream().sorted(Comparator.comparingDouble(groove -> Math.abs(Math.log(groove.tempo() / bar.tempo()))))
        .forEach(groove -> {
          if (numbers.size() < NEAREST) {
            numbers.add(groove.recording());
          }
        });
    List<Integer> near = List.copyOf(numbers);
    int chosen = near.get(random(bar.section(), 2).nextInt(near.size()));
    return known.stream().filter(groove -> groove.recording() == chosen).toList();
  }

  private List<DrumHit> fill(DrumBar bar, SplittableRandom random) {
    List<Groove> fills = kindred(counted(bar.meter()), true);
    if (fills.isEmpty()) {
      return RuleDrums.fill(bar.meter(), random);
    }
    List<Groove> near = fills.stream()
        .sorted(Comparator.comparingDouble(groove -> Math.abs(Math.log(groove.tempo() / bar.tempo())))).limit(NEAREST).toList();
    Groove fill = near.get(random.nextInt(near.size()));
    return human(at(fill, bar.meter().equals(TWO) ? 1 : 0, bar.meter()), random);
  }

  /** From the bar's half or last pulse on; where the drummer's own phrase leads on already, that. */
  private List<DrumHit> shortFill(DrumBar bar, SplittableRandom random) {
    List<DrumHit> groove = groove(bar, random);
    List<Integer> pulses = bar.meter().pulses();
    int half = pulses.stream().limit((pulses.size() + 1) / 2).mapToInt(Integer::intValue).sum();
    long before = groove.stream().filter(hit -> hit.fills() && hit.place() < half).count();
    long after = groove.stream().filter(hit -> hit.fills() && hit.place() >= half).count();
    if (after >= before + LEADS_ON) {
      return groove;
    }
    int from = random.nextBoolean() ? half : bar.meter().barTicks() - pulses.getLast();
    List<DrumHit> hits = new ArrayList<>(groove.stream().filter(hit -> hit.place() < from).toList());
    hits.addAll(fill(bar, random).stream().filter(hit -> hit.place() >= from).toList());
    return hits;
  }

  private static List<DrumHit> sticks(Meter meter) {
    List<DrumHit> hits = new ArrayList<>();
    int start = 0;
    for (int pulse : meter.pulses()) {
      hits.add(new DrumHit(start, DrumHit.SIDE_STICK, (int) STICKS, 0));
      start += pulse;
    }
    return hits;
  }

  /** Nobody strikes twice alike. */
  private static List<DrumHit> human(List<DrumHit> hits, SplittableRandom random) {
    return hits.stream().map(hit -> {
      int shift = random.nextInt(2 * SHIFT_JITTER + 1) - SHIFT_JITTER;
      int softer = random.nextInt(2 * VELOCITY_JITTER + 1) - VELOCITY_JITTER;
      return new DrumHit(
          hit.place(), hit.key(), Math.clamp(hit.velocity() + softer, 1, 127),
          Math.clamp(hit.late() + shift, -Ticks.PER_EIGHTH, Ticks.PER_EIGHTH));
    }).toList();
  }

  /** A cymbal and the kick on one, in place of what the hand would have played. */
  private static List<DrumHit> arrived(List<DrumHit> hits) {
    List<DrumHit> all = new ArrayList<>(hits.stream()
        .filter(hit -> hit.place() > 0 || (hit.key() != DrumHit.HAT && hit.key() != DrumHit.RIDE && hit.key() != DrumHit.CRASH))
        .toList());
    all.add(new DrumHit(0, DrumHit.CRASH, (int) CRASH, 0));
    if (all.stream().noneMatch(hit -> hit.place() == 0 && hit.key() == DrumHit.KICK)) {
      all.add(new DrumHit(0, DrumHit.KICK, (int) CRASH, 0));
    }
    return all;
  }

  private static List<DrumHit> loud(List<DrumHit> hits, double intensity) {
    double factor = SOFTEST + 2 * (1 - SOFTEST) * intensity;
    List<DrumHit> all = new ArrayList<>();
    TreeSet<Integer> struck = new TreeSet<>();
    for (DrumHit hit : hits) {
      if (struck.add(hit.place() * 128 + hit.key())) {
        all.add(hit.withVelocity(hit.velocity() * factor));
      }
    }
    all.sort(Comparator.comparingInt(DrumHit::place).thenComparingInt(DrumHit::key));
    return List.copyOf(all);
  }
}
