package antiphon.generate;

import antiphon.abc.AbcWriter;
import antiphon.abc.LineReader;
import antiphon.abc.Slice;
import antiphon.abc.VoiceLimits;
import antiphon.generate.WrittenBar.Origin;
import antiphon.memory.PageMemory;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What player and companion have said so far, bar by bar, and the model that goes on from there. Bars
 * can be taken back at no cost: the model's caches are rewound to where the text is still the same.
 * Bars in which nobody plays are not shown to the model: they are waiting, not music, and a model that
 * reads of silence writes more of it. Nor is a bar that is longer than all that it can read. Mutable; one thread at a time. [engine]
 */
public final class Conversation {
  private final Decoder decoder;
  private final Preset preset;
  private final PageMemory memory;
  private final LineComposer composer;
  private final ScoreSheet sheet;
  private final String header;
  private final LineWriter lines;
  private final BarHistory bars;
  private final ContextWindow window;

  /**
   * Begins a conversation with an empty page.
   *
   * @param decoder the model; from now on used by this conversation alone
   * @param tempo for the header, where it is known
   * @throws IllegalArgumentException if the model has no room for the header
   */
  public Conversation(
      Decoder decoder, Preset preset, Key key, Meter meter, Optional<Tempo> tempo) {
    this.decoder = decoder;
    this.preset = preset;
    this.memory = new PageMemory(decoder.memory());
    this.composer = new LineComposer(decoder, memory);
    this.sheet = new ScoreSheet(preset, decoder.notagen(), tempo);
    this.header = AbcWriter.header(sheet.empty(key, meter));
    List<Patch> patches = new ArrayList<>(List.of(Patch.FIRST));
    patches.addAll(Patchilizer.patches(header));
    this.lines = new LineWriter(preset, key, meter, ContextWindow.room(decoder, patches.size()));
    this.bars = new BarHistory(lines);
    this.window = new ContextWindow(decoder, patches, bars);
  }

  /** How many bars there are. */
  public int size() {
    return bars.size();
  }

  /** Bar {@code index} from the start. */
  public WrittenBar bar(int index) {
    return bars.get(index);
  }

  /** Sets how many bars the piece will have, so that the countdown tells the model where it ends. */
  public void plan(int totalBars) {
    window.plan(totalBars);
  }

  /**
   * Sets that the piece has no end yet: the countdown stays well above zero. What it says of all bars changes now and
   * then, as does the window of what the model remembers; {@link #prepare} spreads the reading.
   */
  public void planOpen() {
    window.planOpen();
  }

  /** Lets the model read a part of what it will be shown in a while, so that a full window costs no bar its time. */
  public void prepare() {
    window.prepare();
  }

  /** Whether each of the last bars in which somebody plays was there before; false if there are not so many. */
  public boolean copied(int last) {
    return memory.copied(last);
  }

  /** Takes back all bars from {@code size} on. */
  public void rewind(int size) {
    memory.rewind(bars.shownBefore(size));
    bars.rewind(size);
    window.rewind(size);
  }

  /**
   * Adds a bar that the player played.
   *
   * @param bar its place; it follows the last bar
   * @param notes for each hearing voice (in the preset's order) its notes in ticks of the piece
   */
  public WrittenBar hear(Bar bar, List<List<Note>> notes) {
    List<List<Note>> voices = new ArrayList<>(Collections.nCopies(preset.voices().size(), List.of()));
    List<Integer> hearing = preset.hearing();
    for (int i = 0; i < Math.min(hearing.size(), notes.size()); i++) {
      voices.set(hearing.get(i), notes.get(i));
    }
    return add(write(bar, voices, List.of(), Origin.HEARD));
  }

  /**
   * A bar from notes, for {@link #add}; the text holds every voice that sounds.
   *
   * @param notes for each voice of the preset its notes in ticks of the piece
   * @param chords of a chart, written above the first voice
   */
  public WrittenBar write(Bar bar, List<List<Note>> notes, List<ChordSymbol> chords, Origin origin) {
    return lines.write(bar, bars.last(), notes, chords, origin);
  }

  /**
   * Lets the model write the next bar of all voices that the companion plays, and adds it.
   *
   * @param bar its place; it follows the last bar
   * @param ending whether the piece ends with it, so that nothing may be held over
   * @param seed the same seed in the same conversation gives the same bar
   * @param deadline from which the grammar closes the bar without the model
   */
  public WrittenBar answer(Bar bar, boolean ending, Sampling sampling, long seed, Deadline deadline) {
    List<VoiceTask> tasks =
        preset.voices().stream().map(part -> part.plays() ? VoiceTask.OPEN : VoiceTask.SILENT).toList();
    List<VoiceLimits> limits = preset.voices().stream().map(VoicePart::limits).toList();
    return add(draft(new LineRequest(bar, tasks, limits, held(), List.of(), !ending, sampling, seed, deadline)));
  }

  /** For each voice the pitches that the companion holds over the end of the last bar. */
  public List<List<Integer>> held() {
    if (bars.size() == 0 || bars.get(bars.size() - 1).origin() == Origin.HEARD) {
      return Collections.nCopies(preset.voices().size(), List.of());
    }
    return bars.get(bars.size() - 1).notes().stream().map(BarNotes::heldOver).toList();
  }

  /** Lets the model write the bar after the last one, without adding it. */
  public WrittenBar draft(LineRequest request) {
    align();
    Bar bar = request.bar();
    String line = composer.compose(request, countdown(), lines.changes(bar, bars.last()));
    Origin origin = composer.late() ? Origin.CLOSED : Origin.MODEL;
    List<List<Slice>> slices = LineReader.read(bar, line, preset.voices().size());
    List<List<BarNote>> notes = new ArrayList<>();
    for (int voice = 0; voice < preset.voices().size(); voice++) {
      notes.add(BarNotes.of(bar, slices.get(voice), request.held().get(voice)));
    }
    return new WrittenBar(
        bar, line, notes, origin, composer.symbols(), composer.removedMass(), composer.logLikelihood());
  }

  /**
   * Adds a bar that was written elsewhere, such as a fallback that has sounded.
   *
   * @throws IllegalArgumentException if it does not follow the last bar
   */
  public WrittenBar add(WrittenBar written) {
    return add(written, true);
  }

  /**
   * The same.
   *
   * @param exemplary whether it may return: the memory leaves out one that is as it is by chance, such as that in which the companion joined
   */
  public WrittenBar add(WrittenBar written, boolean exemplary) {
    if (bars.add(written)) {
      memory.add(exemplary ? written.line() : "");
    }
    return written;
  }

  /** The whole page as the model reads it, though it may remember the newest bars only; then {@link #countdown} and the next bar. */
  public String page() {
    return header + bars.text(window.total());
  }

  /** The mark before the next bar. */
  public String countdown() {
    return bars.countdown(bars.size(), window.total());
  }

  /** Has the model read everything anew: at the beginning, and after a failure, which may have left half of something in its caches. */
  public void forget() {
    decoder.rewind(0);
    composer.forget();
    window.forget();
  }

  /** Lets the model read what it has not read yet, so that the next answer starts at once. */
  public void align() {
    window.align();
  }

  /**
   * Moves what the model is shown to the newest bars, where all of them do not fit. Part of every reading and writing; to be
   * called before one that may fail, so that what comes after it does not depend on how far it got.
   */
  public void fit() {
    window.fit();
  }

  /**
   * Everything as one score, for writing to a file.
   *
   * @throws IllegalStateException if there are no bars
   */
  public Score score() {
    return sheet.of(bars.bars());
  }
}
