package antiphon.pipeline;

import antiphon.abc.AbcException;
import antiphon.abc.AbcReader;
import antiphon.abc.AbcWriter;
import antiphon.generate.Conversation;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.quantize.Texture;
import antiphon.quantize.VoiceSeparator;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Music that went before a session, which goes on from there: the end of a take, or of a piece. It does not sound again;
 * the model has it on its page before the first bar.
 *
 * @param text of the bars, as interleaved ABC with a voice for each of the preset's
 */
public record Opening(String text) {
  /** As many bars are remembered at most; a model's memory holds fewer as a rule. */
  public static final int MOST_BARS = 64;

  /** @throws IllegalArgumentException if it is no music */
  public Opening {
    try {
      AbcReader.read(text);
    } catch (AbcException e) {
      throw new IllegalArgumentException("opening: " + e.getMessage(), e);
    }
  }

  /**
   * The end of a score up to a bar, for a preset: voice by voice where both have as many, else all that sounds goes to the
   * voices that hear.
   *
   * @param bars how many bars from the start there are before the session, 1 or more; more than there are means all
   */
  public static Opening of(Score score, int bars, Preset preset) {
    int end = Math.min(bars, score.bars().size());
    if (end < 1) {
      throw new IllegalArgumentException("opening of " + bars + " bars: expected at least 1");
    }
    List<Bar> kept = score.bars().subList(Math.max(0, end - MOST_BARS), end);
    long from = kept.getFirst().start();
    long to = kept.getLast().end();
    List<List<Note>> parts = score.voices().stream().map(voice -> cut(voice.notes(), from, to)).toList();
    List<List<Note>> placed = parts.size() == preset.voices().size() ? parts : separated(parts, preset);
    List<Voice> voices = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      List<ChordSymbol> chords = i > 0 ? List.of() : score.voices().getFirst().chords().stream()
          .filter(chord -> chord.onset() >= from && chord.onset() < to)
          .map(chord -> new ChordSymbol(chord.onset() - from, chord.text())).toList();
      voices.add(new Voice(preset.voices().get(i).clef(), "", placed.get(i), chords));
    }
    List<Bar> moved = kept.stream()
        .map(bar -> new Bar(bar.start() - from, bar.length(), bar.meter(), bar.key(), bar.left(), bar.right())).toList();
    return new Opening(AbcWriter.write(new Score(preset.tags(), preset.layout(), score.tempo(), moved, voices)));
  }

  /** What sounds in {@code [from, to)}, counted from there. */
  private static List<Note> cut(List<Note> notes, long from, long to) {
    return notes.stream().filter(n -> n.onset() < to && n.end() > from)
        .map(n -> new Note(Math.max(n.onset(), from) - from, Math.min(n.end(), to) - Math.max(n.onset(), from), n.pitch()))
        .toList();
  }

  private static List<List<Note>> separated(List<List<Note>> parts, Preset preset) {
    List<Integer> hearing = preset.hearing();
    int count = Math.min(hearing.size(), VoiceSeparator.MOST_VOICES);
    VoiceSeparator separator = new VoiceSeparator(count, count <= 2 ? Texture.KEYBOARD : Texture.ENSEMBLE);
    List<Note> all = parts.stream().flatMap(List::stream).distinct().sorted().toList();
    List<List<Note>> heard = separator.separate(all, separator.start()).voices();
    List<List<Note>> voices = new ArrayList<>(Collections.nCopies(preset.voices().size(), List.of()));
    for (int i = 0; i < Math.min(heard.size(), count); i++) {
      voices.set(hearing.get(i), heard.get(i));
    }
    return voices;
  }

  /** The bars. [any] */
  public Score score() {
    return AbcReader.read(text);
  }

  /** How many bars there are. [any] */
  public int bars() {
    return score().bars().size();
  }

  /** The key in force at the end. [any] */
  public Key key() {
    return score().bars().getLast().key();
  }

  /** A page on which these bars stand already. */
  public Conversation conversation(Decoder decoder, Preset preset) {
    Score score = score();
    Bar first = score.bars().getFirst();
    Conversation conversation = new Conversation(decoder, preset, first.key(), first.meter(), score.tempo());
    for (Bar bar : score.bars()) {
      List<List<Note>> notes = score.voices().stream()
          .map(voice -> voice.notes().stream().filter(n -> n.onset() < bar.end() && n.end() > bar.start()).toList()).toList();
      List<ChordSymbol> chords = score.voices().getFirst().chords().stream()
          .filter(chord -> chord.onset() >= bar.start() && chord.onset() < bar.end()).toList();
      conversation.add(conversation.write(bar, notes, chords, Origin.HEARD));
    }
    return conversation;
  }
}
