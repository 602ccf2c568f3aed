package antiphon.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How smooth the page stays while eight voices accompany a player: times between frames in a real browser, first with
 * nothing playing, then over changes. Run by hand on a quiet machine: docs/lab-notes.md says how.
 */
final class FrameBench {
  private static final int VOICES = 9;
  private static final int SECONDS = 20;
  private static final int STEP_MS = 250;
  private static final String[] KEYS = {"KeyA", "KeyD", "KeyG", "KeyD", "KeyK", "KeyJ", "KeyG", "KeyF"};

  private FrameBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("frames");
    Path presets = Files.createDirectories(folder.resolve("config/antiphon/presets"));
    Files.writeString(presets.resolve("nonet.toml"), nonet());
    Program.Served page = Program.page(folder, "--no-take");
    try (Chromium browser = new Chromium(folder, 1440, 900)) {
      browser.open(page.address());
      browser.await("window.antiphon?.store.state?.preset && document.querySelectorAll('#own option').length > 0");
      browser.value("(() => { const own = document.getElementById('own'); own.value = 'nonet'; own.dispatchEvent(new Event('change')); document.getElementById('own-play').click(); })()");
      browser.await("antiphon.store.state.preset.title === 'Nonet'");
      browser.await("antiphon.store.state.chart?.bars === 4");
      print("nothing playing", measure(browser, false));
      print("eight voices", measure(browser, true));
      System.out.println(browser.value("JSON.stringify(antiphon.store.figures)").asText());
      System.out.println("staves " + browser.value("new Set([...antiphon.store.bars.values()].flatMap(b => Object.keys(b.antiphon?.voices ?? {}))).size"));
      browser.picture(Path.of(arguments.length > 0 ? arguments[0] : folder.resolve("frames.png").toString()));
    }
    page.process().destroy();
    page.process().waitFor(30, TimeUnit.SECONDS);
  }

  private static String nonet() {
    StringBuilder text = new StringBuilder("""
        title = "Nonet"
        tags = ["classical", "quartet"]
        layout = "1 2 3 4 5 6 7 8 9"
        meter = "4/4"
        tempo = 100
        listen-bars = 4
        answer-bars = 4

        [play]
        mode = "accompany"
        chart = "two-five-one"

        [sampling]
        temperature = 1.0
        top-k = 30
        top-p = 0.95
        """);
    for (int voice = 0; voice < VOICES; voice++) {
      text.append("""

          [[voices]]
          clef = "%s"
          hears = %s
          plays = %s
          lowest = "C%d"
          highest = "C%d"
          chord-notes = 1
          channel = %d
          program = 40
          """.formatted(
          voice < 5 ? "treble" : "bass", voice == 0, voice > 0, voice < 5 ? 4 : 2, voice < 5 ? 6 : 4, voice + 1));
    }
    return text.toString();
  }

  /** Times between frames, in ms, sorted. */
  private static double[] measure(Chromium browser, boolean playing) throws IOException {
    browser.value("(() => { window.frames_ = []; let last = 0; const look = (now) => { if (last) frames_.push(now - last); last = now;"
        + " if (!window.stop_) requestAnimationFrame(look); }; window.stop_ = false; requestAnimationFrame(look); })()");
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (int step = 0; System.nanoTime() < endNs; step++) {
      String code = KEYS[step % KEYS.length];
      if (playing) {
        browser.down(code, code.substring(3).toLowerCase(java.util.Locale.ROOT));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STEP_MS));
      if (playing) {
        browser.up(code, code.substring(3).toLowerCase(java.util.Locale.ROOT));
      }
    }
    browser.value("window.stop_ = true");
    List<Double> times = new ArrayList<>();
    for (JsonNode time : browser.value("frames_")) {
      times.add(time.asDouble());
    }
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static void print(String what, double[] times) {
    System.out.printf("%-16s %d frames in %d s, between two: p50 %.0f ms, p90 %.0f, p99 %.0f, longest %.0f%n",
        what, times.length, SECONDS, times[times.length / 2], times[times.length * 9 / 10], times[times.length * 99 / 100], times[times.length - 1]);
  }
}
