package antiphon.musicxml;

import antiphon.abc.Spelling;
import antiphon.score.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which notes of one staff and bar need an accidental before them, all voices together. */
final class AccidentalMarks {
  private record Place(int voice, int piece, int pitch) {}

  private record Head(Place place, long onset, Spelling spelling, boolean tied) {}

  private record Line(int step, int octave) {}

  private final Set<Place> marked = new HashSet<>();

  /** @param voices the pieces of each voice of the staff */
  AccidentalMarks(List<List<Piece>> voices, Key key) {
    List<Head> heads = new ArrayList<>();
    for (int v = 0; v < voices.size(); v++) {
      for (int p = 0; p < voices.get(v).size(); p++) {
        Piece piece = voices.get(v).get(p);
        for (Piece.Head head : piece.heads()) {
          Spelling spelling = Spelling.of(head.pitch(), key);
          heads.add(new Head(new Place(v, p, head.pitch()), piece.onset(), spelling, head.tiedFrom()));
        }
      }
    }
    heads.sort(Comparator.comparingLong(Head::onset));
    Map<Line, Integer> inForce = new HashMap<>();
    for (Head head : heads) {
      Spelling spelling = head.spelling();
      Line line = new Line(spelling.step(), spelling.octave());
      int before = inForce.getOrDefault(line, Spelling.signature(spelling.step(), key));
      // The sign before a tied note stands at the tie's beginning, perhaps in another bar.
      if (!head.tied() && before != spelling.alteration()) {
        marked.add(head.place());
        inForce.put(line, spelling.alteration());
      }
    }
  }

  /** Whether this pitch of the voice's piece needs a sign. */
  boolean marked(int voice, int piece, int pitch) {
    return marked.contains(new Place(voice, piece, pitch));
  }
}
