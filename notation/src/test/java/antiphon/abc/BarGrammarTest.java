package antiphon.abc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BarGrammarTest {
  private static final VoiceLimits WIDE = new VoiceLimits(36, 96, 4);

  private static List<Meter> meters() {
    List<Meter> meters = new ArrayList<>();
    for (int unit : new int[] {1, 2, 4, 8, 16}) {
      for (int beats = 1; beats <= 15; beats++) {
        meters.add(new Meter(beats, unit));
      }
    }
    return meters;
  }

  /** Types offered characters by chance until the bar may end and chance ends it, or for {@code most} characters. */
  private static String walk(BarGrammar grammar, SplittableRandom random, int most) {
    StringBuilder text = new StringBuilder();
    SymbolSet set = new SymbolSet();
    while (text.length() < most) {
      set.clear();
      grammar.next(set);
      if (grammar.mayEnd() && (set.size() == 0 || random.nextInt(3) == 0)) {
        return text.toString();
      }
      assertThat(set.size()).as("a way on after '%s'", text).isPositive();
      int pick = random.nextInt(set.size());
      int symbol = 0;
      for (; !set.contains(symbol) || pick-- > 0; symbol++) {
        // Counts down to the picked member.
      }
      grammar.push((char) symbol);
      text.append((char) symbol);
    }
    return text.toString();
  }

  private static Score read(Bar bar, String line) {
    List<String> warnings = new ArrayList<>();
    Score score = AbcReader.read("L:1/8\nM:" + bar.meter() + "\nK:" + bar.key() + "\nV:1\n" + line, warnings);
    assertThat(warnings).as(line).isEmpty();
    return score;
  }

  @Test
  void shouldFindAWayOnFromWhateverIsHeldIntoAnyKey() {
    for (long seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      // B flat and B from a key in which they were A sharp and B, say.
      Bar bar = Bar.plain(0, Meter.COMMON, new Key(random.nextInt(-7, 8), random.nextBoolean()));
      int lowest = random.nextInt(40, 80);
      List<Integer> held = random.ints(random.nextInt(1, 7), lowest, lowest + 12).distinct().boxed().toList();
      BarGrammar grammar = new BarGrammar();
      grammar.start(bar, WIDE, held, false);
      String text = walk(grammar, random, random.nextInt(60));
      read(bar, "[V:1]" + text + grammar.completion() + "|\n");
    }
  }

  @Test
  void shouldLetThroughOnlyBarsThatSumInEveryMeter() {
    SplittableRandom random = new SplittableRandom(1);
    for (Meter meter : meters()) {
      for (int i = 0; i < 60; i++) {
        Bar bar = Bar.plain(0, meter, new Key(random.nextInt(-7, 8), random.nextBoolean()));
        VoiceLimits limits = new VoiceLimits(random.nextInt(30, 60), random.nextInt(60, 100), random.nextInt(1, 6));
        BarGrammar grammar = new BarGrammar();
        grammar.start(bar, limits, List.of(), false);
        int cut = random.nextInt(3) == 0 ? random.nextInt(40) : 10_000;
        String text = walk(grammar, random, cut);
        text += grammar.completion();
        Score score = read(bar, "[V:1]" + text + "|\n");
        assertThat(score.bars()).as(text).hasSize(1);
        assertThat(score.bars().getFirst().length()).as("%s in %s", text, bar).isEqualTo(bar.length());
        for (Note note : score.voices().getFirst().notes()) {
          assertThat(note.pitch()).as("%s in %s", text, limits).isBetween(limits.lowest(), limits.highest());
        }
      }
    }
  }

  @Test
  void shouldTakeUpEveryTieAcrossBarLines() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 2_000; i++) {
      Bar bar = Bar.plain(0, meters().get(random.nextInt(15, 60)), new Key(random.nextInt(-7, 8), false));
      BarGrammar grammar = new BarGrammar();
      StringBuilder lines = new StringBuilder();
      List<Integer> held = List.of();
      for (int b = 0; b < 4; b++) {
        grammar.start(bar, WIDE, held, b < 3);
        String text = walk(grammar, random, random.nextInt(2, 80));
        String completion = grammar.completion();
        completion.chars().forEach(c -> grammar.push((char) c));
        held = grammar.end();
        lines.append("[V:1]").append(text).append(completion).append("|\n");
      }
      Score score = read(bar, lines.toString());
      assertThat(score.length()).as(lines.toString()).isEqualTo(4 * bar.length());
      long ties = lines.chars().filter(c -> c == '-').count();
      // Every tie joins two slices, so the reader's own text has as many sounding slices less ties as notes.
      assertThat(danglingTies(lines.toString(), bar)).as("%d ties in %s", ties, lines).isZero();
    }
  }

  /** Ties that the next element does not take up: pitches that end where a tie said they go on. */
  private static int danglingTies(String body, Bar bar) {
    VoiceTable table = new VoiceTable(true, false);
    table.headerField('K', bar.key().toString());
    table.headerField('M', bar.meter().toString());
    table.headerField('L', "1/8");
    table.endHeader();
    List<Slice> slices = new ArrayList<>();
    int line = 1;
    for (String text : body.lines().toList()) {
      new MusicReader(text, line, table).read();
      line++;
    }
    long start = 0;
    for (VoiceReader.ReadBar read : table.readers().values().iterator().next().bars) {
      for (Slice slice : read.slices()) {
        slices.add(new Slice(start + slice.onset(), slice.duration(), slice.tones()));
      }
      start += read.length();
    }
    int dangling = 0;
    for (int i = 0; i < slices.size(); i++) {
      for (Tone tone : slices.get(i).tones()) {
        boolean taken = i + 1 < slices.size()
            && slices.get(i + 1).onset() == slices.get(i).end()
            && slices.get(i + 1).tones().stream().anyMatch(t -> t.pitch() == tone.pitch());
        dangling += tone.tied() && !taken ? 1 : 0;
      }
    }
    return dangling;
  }

  @Test
  void shouldLetThroughWhatTheWriterWrites() {
    // What our own writer makes of plain music must be offered character by character.
    String[] bars = {
      "d2 cB A2 d2", "(3cde f2 [ceg]4", "z2 G2 ^F2 =F2", "[C-E]4 [CF]4", "c3/2B/ A/G/F/E/ D4", "(3:2:2c2d e2 f4-",
      "c/4d/4e/4f/4g (5:4:5c/d/e/f/g/ z4"
    };
    for (String bar : bars) {
      BarGrammar grammar = new BarGrammar();
      grammar.start(Bar.plain(0, Meter.COMMON, Key.C), WIDE, List.of(), true);
      for (char c : bar.toCharArray()) {
        SymbolSet set = new SymbolSet();
        grammar.next(set);
        assertThat(set.contains(c)).as("'%s' in %s", c, bar).isTrue();
        grammar.push(c);
      }
      assertThat(grammar.mayEnd()).as(bar).isTrue();
    }
  }

  @Test
  void shouldCompleteFromTheStartWithARestAndFromAHeldNoteWithTheNote() {
    BarGrammar grammar = new BarGrammar();
    Bar bar = Bar.plain(0, new Meter(7, 8), Key.C);
    grammar.start(bar, WIDE, List.of(), false);
    assertThat(grammar.completion()).isEqualTo("z7");
    grammar.start(bar, WIDE, List.of(67), false);
    assertThat(grammar.completion()).isEqualTo("G7");
    grammar.start(bar, WIDE, List.of(60, 64), false);
    assertThat(grammar.completion()).isEqualTo("[CE]7");
  }

  @Test
  void shouldHoldANoteWhereOneIsDemandedEvenIfRestsAreLikeliest() {
    for (String given : List.of("", "z2", "z3", "(3z")) {
      BarGrammar grammar = new BarGrammar();
      grammar.start(Bar.plain(0, new Meter(2, 4), Key.C), WIDE, List.of(), false);
      grammar.begin(given);
      grammar.settle();
      grammar.demandNote();
      StringBuilder line = new StringBuilder(given);
      while (!grammar.mayEnd()) {
        SymbolSet set = new SymbolSet();
        grammar.next(set);
        char next = "z1234 /".chars().filter(set::contains).mapToObj(c -> (char) c).findFirst().orElse((char) set.first());
        grammar.push(next);
        line.append(next);
      }
      assertThat(line.toString()).containsPattern("[A-Ga-g]");
    }
  }

  @Test
  void shouldCompleteWithARestEvenWhereANoteIsDemanded() {
    BarGrammar grammar = new BarGrammar();
    grammar.start(Bar.plain(0, new Meter(2, 4), Key.C), WIDE, List.of(), false);
    grammar.demandNote();
    String rest = grammar.completion();
    assertThat(rest).isEqualTo("z4");
    rest.chars().forEach(c -> grammar.push((char) c));
    assertThat(grammar.mayEnd()).isTrue();
  }

  @Test
  void shouldRefuseWhatItDoesNotOffer() {
    BarGrammar grammar = new BarGrammar();
    grammar.start(Bar.plain(0, new Meter(2, 4), Key.C), WIDE, List.of(), false);
    assertThatThrownBy(() -> grammar.push('|')).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'|' may not come here in a bar");
    grammar.push('c');
    grammar.push('4');
    assertThatThrownBy(() -> grammar.push('c')).isInstanceOf(IllegalArgumentException.class);
  }
}
