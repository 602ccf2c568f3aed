package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program's page in a real browser: one's own presets, the practice room, MIDI learn, the keyboard alone. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class PageUseAcceptanceTest {
  private static final int TAB = 9;
  private static final int MOST_STOPS = 160;

  @TempDir private Path folder;
  private Process program;
  private String address;
  private Chromium browser;

  @BeforeEach
  void open() throws IOException {
    Program.Served page = Program.page(folder, "--no-take", "--model", Program.randomModel());
    program = page.process();
    address = page.address();
    browser = new Chromium(folder, 1440, 900);
    browser.open(address);
    browser.await("window.antiphon?.store.state?.preset && document.querySelectorAll('#controls .control').length > 8"
        + " && document.querySelectorAll('#learn-row option').length > 8");
  }

  @AfterEach
  void close() throws Exception {
    browser.close();
    program.destroy();
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).as("ends when asked to").isTrue();
  }

  @Test
  void shouldPractiseShareAPresetAndLearnAController() throws IOException {
    browser.choose("chart", "two-five-one");
    browser.await("antiphon.store.state.chart?.bars === 4");
    browser.choose("cycle", "5");
    browser.await("antiphon.store.state.chart?.bars === 48 && document.getElementById('cycle').value === '5'");
    browser.choose("backing", "swing");
    browser.await("antiphon.store.state.wish.backing === 'swing' && !document.getElementById('parts').hidden");
    browser.click("#parts [data-part=bass][data-do=mute]");
    browser.await("antiphon.store.controls['backing.2'] === 0");
    browser.click("#parts [data-part=bass][data-do=solo]");
    browser.await("antiphon.store.controls['backing.1'] === 0 && !('backing.2' in antiphon.store.controls)");
    browser.await("document.querySelector('#parts [data-part=bass][data-do=solo]').getAttribute('aria-pressed') === 'true'");

    browser.value("(() => { document.getElementById('own-title').value = 'My \u4e8c\u4e94\u4e00'; document.getElementById('own-save').requestSubmit(); })()");
    browser.await("document.getElementById('own').value === 'my-\u4e8c\u4e94\u4e00'");
    Path saved = folder.resolve("config/antiphon/presets/my-\u4e8c\u4e94\u4e00.toml");
    assertThat(Files.readString(saved)).contains("chart = \"two-five-one\"").contains("cycle = 5").contains("\"backing.1\" = \"off\"");
    browser.click("#own-twice");
    browser.await("document.querySelectorAll('#own option').length === 3");
    browser.click("#own-delete");
    browser.await("document.querySelectorAll('#own option').length === 2");
    // The list may be told before the answer that brings the button.
    browser.await("document.querySelector('#toast button')");
    browser.click("#toast button");
    browser.await("document.querySelectorAll('#own option').length === 3");
    browser.choose("#own-file", Files.writeString(folder.resolve("bad.toml"), "title = \"Bad\"\n"));
    browser.await("/key 'tags' is missing/.test(document.getElementById('toast').textContent)");
    browser.choose("#own-file", Files.writeString(folder.resolve("big.toml"), "#".repeat(40_000)));
    browser.await("/at most 32 kB/.test(document.getElementById('toast').textContent)");
    browser.choose("#own-file", saved);
    browser.await("document.querySelectorAll('#own option').length === 4");
    browser.choose("preset", "hymn");
    browser.await("antiphon.store.state.preset.name === 'hymn'");
    browser.choose("voice", "2");
    browser.await("!document.querySelector('#voice-field .tick').hidden");
    browser.click("#voice-mute");
    browser.await("antiphon.store.controls['mute.2'] === 1 && antiphon.store.controls.mute === 0");
    browser.value("(() => { const s = document.getElementById('c-register'); s.value = -12; s.dispatchEvent(new Event('change')); })()");
    browser.await("antiphon.store.controls['register.2'] === -12 && antiphon.store.controls.register === 0");
    browser.choose("own", "my-\u4e8c\u4e94\u4e00");
    browser.click("#own-play");
    browser.await("antiphon.store.state.preset.title === 'My \u4e8c\u4e94\u4e00' && antiphon.store.state.chart?.bars === 48"
        + " && antiphon.store.controls['backing.1'] === 0");

    browser.value("(() => { document.getElementById('learn-row').value = 'density'; document.getElementById('learn').click(); })()");
    browser.await("/density/i.test(document.getElementById('learning').textContent)");
    String token = address.substring(address.indexOf("token=") + 6);
    String turn = "fetch('api/notes', {method: 'POST', headers: {Authorization: 'Bearer " + token
        + "', 'Content-Type': 'application/json'}, body: JSON.stringify({notes: [[0, 176, 74, VALUE]]})}).then(r => r.status)";
    assertThat(browser.value(turn.replace("VALUE", "1")).asInt()).isEqualTo(200);
    browser.await("document.querySelectorAll('#bindings div').length === 1");
    browser.value(turn.replace("VALUE", "127"));
    browser.await("antiphon.store.controls.density === 1");
    assertThat(Files.readString(folder.resolve("config/antiphon/midi-map.txt"))).contains("cc 1 74 = density");
    assertThat(browser.problems()).isEmpty();
    String own = address.substring(0, address.indexOf("?"));
    assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith(own) || url.startsWith("blob:" + own), "asks nobody but " + own);
  }

  /** Tab goes through everything once, in the order in which it is seen, always visibly, and comes round. */
  @Test
  void shouldBeUsableByTheKeyboardAlone() throws IOException {
    browser.value("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    List<String> stops = new ArrayList<>();
    String stop = "(() => { const e = document.activeElement; if (!e || e === document.body) return '';"
        + " const r = e.getBoundingClientRect(); const s = getComputedStyle(e);"
        + " const seen = r.width > 0 && r.height > 0 && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1;"
        + " return (seen ? '' : 'unseen ') + (e.id || (e.closest('[id]')?.id ?? '') + '/' + e.tagName + (e.textContent || '').slice(0, 20)); })()";
    browser.strike("Tab", TAB, 0);
    for (String at = browser.value(stop).asText(); !at.isEmpty() && stops.size() < MOST_STOPS; at = browser.value(stop).asText()) {
      if (!stops.isEmpty() && at.equals(stops.getFirst())) {
        break;
      }
      stops.add(at);
      browser.strike("Tab", TAB, 0);
    }
    assertThat(stops).as("comes round").hasSizeLessThan(MOST_STOPS).noneMatch(at -> at.startsWith("unseen"));
    assertThat(new HashSet<>(stops)).as("nothing twice").hasSameSizeAs(stops);
    assertThat(stops).contains(
        "preset", "chart", "tempo", "tap", "sound", "language", "theme", "score", "say-text", "uses", "c-density", "output", "learn-row",
        "own-title", "loop-from", "ramp-to", "do-play", "do-regenerate", "do-panic");
    assertThat(stops.indexOf("preset")).isLessThan(stops.indexOf("say-text"));
    assertThat(stops.indexOf("c-density")).isLessThan(stops.indexOf("do-play"));

    browser.value("document.getElementById('do-hold').focus()");
    browser.strike("Tab", TAB, 0);
    browser.strike("Tab", TAB, 8);
    assertThat(browser.value("document.activeElement.id").asText()).as("and back").isEqualTo("do-hold");
    browser.value("document.getElementById('c-density').focus()");
    browser.strike("ArrowRight", 39, 0);
    browser.await("antiphon.store.controls.density > 0");
    browser.value("document.activeElement.blur()");
    browser.press("Digit2", "2");
    browser.await("antiphon.store.controls.mode === 1");
    assertThat(browser.problems()).isEmpty();
  }
}
