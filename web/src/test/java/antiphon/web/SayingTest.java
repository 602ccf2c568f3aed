package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.presets.Use;
import antiphon.presets.Uses;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SayingTest {
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "a cheerful jig in D, two voices, trade fours; answer-bars=4 articulation=-0.5 density=0.5 dynamics=0.3 key=D listen-bars=4 meter=6/8 mode=trade register=3 style=folk-duet tempo=165",
      "欢快的吉格舞曲，D大调，两个声部，四小节轮奏; answer-bars=4 articulation=-0.5 density=0.5 dynamics=0.3 key=D listen-bars=4 meter=6/8 mode=trade register=3 style=folk-duet tempo=165",
      "slow blues in Bb at 80; backing=swing chart=blues key=Bb style=lead-sheet tempo=80",
      "a sad waltz in A minor for piano; articulation=0.8 density=-0.5 dynamics=-0.4 key=Am meter=3/4 register=-4 style=keyboard tempo=138",
      "悲伤的圆舞曲，降B小调，钢琴; articulation=0.8 density=-0.5 dynamics=-0.4 key=Bbm meter=3/4 register=-4 style=keyboard tempo=138",
      "升F小调，八七拍，速度120; key=F#m meter=7/8 tempo=120",
      "7/8, 132 bpm, F sharp minor; key=F#m meter=7/8 tempo=132",
      "in E flat major; key=Eb",
      "accompany me like a string quartet; mode=accompany style=quartet",
      "accompany my folk tune; mode=accompany style=folk-duet",
      "民谣，伴奏，慢; mode=accompany style=folk-duet tempo=72",
      "play in a calm way; articulation=0.6 density=-0.3 dynamics=-0.5 temperature=0.8 tempo=76",
      "Baroque answer, creative; mode=continue style=baroque-keyboard temperature=1.25",
      "Am F C G; chart=Am | F | C | G style=lead-sheet",
      "trade twos over | Dm7 G7 | Cmaj7 | with a swing band; answer-bars=2 backing=swing chart=| Dm7 G7 | Cmaj7 | listen-bars=2 mode=trade style=lead-sheet",
      "Am F C G, accompany me; chart=Am | F | C | G mode=accompany style=song-accompanist",
      "Am, F, C, G slowly; chart=Am | F | C | G style=lead-sheet tempo=72",
      "C - G - Am - F; chart=C | G | Am | F style=lead-sheet",
      "C-G-Am-F with a swing band; backing=swing chart=C | G | Am | F style=lead-sheet",
      "play Cmaj7#11 then D7alt and Bb6/9 to Am7(b5); chart=Cmaj7#11 | D7alt | Bb6/9 | Am7(b5) style=lead-sheet",
      "H7 C7M N.C. F♯m; chart=H7 | C7M | N.C. | F♯m style=lead-sheet",
      "[A] Am F [B] C G; chart=[A] Am | F | [B] C | G style=lead-sheet",
      "|: Dm7 | G7 :| swing; backing=swing chart=|: Dm7 | G7 :| style=lead-sheet",
      "Am F C G 伴奏; chart=Am | F | C | G mode=accompany style=song-accompanist",
      "A D major jig; key=D meter=6/8 style=folk-melody tempo=165",
      "A jig in D; key=D meter=6/8 style=folk-melody tempo=165",
      "don't make it sad, a waltz; meter=3/4 tempo=138",
      "not too fast, a tune in G; key=G tempo=104",
      "a jig, not too fast; meter=6/8 style=folk-melody tempo=165",
      "not jazz, no band, a hymn; style=hymn",
      "不要悲伤，D大调; key=D",
      "别太快; tempo=104",
      "a happy tune in D minor; articulation=-0.5 density=0.5 dynamics=0.3 key=Dm register=3 tempo=126"})
  void shouldUnderstandBothLanguages(String line, String expected) {
    Saying saying = Saying.of(line);
    StringBuilder text = new StringBuilder();
    new TreeMap<>(saying.fields()).forEach((field, value) -> text.append(text.isEmpty() ? "" : " ").append(field).append('=').append(value));
    assertThat(text.toString()).isEqualTo(expected);
    assertThat(saying.unknown()).as("not understood").isEmpty();
  }

  @Test
  void shouldSayWhatItDidNotUnderstand() {
    assertThat(Saying.of("a purple jig with 3 bagpipes").unknown()).containsExactly("purple", "3", "bagpipes");
    assertThat(Saying.of("紫色的吉格").unknown()).containsExactly("紫色");
    assertThat(Saying.of("H major").fields()).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoLine() {
    assertThatThrownBy(() -> Saying.of("  ")).hasMessageContaining("expected a line of 1 to 2000");
    assertThatThrownBy(() -> Saying.of("a".repeat(2_001))).hasMessageContaining("expected a line of 1 to 2000");
  }

  @ParameterizedTest
  @MethodSource("antiphon.presets.Uses#all")
  void shouldBeReadyToPlay(Use use) {
    assertThat(Uses.all().stream().filter(other -> other.name().equals(use.name()))).hasSize(1);
    assertThat(use.title()).isNotBlank();
    assertThat(use.titleZh()).matches(".*[\\u4e00-\\u9fff].*");
    Wish wish = new Wish(use.preset(), use.chart(), use.backing(), use.mode(), use.meter(), use.tempo(), use.cycle(), null);
    EngineSettings settings = wish.settings(1, null, Presets::find);
    assertThat(settings.controls().mode().word()).isEqualTo(use.mode());
    assertThat(settings.chart().isPresent()).isEqualTo(use.chart() != null);
    assertThat(settings.backing().isPresent()).isEqualTo(use.backing() != null);
    for (Map.Entry<String, Double> control : use.set().entrySet()) {
      assertThat(antiphon.control.CommandReader.row(control.getKey(), control.getValue().toString()).value()).isEqualTo(control.getValue());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "ABcd | e2c2 |; 2", "X:1\\nL:1/4\\nK:D\\nD F A d | c2 A2 |; 2", "K:Gm\\nG2 B2 d2 g2|; 1", "|: c2 de fg | a4 z4 :|; 2", "C,E,G,C | z4 |; 2"
  })
  void shouldTakeAMotifInAbcForTheOpening(String said, int bars) {
    Saying saying = Saying.of(said.replace("\\n", "\n"));
    assertThat(saying.fields()).containsOnlyKeys("opening");
    assertThat(saying.unknown()).isEmpty();
    String opening = saying.fields().get("opening");
    EngineSettings settings = new Wish("quartet", null, null, null, null, null, null, opening).settings(1, null, Presets::find);
    assertThat(settings.opening().orElseThrow().bars()).isEqualTo(bars);
  }

  @ParameterizedTest
  @CsvSource({"Am F C G", "Dm7 | G7 | C", "C | F | G | C", "a slow waltz in D", "E A D G | A E"})
  void shouldTakeNoChordsOrWordsForAMotif(String said) {
    assertThat(Saying.of(said).fields()).doesNotContainKey("opening");
  }

  @Test
  void shouldSayWhatIsWrongWithAMotif() {
    assertThatThrownBy(() -> Saying.of("X:1\nK:Q\nabc|")).hasMessageContaining("motif:");
    assertThatThrownBy(() -> new Wish(null, null, null, null, null, null, null, "nothing").settings(1, null, Presets::find))
        .hasMessageContaining("opening:");
  }
}
