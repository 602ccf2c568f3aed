package antiphon.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import antiphon.bridge.HostParameter;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.presets.Presets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plug-in's parameters are the engine's controls. */
final class ControlTableTest {
  private static final Set<HostParameter> OF_THE_PLUG_IN =
      EnumSet.of(HostParameter.PRESET, HostParameter.OUTPUT_CHANNEL, HostParameter.STATUS);

  private static String word(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  @ParameterizedTest
  @EnumSource(HostParameter.class)
  void shouldBeAControlOfTheSameNameThatTakesEveryValue(HostParameter parameter) {
    assertThat(parameter.control().isEmpty()).isEqualTo(OF_THE_PLUG_IN.contains(parameter));
    parameter.control().ifPresent(control -> {
      for (double value : new double[] {-1e9, 1e9}) {
        control.require(parameter.controlValue(parameter.clamp(value)));
      }
      boolean usual = control == Control.MODE || control.kind() == Control.Kind.TRIGGER;
      assertThat(usual || parameter.controlValue(parameter.first()) == Controls.USUAL.value(control))
          .as("as at the start elsewhere").isTrue();
    });
  }

  @Test
  void shouldLayEverythingOnTheGridWithoutHumanFeel() {
    assertThat(HostParameter.FEEL.told(0)).containsOnly(entry(Control.FEEL, 0.0), entry(Control.SWING, 0.0));
    assertThat(HostParameter.FEEL.told(HostParameter.FEEL.first()))
        .containsEntry(Control.SWING, Controls.USUAL.value(Control.SWING));
  }

  @Test
  void shouldNameModesAndPresetsAsTheEngineDoes() {
    assertThat(HostParameter.MODE.texts()).extracting(text -> word(text).replace("-only", ""))
        .containsExactlyElementsOf(Arrays.stream(Mode.values()).map(Mode::word).toList());
    assertThat(HostParameter.PRESET.texts()).extracting(ControlTableTest::word).containsExactlyElementsOf(Presets.names());
  }
}
