package antiphon.listen;

import antiphon.capture.PerformedNote;
import antiphon.feel.FeelFinder;
import antiphon.generate.Preset;
import antiphon.pipeline.HeardBar;
import antiphon.quantize.KeyFinder;
import antiphon.quantize.QuantizeSettings;
import antiphon.quantize.Quantized;
import antiphon.quantize.Quantizer;
import antiphon.quantize.Separated;
import antiphon.quantize.Swing;
import antiphon.quantize.Texture;
import antiphon.quantize.Timing;
import antiphon.quantize.VoiceSeparator;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Hears a phrase: performed notes become bars of notes on the grid, in voices, in a key. The whole phrase
 * is heard anew each time, so that a note held over a bar line, or a rhythm that only the next bar makes
 * clear, changes what was written before. Mutable; one thread at a time.
 */
public final class Ear {
  /** Fewer notes leave the key open. */
  private static final int CLEAR_NOTES = 4;

  private static final int FARTHEST = 6;

  /** Bars from which the key is heard in music that goes on. */
  private static final int KEY_BARS = 8;

  private final Quantizer straight = new Quantizer(QuantizeSettings.DEFAULT);
  /** Writes swung eighths as straight ones, as charts do; the swing is laid on them again when they are played. */
  private final Quantizer swung = new Quantizer(
      new QuantizeSettings(true, true, Swing.STRAIGHT));
  private Quantizer quantizer = straight;
  private final FeelFinder feelFinder = new FeelFinder();
  private final VoiceSeparator separator;
  private final int voices;
  private Timing timing = Timing.UNKNOWN;
  private Key key;
  private final NavigableMap<Long, List<Note>> memory = new TreeMap<>();

  /** @param preset tells how many voices the player has, and whether they are two hands */
  public Ear(Preset preset) {
    this(preset, Key.C);
  }

  /** The same, in {@code key} until notes say otherwise. */
  Ear(Preset preset, Key key) {
    this.key = key;
    voices = Math.min(preset.hearing().size(), VoiceSeparator.MOST_VOICES);
    boolean hands = voices > 1 && preset.layout().contains("{");
    separator = new VoiceSeparator(voices, hands ? Texture.KEYBOARD : Texture.ENSEMBLE);
  }

  /**
   * Hears the bars {@code [fromBar, toBar)} as a phrase of its own.
   *
   * @param nowTick how far the player was heard
   * @param performed the notes begun in them, in ticks of the timeline
   * @param last whether the phrase is over, so that the player's timing and key are kept for the next
   */
  public Heard hear(
      Timeline timeline, long fromBar, long toBar, long nowTick, List<PerformedNote> performed, boolean last) {
    return hear(timeline, fromBar, toBar, nowTick, performed, last, List.of());
  }

  /**
   * Hears the bars {@code [fromBar, toBar)} as the end of music that goes on: the key is that of the last
   * bars, not of these alone.
   */
  public Heard hearOn(
      Timeline timeline, long fromBar, long toBar, long nowTick, List<PerformedNote> performed, boolean last) {
    memory.headMap(fromBar - KEY_BARS).clear();
    memory.tailMap(fromBar).clear();
    List<Note> before = memory.values().stream().flatMap(List::stream).toList();
    Heard heard = hear(timeline, fromBar, toBar, nowTick, performed, last, before);
    if (last) {
      heard.bars().forEach(bar -> memory.put(bar.number(), bar.voices().stream().flatMap(List::stream).toList()));
    }
    return heard;
  }

  private Heard hear(
      Timeline timeline, long fromBar, long toBar, long nowTick, List<PerformedNote> performed, boolean last,
      List<Note> before) {
    Quantized quantized = quantizer.quantize(performed, timeline, fromBar, toBar, timing);
    long end = timeline.barStart(toBar);
    List<Note> cut = quantized.notes().stream()
        .map(n -> n.end() > end ? new Note(n.onset(), end - n.onset(), n.pitch()) : n).toList();
    Separated separated = separator.separate(cut, separator.start());
    List<Note> telling = Stream.concat(before.stream(), cut.stream()).toList();
    Key heard = telling.size() < CLEAR_NOTES ? cautious(telling) : KeyFinder.after(key, telling, before.isEmpty()).key();
    feelFinder.hear(timeline, fromBar, nowTick, quantized);
    if (last) {
      timing = quantized.timing();
      key = heard;
      // A phrase does not change its notation midway.
      quantizer = feelFinder.feel().swings() ? swung : straight;
    }
    List<HeardBar> bars = new ArrayList<>();
    for (long number = fromBar; number < toBar; number++) {
      bars.add(bar(timeline, number, separated.voices()));
    }
    return new Heard(bars, heard, feelFinder.feel());
  }

  /** The music begins anew or jumps; how the player plays stays in mind. */
  public void jump() {
    feelFinder.jump();
    memory.clear();
  }

  /** The key next to the last one in which all notes lie, as a few notes do not tell a key; by the finder if there is none. */
  private Key cautious(List<Note> notes) {
    for (int away = 0; away <= FARTHEST; away++) {
      for (int fifths : new int[] {key.fifths() + away, key.fifths() - away}) {
        if (Math.abs(fifths) <= FARTHEST && notes.stream().allMatch(n -> diatonic(n.pitch(), fifths))) {
          return fifths == key.fifths() ? key : new Key(fifths, false);
        }
      }
    }
    return KeyFinder.after(key, notes, true).key();
  }

  private static boolean diatonic(int pitch, int fifths) {
    // Along the circle of fifths a major scale reaches from one below its tonic to five above.
    return Math.floorMod(pitch * 7 - fifths + 1, 12) <= 6;
  }

  private HeardBar bar(Timeline timeline, long number, List<List<Note>> notes) {
    long start = timeline.barStart(number);
    long end = timeline.barStart(number + 1);
    List<List<Note>> inside = notes.stream()
        .map(voice -> voice.stream().filter(n -> n.onset() < end && n.end() > start).toList()).toList();
    return new HeardBar(number, start, timeline.meterOfBar(number), inside);
  }

}
