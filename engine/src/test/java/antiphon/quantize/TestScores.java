package antiphon.quantize;

import java.util.List;

/** Three dozen short scores of the textures that a keyboard player plays. */
final class TestScores {
  private static final String EIGHTHS_RUN = "c4:1/2 d4:1/2 e4:1/2 f4:1/2 g4:1/2 a4:1/2 b4:1/2 c5:1/2";
  private static final String SIXTEENTHS_RUN =
      "c4:1/4 d4:1/4 e4:1/4 f4:1/4 g4:1/4 f4:1/4 e4:1/4 d4:1/4 e4:1/4 f4:1/4 g4:1/4 a4:1/4 g4:1/4 f4:1/4 e4:1/4 d4:1/4";

  static final List<TestScore> ALL =
      List.of(
          TestScore.of("quarters", "4/4", "c4:1 d4:1 e4:1 f4:1 g4:1 f4:1 e4:1 d4:1 c4:2 g4:2 c4:4"),
          TestScore.of("eighths", "4/4", EIGHTHS_RUN + " c5:1/2 b4:1/2 a4:1/2 g4:1/2 f4:1/2 e4:1/2 d4:1/2 c4:1/2 *2"),
          TestScore.of("sixteenths", "4/4", SIXTEENTHS_RUN + " *3"),
          TestScore.of("mixed melody", "4/4", "g4:1 g4:1/2 a4:1/2 b4:1 d5:1 c5:3/2 b4:1/2 a4:2 a4:1/2 b4:1/2 c5:1/2 a4:1/2 g4:1 f#4:1 g4:3 r:1"),
          TestScore.of("dotted march", "4/4", "c5:3/4 c5:1/4 g4:1 e4:3/4 e4:1/4 c4:1 d4:3/4 e4:1/4 f4:3/4 d4:1/4 g4:2 *2"),
          TestScore.of("dotted quarters", "4/4", "e4:3/2 f4:1/2 g4:3/2 e4:1/2 a4:3/2 g4:1/2 f4:2 d4:3/2 e4:1/2 f4:3/2 d4:1/2 g4:4"),
          TestScore.of("syncopation", "4/4", "c4:1/2 e4:1 g4:1/2 a4:1/2 g4:1 e4:1/2 d4:1/2 f4:1 a4:1/2 g4:2 *2"),
          TestScore.of("anticipations", "4/4", "e4:1 g4:1/2 a4:1 c5:1 d5:3/2 c5:1/2 a4:1/2 g4:1 e4:1/2 d4:1/2 c4:1 e4:1/2 d4:5/2 c4:2 r:2"),
          TestScore.of("sixteenth syncopation", "4/4", "c4:1/4 e4:1/2 g4:1/4 a4:1/2 g4:1/2 c5:1/4 b4:1/2 g4:1/4 e4:1 d4:1/4 f4:1/2 a4:1/4 g4:1/2 f4:1/2 e4:2"),
          TestScore.of("triplets", "4/4", "c4:1/3 e4:1/3 g4:1/3 c5:1/3 g4:1/3 e4:1/3 d4:1/3 f4:1/3 a4:1/3 d5:1/3 a4:1/3 f4:1/3 e4:1 g4:1 c5:2 *2"),
          TestScore.of("triplets and eighths", "4/4", "c5:1/2 b4:1/2 a4:1/3 b4:1/3 c5:1/3 d5:1/2 c5:1/2 b4:1 a4:1/3 g4:1/3 a4:1/3 b4:1/2 g4:1/2 a4:2 *2"),
          TestScore.of("triplets over a bass", "4/4", "e4:1/3 g4:1/3 c5:1/3 e5:1/3 c5:1/3 g4:1/3 *4", "c3:2 g2:2 a2:2 e2:2"),
          TestScore.of("waltz", "3/4", "e5:1 d5:1 c5:1 b4:2 g4:1 a4:1 b4:1 c5:1 g4:3", "c3:1 e3+g3:1 e3+g3:1 g2:1 d3+g3:1 d3+g3:1 f2:1 c3+a3:1 c3+a3:1 c3:1 e3+g3:1 e3+g3:1"),
          TestScore.of("minuet", "3/4", "d5:1 g4:1/2 a4:1/2 b4:1/2 c5:1/2 d5:1 g4:1 g4:1 e5:1 c5:1/2 d5:1/2 e5:1/2 f#5:1/2 g5:1 g4:1 g4:1", "g3+b3+d4:2 a3:1 b3:3 c4:3 b3:3"),
          TestScore.of("mazurka", "3/4", "c5:3/4 d5:1/4 e5:1 d5:1 c5:1/3 d5:1/3 c5:1/3 b4:1 a4:1 g4:3/4 a4:1/4 b4:1 c5:1 a4:3", "a2:1 c3+e3:1 c3+e3:1 e2:1 b2+e3:1 b2+e3:1 e2:1 b2+d3:1 b2+d3:1 a2:1 c3+e3:1 r:1"),
          TestScore.of("jig", "6/8", "g4:1/2 a4:1/2 b4:1/2 d5:1/2 b4:1/2 g4:1/2 a4:1 f#4:1/2 d4:3/2 g4:1/2 b4:1/2 d5:1/2 g5:1 d5:1/2 b4:1 a4:1/2 g4:3/2 *2"),
          TestScore.of("siciliano", "6/8", "e4:3/4 f4:1/4 e4:1/2 g4:1 e4:1/2 d4:3/4 e4:1/4 d4:1/2 f4:1 d4:1/2 *2", "c3:3/2 e3:3/2 g2:3/2 b2:3/2 *2"),
          TestScore.of("six-eight sixteenths", "6/8", "c4:1/4 e4:1/4 g4:1/4 c5:1/4 g4:1/4 e4:1/4 d4:1/4 f4:1/4 a4:1/4 d5:1/4 a4:1/4 f4:1/4 e4:1 c4:1/2 g4:3/2 *2", "c3:3/2 d3:3/2 c3:3 *2"),
          TestScore.of("nine-eight", "9/8", "e4:1 g4:1/2 b4:1 g4:1/2 a4:1/2 g4:1/2 f#4:1/2 e4:3/2 d4:3/2 b3:3/2"),
          TestScore.of("seven-eight", "7/8", "d4:1/2 f4:1/2 a4:1/2 c5:1/2 a4:1/2 g4:1/2 f4:1/2 e4:1 g4:1 a4:3/2 *2", "d3:1 a2:1 d3:3/2 c3:1 g2:1 a2:3/2 *2"),
          TestScore.of("five-four", "5/4", "bb4:3/2 c5:1/2 d5:1 f5:1 eb5:1 d5:1 c5:1/2 bb4:1/2 g4:1 f4:2 *2", "bb2:3 f3:2 *4"),
          TestScore.of("five-eight", "5/8", "c4:1/2 d4:1/2 e4:1/2 f4:1/2 g4:1/2 a4:1 g4:3/2 f4:1 e4:1/2 d4:1/2 c4:1/2 g4:5/2"),
          TestScore.of("chords", "4/4", "c4+e4+g4:1 c4+f4+a4:1 d4+g4+b4:1 c4+e4+g4:1 a3+c4+e4:2 d4+f4+a4:2 b3+d4+g4:1 r:1 c4+e4+g4+c5:2"),
          TestScore.of("offbeat chords", "4/4", "r:1/2 e4+g4+c5:1/2 r:1/2 e4+g4+c5:1/2 r:1/2 f4+a4+c5:1/2 r:1/2 f4+a4+c5:1/2 *3", "c3:1 g2:1 f2:1 c3:1 *3"),
          TestScore.of("hymn", "4/4", "g4:1 a4:1 b4:1 g4:1 c5:3/2 b4:1/2 a4:2", "d4:1 e4:1 d4:1 e4:1 e4:1 d4:1 d4:2", "b3:1 c4:1 g3:1 b3:1 a3:1 g3:1 f#3:2", "g3:1 e3:1 b2:1 e3:1 a2:1 b2:1 d3:2"),
          TestScore.of("alberti", "4/4", "e5:2 g5:1 c5:1 b4:3/2 c5:1/4 d5:1/4 c5:2 *2", "c4:1/2 g4:1/2 e4:1/2 g4:1/2 c4:1/2 g4:1/2 e4:1/2 g4:1/2 d4:1/2 g4:1/2 f4:1/2 g4:1/2 c4:1/2 g4:1/2 e4:1/2 g4:1/2 *2"),
          TestScore.of("two-part invention", "4/4", "r:1/4 c4:1/4 d4:1/4 e4:1/4 f4:1/4 d4:1/4 e4:1/4 c4:1/4 g4:1/2 c5:1/2 b4:1/2 c5:1/2 d5:1/4 g4:1/4 a4:1/4 b4:1/4 c5:1/4 a4:1/4 b4:1/4 g4:1/4 d5:1/2 g5:1/2 f5:1/2 g5:1/2", "r:2 r:1/4 c3:1/4 d3:1/4 e3:1/4 f3:1/4 d3:1/4 e3:1/4 c3:1/4 g3:1/2 g2:1/2 r:1 r:1/4 g3:1/4 a3:1/4 b3:1/4 c4:1/4 a3:1/4 b3:1/4 g3:1/4"),
          TestScore.of("ragtime", "2/4", "r:1/4 e5:1/4 c5:1/2 e5:1/4 c5:1/2 a4:1/4 c5:1/4 e5:1/2 g5:1/4 e5:1 d5:1/4 c5:1/2 a4:1/4 c5:1/4 d5:1/2 e5:1/4 c5:2", "c3:1/2 e3+g3:1/2 g2:1/2 e3+g3:1/2 *4"),
          TestScore.of("habanera", "2/4", "d5:1/2 c#5:1/2 c5:1/3 c5:1/3 b4:1/3 bb4:1/2 a4:1/2 a4:1/2 ab4:1/2 g4:1 f4:1/3 g4:1/3 f4:1/3 e4:1", "d3:3/4 a3:1/4 f3:1/2 a3:1/2 *4"),
          TestScore.of("cut-time reel", "2/2", "d4:1/2 f4:1/2 a4:1/2 f4:1/2 d5:1/2 a4:1/2 f4:1/2 a4:1/2 b4:1 g4:1/2 b4:1/2 a4:1/2 f4:1/2 d4:1 *2"),
          TestScore.of("long notes", "4/4", "c4+e4+g4:4 d4+f4+a4:4 b3+d4+g4:2 c4+e4+g4:4 r:2", "c2:8 g2:2 c2:4 r:2"),
          TestScore.of("ties over the bar", "4/4", "g4:3 a4:2 b4:2 c5:2 d5:3/2 c5:1 b4:1 a4:5/2 g4:1"),
          TestScore.of("staccato and rests", "4/4", "c4:1/2 r:1/2 e4:1/2 r:1/2 g4:1/2 r:1/2 e4:1/2 r:1/2 f4:1/2 r:3/2 d4:1/2 r:3/2 *2"),
          TestScore.of("broken octaves", "4/4", "e5:4 c5:2 b4:2", "c3:1/2 c4:1/2 c3:1/2 c4:1/2 g2:1/2 g3:1/2 g2:1/2 g3:1/2 a2:1/2 a3:1/2 a2:1/2 a3:1/2 f2:1/2 f3:1/2 g2:1/2 g3:1/2"),
          TestScore.of("montuno", "4/4", "c5+e5:1/2 g4:1/2 c5+e5:1/2 g4:1 b4+d5:1 g4:1/2 c5+f5:1/2 a4:1/2 c5+f5:1/2 a4:1 b4+d5:1 g4:1/2 *2"),
          TestScore.of("repeated notes", "3/4", "e4:1/2 e4:1/2 e4:1/2 e4:1/2 e4:1/2 e4:1/2 d4:1/4 d4:1/4 d4:1/2 d4:1 d4:1 c4:3 *2"),
          TestScore.of("twelve-eight ballad", "12/8", "c5:3/2 b4:1 a4:1/2 g4:3 e4:3/2 f4:1 g4:1/2 a4:3", "a2:1/2 e3:1/2 a3:1/2 c4:1/2 a3:1/2 e3:1/2 *4"));

  private TestScores() {}
}
