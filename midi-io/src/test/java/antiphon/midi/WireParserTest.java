package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireParserTest {
  private static final int[] STATUSES = {0x80, 0x90, 0xA0, 0xB0, 0xC0, 0xD0, 0xE0, 0xF1, 0xF2, 0xF3, 0xF6};

  private final WireParser parser = new WireParser();
  private final List<String> heard = new ArrayList<>();

  @Test
  void shouldLetAStatusRunOnAndRealTimeMessagesBetweenAnyTwoBytes() {
    accept(0x90, 60, 0xF8, 100, 64, 0xFE, 0, 0xC3, 5, 6);

    assertThat(heard).containsExactly(
        "0000F8", "643C90", "0000FE", "004090", "0005C3", "0006C3");
  }

  @Test
  void shouldPassOverSystemExclusiveAndStrayData() {
    accept(1, 2, 0xF0, 1, 2, 0xF8, 3, 0xF7, 4, 0x91, 60, 0x81, 61, 62, 0xF4, 9, 0xF2, 1, 2, 3, 4);

    assertThat(heard).containsExactly("0000F8", "3E3D81", "0201F2");
  }

  @Test
  void shouldReadBackWhatWasWrittenWhateverRunsOnAndComesBetween() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<Integer> written = new ArrayList<>();
      List<Integer> expected = new ArrayList<>();
      int running = 0;
      for (int i = 0; i < 30; i++) {
        int status = STATUSES[random.nextInt(STATUSES.length)];
        status |= status < 0xF0 ? random.nextInt(2) : 0;
        int message = status | random.nextInt(0x80) << 8 | random.nextInt(0x80) << 16;
        message &= (1 << 8 * MidiMessage.length(message)) - 1;
        for (int n = status == running && random.nextBoolean() ? 1 : 0; n < MidiMessage.length(message); n++) {
          if (random.nextInt(5) == 0) {
            written.add(0xF8);
            expected.add(0xF8);
          }
          written.add(message >> 8 * n & 0xFF);
        }
        expected.add(message);
        running = status < 0xF0 ? status : 0;
      }
      List<Integer> read = new ArrayList<>();
      written.forEach(octet -> parser.accept(octet, read::add));
      assertThat(read).as("seed " + seed).isEqualTo(expected);
    }
  }

  private void accept(int... octets) {
    for (int octet : octets) {
      parser.accept((byte) octet, message -> heard.add(String.format("%06X", message)));
    }
  }
}
