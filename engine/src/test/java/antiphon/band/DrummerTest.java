package antiphon.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import antiphon.band.DrumBar.Role;
import antiphon.time.Meter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DrummerTest {
  private static final GrooveTable TABLE = GrooveTable.own();

  private static DrumBar bar(long number, Meter meter, Role role, double intensity) {
    return new DrumBar(number, Sections.of(number), meter, 120, role, intensity, false);
  }

  private static double mean(List<DrumHit> hits) {
    return hits.stream().mapToInt(DrumHit::velocity).average().orElseThrow();
  }

  @Test
  void shouldHaveGroovesOfPeopleInTwelveStylesAndInThree() {
    assertThat(TABLE.styles()).hasSizeGreaterThanOrEqualTo(12).contains("bossa", "swing", "rock", "funk");
    assertThat(TABLE.grooves()).filteredOn(groove -> groove.meter().equals(new Meter(3, 4))).extracting(Groove::style)
        .contains("swing", "rock", "chacarera");
    assertThat(new Drummer(TABLE, "swing", 1).knows(new Meter(3, 4))).isTrue();
    assertThat(new Drummer(TABLE, "swing", 1).knows(new Meter(7, 8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4/4", "3/4", "2/4", "2/2", "5/4", "6/8", "7/8", "12/8", "9/8", "5/8", "6/4"})
  void shouldKeepToTheMeterInEveryStyle(String meter) {
    Meter time = Meter.parse(meter);
    for (String style : TABLE.styles()) {
      Drummer drummer = new Drummer(TABLE, style, 7);
      for (Role role : Role.values()) {
        for (long number = 0; number < 6; number++) {
          List<DrumHit> hits = drummer.play(bar(number, time, role, 0.5));
          assertThat(hits).as("%s %s %s", style, meter, role).allSatisfy(hit -> assertThat(hit.place()).isLessThan(time.barTicks()));
          Set<Integer> struck = new HashSet<>();
          assertThat(hits).allMatch(hit -> struck.add(hit.place() * 128 + hit.key()));
          if (role == Role.GROOVE || role == Role.FILL) {
            assertThat(hits).as("%s %s %s", style, meter, role).isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  void shouldPlayTheSameAgainAndOtherwiseWithAnotherSeed() {
    List<DrumHit> once = new Drummer(TABLE, "funk", 3).play(bar(5, Meter.COMMON, Role.GROOVE, 0.5));
    assertThat(new Drummer(TABLE, "funk", 3).play(bar(5, Meter.COMMON, Role.GROOVE, 0.5))).isEqualTo(once);
    assertThat(new Drummer(TABLE, "funk", 4).play(bar(5, Meter.COMMON, Role.GROOVE, 0.5))).isNotEqualTo(once);
  }

  @Test
  void shouldBecomeLouderWithIntensity() {
    for (String style : TABLE.styles()) {
      Drummer drummer = new Drummer(TABLE, style, 1);
      double soft = mean(drummer.play(bar(2, Meter.COMMON, Role.GROOVE, 0)));
      double middle = mean(drummer.play(bar(2, Meter.COMMON, Role.GROOVE, 0.5)));
      double loud = mean(drummer.play(bar(2, Meter.COMMON, Role.GROOVE, 1)));
      assertThat(soft).as(style).isLessThan(middle);
      assertThat(middle).as(style).isLessThan(loud);
    }
  }

  @Test
  void shouldFillBeforeASectionAndCrashAfter() {
    assertThat(Sections.role(7)).isEqualTo(Role.SHORT_FILL);
    assertThat(Sections.role(6)).isEqualTo(Role.GROOVE);
    assertThat(Sections.role(15)).isEqualTo(Role.SHORT_FILL);
    Drummer drummer = new Drummer(TABLE, "rock", 2);
    assertThat(drummer.play(bar(7, Meter.COMMON, Role.FILL, 0.5)).stream().filter(DrumHit::fills).count()).isGreaterThan(3);
    assertThat(drummer.play(new DrumBar(8, 1, Meter.COMMON, 120, Role.GROOVE, 0.5, true)))
        .anySatisfy(hit -> assertThat(hit.key()).isEqualTo(DrumHit.CRASH)).filteredOn(hit -> hit.place() == 0)
        .extracting(DrumHit::key).contains(DrumHit.KICK).doesNotContain(DrumHit.HAT);
  }

  @Test
  void shouldReadWhatItWrites() throws IOException {
    StringWriter text = new StringWriter();
    TABLE.write(text, List.of("a comment"));
    assertThat(GrooveTable.read(new BufferedReader(new StringReader(text.toString())))).isEqualTo(TABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rock\t4/4\tbeat\t120\t1", "rock\t4/4\tbeat\t120\t1\t0k97", "rock\t4/4\tbeat\t120\t1\t48k97+0", "rock\t4/4\tbeat\t120\t1\t0k0+0"})
  void shouldSayWhichLineIsNone(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> GrooveTable.read(new BufferedReader(new StringReader("# x\n" + line))))
        .withMessageStartingWith("table of grooves, line 2: ").withMessageContaining("expected");
  }
}
