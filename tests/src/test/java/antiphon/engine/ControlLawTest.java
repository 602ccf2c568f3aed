package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.lab.controls.ControlLaw;
import antiphon.lab.controls.ControlledAnswer;
import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.presets.Presets;
import antiphon.web.Saying;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Controls act, and the further the more; {@code antiphon evaluate controls} says how much at more values. */
class ControlLawTest {
  private static Decoder decoder;

  @BeforeAll
  static void load() throws IOException {
    decoder = new OrtDecoder(Bundle.find("antiphon-mini"), DecoderOptions.DEFAULT);
  }

  @AfterAll
  static void unload() {
    decoder.close();
  }

  private static double[] figures(String preset, Control control, double... values) {
    ControlLaw law = ControlLaw.ALL.stream().filter(l -> l.control() == control).findFirst().orElseThrow();
    // One voice costs little.
    int seeds = preset.equals("folk-melody") ? 6 : 2;
    return DoubleStream.of(values).map(value -> law.mean(Presets.find(preset), decoder, value, seeds)).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"folk-melody", "hymn"})
  void shouldPlayTwiceAsMuchAtOneEndAsAtTheOther(String preset) {
    double[] density = figures(preset, Control.DENSITY, -1, 0, 1);
    assertThat(density).isSorted();
    assertThat(density[2] / density[0]).isGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folk-melody", "hymn"})
  void shouldPlayHigherOrLower(String preset) {
    double[] pitch = figures(preset, Control.REGISTER, -12, 0, 12);
    assertThat(pitch[0] - pitch[1]).isBetween(-18.0, -4.0);
    assertThat(pitch[2] - pitch[1]).isBetween(4.0, 18.0);
  }

  @Test
  void shouldStayCloserOrFurther() {
    double[] motifs = figures("folk-melody", Control.CLOSENESS, -1, 1);
    assertThat(motifs[1] - motifs[0]).isGreaterThan(0.15);
  }

  @Test
  void shouldPlayNoMoreNotesAtOnceThanAreAllowed() {
    assertThat(figures("ragtime", Control.POLYPHONY, 1)).containsExactly(1);
    assertThat(figures("ragtime", Control.POLYPHONY, 10)[0]).isGreaterThan(1);
  }

  @Test
  void shouldPlayASadTuneUnlikeACheerfulOne() {
    List<ControlledAnswer> sad = said("a sad tune");
    List<ControlledAnswer> cheerful = said("a cheerful tune");
    assertThat(mean(cheerful, ControlledAnswer::density)).isGreaterThan(1.2 * mean(sad, ControlledAnswer::density));
    assertThat(mean(cheerful, ControlledAnswer::pitch)).isGreaterThan(mean(sad, ControlledAnswer::pitch) + 3);
    assertThat(mean(cheerful, ControlledAnswer::held)).isLessThan(0.8 * mean(sad, ControlledAnswer::held));
    assertThat(mean(cheerful, ControlledAnswer::velocity)).isGreaterThan(mean(sad, ControlledAnswer::velocity) + 12);
  }

  /** What is answered where a line of words set the controls. */
  private static List<ControlledAnswer> said(String line) {
    Map<Control, Double> values = new EnumMap<>(Control.class);
    Saying.of(line).fields().forEach((field, value) -> Control.of(field).ifPresent(control -> values.put(control, control.value(value))));
    return LongStream.range(0, 5).mapToObj(seed -> ControlledAnswer.of(Presets.find("folk-melody"), decoder, values, seed)).toList();
  }

  private static double mean(List<ControlledAnswer> answers, ToDoubleFunction<ControlledAnswer> figure) {
    return answers.stream().mapToDouble(figure).average().orElseThrow();
  }

  @Test
  void shouldSurpriseItselfMoreTheWarmerItIs() {
    assertThat(figures("folk-melody", Control.TEMPERATURE, 0.2, 1, 2)).isSorted();
  }
}
