package antiphon.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IRealLinkTest {
  private static final String MUSIC =
      "{*AT44C^7 A-7 |D-9 G7b13 |N1E-7   |A7alt   }            |N2C6   |G7sus,p,G7,p, ]"
          + "[*BFh7   |Bb7b9   |x  |W/D   |n   |Eb^7#11/Bb,A-7,Ab7,G7,|r|  |Z";

  @Test
  void shouldReadASong() {
    ChordChart chart = ChordChart.parse(link("Test+Song=Somebody==Medium Swing=C==" + scrambled(MUSIC) + "=Jazz=132=3"));

    assertThat(chart.title()).isEqualTo("Test+Song");
    assertThat(chart.key()).contains(Key.C);
    assertThat(chart.tempo()).contains(Tempo.ofQuartersPerMinute(132));
    assertThat(bars(chart)).isEqualTo(
        "Cmaj7 Am7 | Dm9 G7b13 | Em7 | A7alt | Cmaj7 Am7 | Dm9 G7b13 | C6 | G7sus4 G7"
            + " | Fm7b5 | Bb7b9 | Bb7b9 | Bb7b9/D | N.C. | Ebmaj7#11/Bb Am7 Ab7 G7 | N.C. | Ebmaj7#11/Bb Am7 Ab7 G7");
    assertThat(chart.sections()).extracting(ChartSection::name).containsExactly("A", "B");
  }

  @Test
  void shouldReadMetersAndMinorKeysAndSeveralSongs() {
    String one = "Walk=A B==Waltz=A-==" + scrambled("T34A-7   |E7   Z") + "=Jazz-Waltz=0=0";
    String two = "Roll=C D==Rock=G==" + scrambled("[T12G   |C   |G  C  Z") + "==0=0";
    String page = "<p><a href=\"" + link(one + "===" + two + "===My list") + "\">My list</a></p>";

    assertThat(ChordChart.all(page)).extracting(ChordChart::title).containsExactly("Walk", "Roll");
    assertThat(ChordChart.all(page).getFirst().key()).contains(Key.parse("Am"));
    assertThat(ChordChart.all(page).getFirst().tempo()).isEmpty();
    assertThat(ChordChart.all(page).getFirst().barAt(0).meter()).isEqualTo(new Meter(3, 4));
    assertThat(ChordChart.all(page).getLast().barAt(0).meter()).isEqualTo(new Meter(12, 8));
    assertThatExceptionOfType(ChartException.class).isThrownBy(() -> ChordChart.parse(page)).withMessageContaining("2 songs, from 'Walk' on, expected one");
    assertThatExceptionOfType(ChartException.class).isThrownBy(() -> ChordChart.parse("irealb://nothing")).withMessageContaining("without a song");
  }

  @Test
  void shouldReadTheOlderLinks() {
    ChordChart chart = ChordChart.parse("irealbook://" + encoded("Old=X=Swing=Bb=n=[T44Bb7   |Eb7   |Bb7 G7 Z"));
    assertThat(bars(chart)).isEqualTo("Bb7 | Eb7 | Bb7 G7");
  }

  private static String bars(ChordChart chart) {
    return chart.bars().stream()
        .map(bar -> bar.chords().stream().map(span -> span.chord().text(chart.spelling())).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" | "));
  }

  private static String link(String songs) {
    return "irealb://" + encoded(songs);
  }

  private static String encoded(String songs) {
    return URLEncoder.encode(songs, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** As the program that writes such links does it: the mirror of each 50 characters is its own inverse. */
  private static String scrambled(String music) {
    StringBuilder all = new StringBuilder("1r34LbKcu7");
    for (int from = 0; from < music.length(); from += 50) {
      String part = music.substring(from, Math.min(music.length(), from + 50));
      all.append(music.length() - from >= 52 ? IRealLink.mirrored(part) : part);
    }
    return all.toString();
  }
}
