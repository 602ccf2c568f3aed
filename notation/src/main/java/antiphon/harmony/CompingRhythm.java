package antiphon.harmony;

import antiphon.harmony.Hit.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** When a comping voice strikes, by style and meter. Stateless. */
final class CompingRhythm {
  private CompingRhythm() {}

  /** Strokes in order that do not overlap, over the chords of one bar. */
  static List<Stroke> hits(List<Beat> beats, List<ChordSpan> spans, CompingPart part, SplittableRandom random) {
    return switch (part.role()) {
      case BASS -> switch (part.style()) {
        case PLAIN -> held(spans);
        case SWING -> everyBeat(beats);
        case FOLK -> oom(beats);
        case BALLAD -> broken(beats);
      };
      case CHORDS -> switch (part.style()) {
        case PLAIN -> everyBeat(beats);
        case SWING -> swing(beats, random);
        case FOLK -> pah(beats);
        case BALLAD -> held(spans);
      };
    };
  }

  private static List<Stroke> held(List<ChordSpan> spans) {
    return spans.stream().map(span -> new Stroke(span.start(), span.length())).toList();
  }

  private static List<Stroke> everyBeat(List<Beat> beats) {
    return beats.stream().map(beat -> new Stroke(beat.start(), beat.length())).toList();
  }

  /** Parts of a beat: its units where it is felt in these, else two. */
  private static List<Stroke> broken(List<Beat> beats) {
    List<Stroke> strokes = new ArrayList<>();
    for (Beat beat : beats) {
      int parts = (int) Math.min(beat.length(), beat.units() > 1 ? beat.units() : 2);
      for (int i = 0; i < parts; i++) {
        strokes.add(new Stroke(beat.start() + i * (beat.length() / parts), beat.length() / parts));
      }
    }
    return strokes;
  }

  /** The bass of an oom-pah: strong pulses, and every pulse that has its own pah inside. */
  private static List<Stroke> oom(List<Beat> beats) {
    return beats.stream()
        .filter(beat -> beat.strong() || beat.units() > 1)
        .map(beat -> new Stroke(beat.start(), beat.units() > 1 ? beat.offbeat() - beat.start() : beat.length()))
        .toList();
  }

  /** The chords of an oom-pah: weak pulses; in pulses felt in units, what follows the first. */
  private static List<Stroke> pah(List<Beat> beats) {
    List<Stroke> strokes = new ArrayList<>();
    for (Beat beat : beats) {
      if (beat.units() > 1) {
        strokes.add(new Stroke(beat.offbeat(), beat.end() - beat.offbeat()));
      } else if (!beat.strong()) {
        strokes.add(new Stroke(beat.start(), beat.length()));
      } else if (beats.size() == 1) {
        strokes.add(new Stroke(beat.offbeat(), beat.end() - beat.offbeat()));
      }
    }
    return strokes;
  }

  private static List<Stroke> swing(List<Beat> beats, SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> beats.stream().map(beat -> new Stroke(beat.start(), beat.length() / 2)).toList();
      case 1 -> weak(beats);
      default -> charleston(beats);
    };
  }

  private static List<Stroke> weak(List<Beat> beats) {
    List<Stroke> strokes = beats.stream()
        .filter(beat -> !beat.strong())
        .map(beat -> new Stroke(beat.start(), beat.length()))
        .toList();
    return strokes.isEmpty() ? charleston(beats) : strokes;
  }

  /** One, and the offbeat of two, held over; then where each later group but the second begins. */
  private static List<Stroke> charleston(List<Beat> beats) {
    Beat first = beats.getFirst();
    List<Stroke> strokes = new ArrayList<>();
    if (beats.size() == 1) {
      strokes.add(new Stroke(first.start(), first.offbeat() - first.start()));
      strokes.add(new Stroke(first.offbeat(), first.end() - first.offbeat()));
      return strokes;
    }
    Beat second = beats.get(1);
    strokes.add(new Stroke(first.start(), first.length()));
    strokes.add(new Stroke(second.offbeat(), second.end() - second.offbeat()));
    for (Beat beat : beats.subList(Math.min(4, beats.size()), beats.size())) {
      if (beat.strong()) {
        strokes.add(new Stroke(beat.start(), beat.length()));
      }
    }
    return strokes;
  }
}
