package antiphon.lab.ways;

import antiphon.abc.VoiceLimits;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Each voice by itself, note by note, by what followed the last two notes (degree, duration) in other pieces; by the last
 * one, or by none, where that was not seen. Mutable while it learns; one thread.
 */
public final class NoteMarkov implements Way {
  /** Different steps that are thought possible where nothing is known. */
  private static final double POSSIBLE = 5_000;
  /** Draws until a pitch lies within the voice's range. */
  private static final int TRIES = 16;

  /**
   * What is known of the past; what is left out is -1.
   *
   * @param degree of the last note, semitones above the tonic
   * @param duration of the last step
   * @param step to the last note
   * @param before duration of the step before
   */
  private record Past(boolean minor, int degree, long duration, int step, long before) {}

  /** What followed. */
  private static final class Followers {
    private final Map<Token, int[]> counts = new LinkedHashMap<>();
    private int total;

    void add(Token token) {
      counts.computeIfAbsent(token, t -> new int[1])[0]++;
      total++;
    }

    double probability(Token token, double otherwise) {
      int count = counts.containsKey(token) ? counts.get(token)[0] : 0;
      return (count + counts.size() * otherwise) / (total + counts.size());
    }

    Token draw(SplittableRandom random) {
      int left = random.nextInt(total);
      for (Map.Entry<Token, int[]> entry : counts.entrySet()) {
        left -= entry.getValue()[0];
        if (left < 0) {
          return entry.getKey();
        }
      }
      throw new IllegalStateException("counts that do not add up to " + total);
    }
  }

  private final Map<Past, Followers> followers = new HashMap<>();

  /** @param scores to learn from */
  public NoteMarkov(List<Score> scores) {
    for (Score score : scores) {
      for (Voice voice : score.voices()) {
        learn(score, voice);
      }
    }
  }

  private void learn(Score score, Voice voice) {
    if (voice.notes().isEmpty()) {
      return;
    }
    Line line = new Line(score.bars(), 0, voice.notes().getFirst().pitch());
    for (Token token : Token.of(voice.notes(), 0, line.top)) {
      for (Past past : line.pasts()) {
        followers.computeIfAbsent(past, p -> new Followers()).add(token);
      }
      line.push(token);
    }
  }

  /** Where a voice is. */
  private static final class Line {
    private final List<Bar> bars;
    private int bar;
    private long at;
    private int top;
    private @Nullable Token last;
    private @Nullable Token before;

    Line(List<Bar> bars, long at, int top) {
      this.bars = bars;
      this.at = at;
      this.top = top;
    }

    void push(Token token) {
      before = last;
      last = token;
      at += token.duration();
      top += token.rest() ? 0 : token.step();
      while (bar + 1 < bars.size() && bars.get(bar + 1).start() <= at) {
        bar++;
      }
    }

    /** The past from the most to the least that may be known of it. */
    List<Past> pasts() {
      Key key = bars.get(bar).key();
      int degree = Math.floorMod(top - key.tonic(), 12);
      List<Past> pasts = new ArrayList<>();
      if (last != null && before != null) {
        pasts.add(new Past(key.minor(), degree, last.duration(), last.step(), before.duration()));
      }
      if (last != null) {
        pasts.add(new Past(key.minor(), degree, last.duration(), -1, -1));
      }
      pasts.add(new Past(key.minor(), -1, -1, -1, -1));
      return pasts;
    }
  }

  @Override
  public List<List<Note>> write(Stretch stretch, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Note>> voices = new ArrayList<>();
    for (int voice : stretch.written()) {
      boolean silent = stretch.before(voice).isEmpty() || followers.isEmpty();
      voices.add(silent ? List.of() : stretch.inside(written(stretch, voice, random)));
    }
    return voices;
  }

  /** The line of a voice up to the stretch. */
  private static Line past(Stretch stretch, int voice) {
    List<Note> before = stretch.before(voice);
    Line line = new Line(stretch.score().bars(), 0, before.getFirst().pitch());
    List<Token> tokens = new ArrayList<>(Token.of(before, 0, line.top));
    tokens.forEach(line::push);
    if (line.at < stretch.start()) {
      line.push(new Token(Token.REST, stretch.start() - line.at, 0));
    }
    return line;
  }

  private List<Note> written(Stretch stretch, int voice, SplittableRandom random) {
    List<Note> notes = new ArrayList<>();
    Line line = past(stretch, voice);
    VoiceLimits limits = stretch.limits(voice);
    long end = stretch.bars().getLast().end();
    // A note held over the bar line lets the line begin late.
    while (line.at < end) {
      Token token = draw(line, limits, random);
      notes.addAll(token.notes(line.at, line.top + (token.rest() ? 0 : token.step())));
      line.push(token);
    }
    return notes;
  }

  private Token draw(Line line, VoiceLimits limits, SplittableRandom random) {
    Token token = new Token(0, 1, 0);
    for (int i = 0; i < TRIES; i++) {
      token = followers(line).draw(random);
      int pitch = line.top + token.step();
      if (token.rest() || (pitch >= limits.lowest() && pitch <= limits.highest())) {
        return token;
      }
    }
    int pitch = line.top + token.step();
    int octaves = pitch < limits.lowest() ? Math.ceilDiv(limits.lowest() - pitch, 12) : -Math.ceilDiv(pitch - limits.highest(), 12);
    return new Token(Math.clamp(token.step() + 12L * octaves, -line.top, 127 - line.top), token.duration(), token.chord());
  }

  private Followers followers(Line line) {
    for (Past past : line.pasts()) {
      Followers found = followers.get(past);
      if (found != null) {
        return found;
      }
    }
    return followers.values().iterator().next();
  }

  /** Mean ln of the probability of a step. */
  @Override
  public double fit(Stretch stretch) {
    double sum = 0;
    int steps = 0;
    List<List<Note>> own = stretch.writtenNotes(stretch.score());
    for (int i = 0; i < own.size(); i++) {
      int voice = stretch.written().get(i);
      if (stretch.before(voice).isEmpty() || own.get(i).isEmpty()) {
        continue;
      }
      Line line = past(stretch, voice);
      for (Token token : Token.of(own.get(i), stretch.start(), line.top)) {
        double probability = 1 / POSSIBLE;
        for (Past past : line.pasts().reversed()) {
          Followers found = followers.get(past);
          probability = found == null ? probability : found.probability(token, probability);
        }
        sum += Math.log(probability);
        steps++;
        line.push(token);
      }
    }
    return steps == 0 ? Double.NaN : sum / steps;
  }
}
