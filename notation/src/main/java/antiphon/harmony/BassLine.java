package antiphon.harmony;

import antiphon.harmony.CompingPart.Style;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** Plays one bar of bass, note by note; used once. */
final class BassLine {
  /** How far above its lowest key a bass likes to be. */
  private static final int COMFORT = 9;

  private static final int NO_PITCH = -1;

  private final CompingPart part;
  private final Chord next;
  private final long lastBeat;
  private final SplittableRandom random;
  private final Chord before;
  private int pitch;
  /** 1 up, -1 down: where a walking line is going. */
  private int direction;
  private int step;

  BassLine(CompingPart part, Chord next, long lastBeat, SplittableRandom random, Voicing previous) {
    this.part = part;
    this.next = next;
    this.lastBeat = lastBeat;
    this.random = random;
    before = previous.chord();
    pitch = previous.pitches().isEmpty() ? NO_PITCH : previous.pitches().getFirst();
  }

  /** @param degrees the symbol of each note, where a pattern says it */
  CompedBar play(List<Hit> hits, Optional<ToIntFunction<Hit>> degrees) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      Hit hit = hits.get(i);
      boolean first = i == 0 || hit.firstAfter(hits.get(i - 1));
      step = first ? 0 : step + 1;
      int byRule = degrees.isPresent() ? NO_PITCH : first ? first(hit.span().chord(), i == 0) : later(hit);
      int chosen = degrees.map(symbols -> degree(hit.span().chord(), symbols.applyAsInt(hit))).orElse(byRule);
      if (chosen != NO_PITCH) {
        direction = pitch == NO_PITCH || chosen == pitch ? direction : Integer.signum(chosen - pitch);
        pitch = chosen;
        notes.add(new Note(hit.start(), hit.length(), chosen));
      }
    }
    Chord last = hits.isEmpty() ? before : hits.getLast().span().chord();
    return new CompedBar(notes, pitch == NO_PITCH ? Voicing.NONE : new Voicing(last, List.of(pitch)));
  }

  /** The root, or the bass that the chord names; in a folk bar after its chord's root, the fifth. */
  private int first(Chord chord, boolean barBegins) {
    if (part.style() == Style.BALLAD) {
      return broken(chord);
    }
    boolean rootBefore = pitch != NO_PITCH && pitch % 12 == chord.bass() && chord.equals(before);
    boolean turn = part.style() == Style.FOLK && barBegins && rootBefore;
    return near(turn ? chord.fifth() : chord.bass(), chord);
  }

  /** As a pattern has it; above the chord's bass where the range allows. */
  private int degree(Chord chord, int symbol) {
    int bass = near(chord.bass(), chord, comfort());
    return switch (symbol) {
      case '3' -> above(bass, third(chord), chord);
      case '5' -> above(bass, chord.fifth(), chord);
      case '7' -> above(bass, chord.tones().contains(chord.root() + 10) ? (chord.root() + 10) % 12 : chord.root(), chord);
      case '8' -> above(bass, chord.bass(), chord);
      case 'a' -> next.isNone() ? above(bass, chord.fifth(), chord) : approach(chord);
      default -> bass;
    };
  }

  private int above(int bass, int pitchClass, Chord chord) {
    int wanted = bass + Math.floorMod(pitchClass - bass - 1, 12) + 1;
    return wanted <= part.highest() ? wanted : near(pitchClass, chord);
  }

  private int later(Hit hit) {
    Chord chord = hit.span().chord();
    return switch (part.style()) {
      case PLAIN -> near(chord.bass(), chord);
      case FOLK -> near(step % 2 == 1 ? chord.fifth() : chord.bass(), chord);
      case BALLAD -> broken(chord);
      case SWING -> !next.isNone() && hit.start() >= lastBeat ? approach(chord) : walked(chord);
    };
  }

  /** Up the chord from the bass and back: root, fifth, root, third, root, fifth. */
  private int broken(Chord chord) {
    int bass = near(chord.bass(), chord, part.lowest() + COMFORT / 2);
    if (bass == NO_PITCH) {
      return NO_PITCH;
    }
    List<Integer> ladder = new ArrayList<>(List.of(bass));
    int[] above = {chord.fifth(), chord.root(), third(chord)};
    for (int pitchClass : above) {
      int rung = ladder.getLast() + Math.floorMod(pitchClass - ladder.getLast() - 1, 12) + 1;
      if (rung <= part.highest()) {
        ladder.add(rung);
      }
    }
    int turn = 2 * (ladder.size() - 1);
    int at = turn == 0 ? 0 : step % turn;
    return ladder.get(Math.min(at, turn - at));
  }

  private static int third(Chord chord) {
    int third = (chord.root() + chord.quality().triad().third()) % 12;
    return chord.upperTones().contains(third) ? third : chord.fifth();
  }

  /** Another note of the chord, a small step on, rather in the same direction. */
  private int walked(Chord chord) {
    int best = NO_PITCH;
    double bestCost = Double.POSITIVE_INFINITY;
    for (int candidate = part.lowest(); candidate <= part.highest(); candidate++) {
      if (!chord.tones().contains(candidate) || (candidate == pitch && best != NO_PITCH)) {
        continue;
      }
      int leap = Math.abs(candidate - pitch);
      double cost = candidate == pitch ? 20 : Math.abs(leap - 4);
      cost += Integer.signum(candidate - pitch) == direction ? 0 : 1.5;
      cost += 0.25 * Math.max(0, Math.abs(candidate - comfort()) - 6);
      cost += 2 * random.nextDouble();
      if (cost < bestCost) {
        bestCost = cost;
        best = candidate;
      }
    }
    return best;
  }

  /** A half step, now and then a step of the scale, from the root of the bar after, from the side where the line is. */
  private int approach(Chord chord) {
    int target = near(next.bass(), next);
    int side = pitch > target ? 1 : -1;
    int whole = target + 2 * side;
    int[] choices = {
      random.nextInt(3) == 0 && chord.scale().contains(whole) ? whole : target + side, target - side
    };
    for (int choice : choices) {
      if (target != NO_PITCH && choice != pitch && choice >= part.lowest() && choice <= part.highest()) {
        return choice;
      }
    }
    return walked(chord);
  }

  private int comfort() {
    return Math.min(part.lowest() + COMFORT, (part.lowest() + part.highest()) / 2);
  }

  private int near(int pitchClass, Chord chord) {
    return near(pitchClass, chord, pitch == NO_PITCH ? comfort() : pitch);
  }

  /** The note of this pitch class in range that is near {@code goal} and not high; else another of the chord. */
  private int near(int pitchClass, Chord chord, int goal) {
    int best = nearest(PitchClasses.of(pitchClass), goal);
    return best == NO_PITCH ? nearest(chord.tones(), goal) : best;
  }

  private int nearest(PitchClasses notes, int goal) {
    int best = NO_PITCH;
    double bestCost = Double.POSITIVE_INFINITY;
    for (int candidate = part.lowest(); candidate <= part.highest(); candidate++) {
      double cost = Math.abs(candidate - goal) + 0.5 * Math.abs(candidate - comfort());
      if (notes.contains(candidate) && cost < bestCost) {
        bestCost = cost;
        best = candidate;
      }
    }
    return best;
  }
}
