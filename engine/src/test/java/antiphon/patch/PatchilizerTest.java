package antiphon.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PatchilizerTest {
  @Test
  void shouldCutALineBeforeItsBarLines() {
    assertThat(Patchilizer.units("[r:0/3][V:1]|:abc|[V:2]|:z3|\n"))
        .containsExactly("[r:0/3][V:1]", "|:abc", "|[V:2]", "|:z3|\n");
    assertThat(Patchilizer.units("[r:2/1][V:1]abc:|[V:2]def:|\n")).containsExactly("[r:2/1][V:1]abc", ":|[V:2]def:|\n");
    assertThat(Patchilizer.units("[r:2/1][V:1]a|1[V:2]b|1\n")).containsExactly("[r:2/1][V:1]a", "|1[V:2]b|1\n");
    assertThat(Patchilizer.units("[r:3/0][V:1]a|][V:2]b|]\n")).containsExactly("[r:3/0][V:1]a", "|][V:2]b|]\n");
    assertThat(Patchilizer.units("[r:1/2][V:1]a::[V:2]b::\n")).containsExactly("[r:1/2][V:1]a", "::[V:2]b::\n");
    assertThat(Patchilizer.units("[r:0/3][V:1][|a||[V:2][|b||\n"))
        .containsExactly("[r:0/3][V:1]", "[|a", "||[V:2]", "[|b||\n");
  }

  @Test
  void shouldPairABarLineAtTheStartWithItsText() {
    assertThat(Patchilizer.units("|:[V:1]a|[V:2]b|\n")).containsExactly("|:[V:1]a", "|[V:2]b|\n");
  }

  @Test
  void shouldKeepLinesThatTheOriginalDrops() {
    assertThat(Patchilizer.units("%%keep this\n")).containsExactly("%%keep this\n");
    assertThat(Patchilizer.units("[r:1/0][V:1]a|")).containsExactly("[r:1/0][V:1]a|");
    assertThat(Patchilizer.units("[r:1/0][V:1]a|:|b\n[V:2]c")).containsExactly("[r:1/0][V:1]a", "|:|", "b\n[V:2]c");
    String text = "[V:1]a|\n\n%lost\n[V:1]b|||\n[V:1]c|";
    assertThat(Patchilizer.text(Patchilizer.patches(text))).isEqualTo(text);
  }

  @Test
  void shouldChopAPieceAsTheOriginalDoes() {
    String text = "%Baroque\n%Bach, Johann Sebastian\nL:1/8\n[r:0/1][V:1]d2 cB A2 d2|[V:2]B2 AG F2 F2|\n[r:1/0][V:1]z8|]\n";
    assertThat(Patchilizer.patches(text)).extracting(Patch::text).containsExactly(
        "%Baroque\n",
        "%Bach, Johann Se", "bastian\n",
        "L:1/8\n",
        "[r:0/1][V:1]d2 c", "B A2 d2",
        "|[V:2]B2 AG F2 F", "2|\n",
        "[r:1/0][V:1]z8|]", "\n");
    assertThat(Patchilizer.patches(text)).noneMatch(Patch::open);
  }

  @Test
  void shouldCutAsTheTrainerDoes() throws IOException {
    JsonNode cases;
    try (InputStream in = PatchilizerTest.class.getResourceAsStream("/antiphon/model/patches.json")) {
      cases = new ObjectMapper().readTree(in);
    }
    assertThat(cases.size()).isGreaterThan(4);
    for (JsonNode trained : cases) {
      List<Patch> patches = new ArrayList<>(Patchilizer.patches(trained.get("text").textValue()));
      patches.addFirst(Patch.FIRST);
      patches.addLast(Patch.LAST);
      List<Patch> expected = new ArrayList<>();
      for (JsonNode symbols : trained.get("patches")) {
        byte[] bytes = new byte[Patch.SIZE];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) symbols.get(i).intValue();
        }
        expected.add(Patch.ofSymbols(bytes, Patch.SIZE));
      }
      assertThat(patches).isEqualTo(expected);
    }
  }

  @Test
  void shouldLeaveOnlyTheLastUnitOpen() {
    List<Patch> patches = Patchilizer.openPatches("K:C\n[r:0/9][V:1]d2 cB A2 d2|[V:2]B2");
    assertThat(patches).extracting(Patch::text).containsExactly("K:C\n", "[r:0/9][V:1]d2 c", "B A2 d2", "|[V:2]B2");
    assertThat(patches).extracting(Patch::open).containsExactly(false, false, false, true);
    List<Patch> full = Patchilizer.openPatches("[r:0/9][V:1]abcd");
    assertThat(full).containsExactly(Patch.of("[r:0/9][V:1]abcd"));
    assertThat(Patchilizer.openPatches("")).isEmpty();
  }

  @Test
  void shouldTreatBarLinesInTheHeaderAsText() {
    assertThat(Patchilizer.patches("%%score { ( 1 2 ) | ( 3 4 ) }\n")).extracting(Patch::text)
        .containsExactly("%%score { ( 1 2 ", ") | ( 3 4 ) }\n");
  }

  @Test
  void shouldGiveBackEveryText() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = i % 4 == 0 ? anyAscii(random) : barLines(random);
      assertThat(Patchilizer.text(Patchilizer.patches(text))).as("seed %d, text %d", seed, i).isEqualTo(text);
      assertThat(Patchilizer.text(Patchilizer.openPatches(text))).as("seed %d, text %d", seed, i).isEqualTo(text);
    }
  }

  @Test
  void shouldSayWhereAForeignCharacterIs() {
    assertThatThrownBy(() -> Patchilizer.patches("K:C\nT:Für Elise\n"))
        .hasMessage("line 2, column 4: character 252, expected ASCII (3 to 127)");
    assertThatThrownBy(() -> Patchilizer.patches("a\u0002")).hasMessageContaining("line 1, column 2: character 2");
  }

  private static String anyAscii(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(80); i > 0; i--) {
      text.append((char) (3 + random.nextInt(125)));
    }
    return text.toString();
  }

  private static String barLines(Random random) {
    String letters = "|:[]|:V12abc d\n";
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "[V:1]" : "");
    for (int i = random.nextInt(80); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
