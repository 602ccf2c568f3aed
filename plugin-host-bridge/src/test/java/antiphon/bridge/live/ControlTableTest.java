package antiphon.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import antiphon.bridge.HostParameter;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.presets.BandStyles;
import antiphon.presets.Presets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plug-in's parameters are the engine's controls. */
final class ControlTableTest {
  private static final Set<HostParameter> OF_THE_PLUG_IN =
      EnumSet.of(
          HostParameter.PRESET, HostParameter.OUTPUT_CHANNEL, HostParameter.STATUS, HostParameter.KEEP_TAKE, HostParameter.TAKE,
          HostParameter.BAND, HostParameter.PARTS);

  /** The host leads the time; there is no chart to lead a band through its sections, nor a port for clicks. */
  private static final Set<Control> NOT_IN_A_HOST = EnumSet.of(
      Control.CLOCK, Control.CLICK, Control.BACKING, Control.BAND_VOLUME, Control.INTRO, Control.FILL, Control.BREAK, Control.SECTION,
      Control.ENDING, Control.RITARDANDO, Control.REST_BARS);
  private static final int FIRST_MINOR = 13;

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
      assertThat(parameter.kind() == HostParameter.Kind.TRIGGER).isEqualTo(control.kind() == Control.Kind.TRIGGER);
      boolean usual = control == Control.MODE || control.kind() == Control.Kind.TRIGGER;
      assertThat(usual || parameter.controlValue(parameter.first()) == Controls.USUAL.value(control))
          .as("as at the start elsewhere").isTrue();
    });
  }

  @ParameterizedTest
  @EnumSource(Control.class)
  void shouldOfferEveryControlThatMakesSenseInAHost(Control control) {
    assertThat(Arrays.stream(HostParameter.values()).filter(p -> p.control().equals(Optional.of(control))).count())
        .isEqualTo(NOT_IN_A_HOST.contains(control) ? 0 : 1);
  }

  @Test
  void shouldLayEverythingOnTheGridWithoutHumanFeel() {
    assertThat(HostParameter.FEEL.told(0, HostParameter::first)).containsOnly(entry(Control.FEEL, 0.0), entry(Control.SWING, 0.0));
    assertThat(HostParameter.SWING.told(100, parameter -> 0)).containsOnly(entry(Control.SWING, 0.0));
    for (HostParameter parameter : new HostParameter[] {HostParameter.FEEL, HostParameter.SWING}) {
      assertThat(parameter.told(parameter.first(), HostParameter::first))
          .containsEntry(Control.SWING, Controls.USUAL.value(Control.SWING));
    }
    assertThat(HostParameter.SWING.told(40, parameter -> 100)).containsOnly(entry(Control.SWING, 0.4));
  }

  @Test
  void shouldNameKeysByTheirTonic() {
    assertThat(HostParameter.KEY_LOCK.controlValue(0)).isEqualTo(-1);
    for (int number = 1; number < HostParameter.KEY_LOCK.texts().size(); number++) {
      String name = HostParameter.KEY_LOCK.texts().get(number);
      boolean minor = number >= FIRST_MINOR;
      assertThat(name.endsWith("m")).isEqualTo(minor);
      int tonic = "C D EF G A B".indexOf(name.charAt(0)) + (name.contains("#") ? 1 : 0) - (name.contains("b") ? 1 : 0);
      assertThat(HostParameter.KEY_LOCK.controlValue(number)).as(name).isEqualTo(tonic + (minor ? 12 : 0));
    }
  }

  @Test
  void shouldNameModesAndPresetsAsTheEngineDoes() {
    assertThat(HostParameter.MODE.texts()).extracting(text -> word(text).replace("-only", ""))
        .containsExactlyElementsOf(Arrays.stream(Mode.values()).map(Mode::word).toList());
    assertThat(HostParameter.PRESET.texts()).extracting(ControlTableTest::word).containsExactlyElementsOf(Presets.names());
    assertThat(HostParameter.BAND.texts().stream().skip(1)).extracting(ControlTableTest::word).containsExactlyElementsOf(BandStyles.names());
  }
}
