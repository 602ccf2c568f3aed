package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program's page in a real browser, played on the computer's keyboard. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class PageAcceptanceTest {
  private static final String[] CODES = {"KeyA", "KeyD", "KeyG", "KeyD", "KeyK", "KeyJ", "KeyG", "KeyD"};
  private static final long QUARTER = 10_080;
  /** A note may be played so far from where it is written: feel and swing, not lateness. */
  private static final long FEEL = 2_000;

  @TempDir private Path folder;
  private Process program;
  private String address;
  private Chromium browser;

  @BeforeEach
  void open() throws IOException {
    Program.Served page = Program.page(folder, "--no-take");
    program = page.process();
    address = page.address();
    browser = new Chromium(folder, 1440, 900);
  }

  @AfterEach
  void close() throws Exception {
    browser.close();
    program.destroy();
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).as("ends when asked to").isTrue();
  }

  @Test
  void shouldAnswerOnTheBarLineWhatIsPlayedOnTheComputerKeyboard() throws IOException {
    browser.open(address);
    browser.await("window.antiphon?.store.state?.preset && document.querySelectorAll('#actions button').length > 6");
    playEightNotes();

    browser.await("antiphon.store.bars.get(1)?.you?.state === 'HEARD'");
    // A press that the machine held up may stand in the next bar.
    browser.await("document.querySelectorAll('.score svg .n-you').length >= 8");
    assertThat(browser.value("antiphon.store.played.filter(n => n.you).map(n => n.pitch)").toString())
        .isEqualTo("[60,64,67,64,72,71,67,64]");

    browser.await("antiphon.store.bars.get(4)?.antiphon");
    browser.await("document.querySelectorAll('.score svg .n-may').length > 0");
    browser.await("antiphon.store.bars.get(4)?.antiphon?.state === 'SEALED' && antiphon.store.played.some(n => !n.you)");
    JsonNode first = browser.value("antiphon.store.played.find(n => !n.you)");
    JsonNode bar = browser.value("antiphon.store.bars.get(4)");
    long written = bar.path("start").asLong() + bar.path("antiphon").path("notes").get(0).get(1).asLong();
    assertThat(bar.path("start").asLong()).isEqualTo(16 * QUARTER);
    assertThat(first.path("tick").asLong()).as("on its place after the bar line").isBetween(written - FEEL, written + FEEL);
    // Settled notes are black.
    browser.await("document.querySelectorAll('.score svg .n-it').length > 0");

    // One bar alone may well be the same again.
    String rest = "JSON.stringify([5, 6, 7].map(n => antiphon.store.bars.get(n)?.antiphon?.voices))";
    String planned = browser.value(rest).asText();
    browser.press("KeyR", "r");
    browser.await(rest + " !== " + TextNode.valueOf(planned));

    browser.press("Enter", "Enter");
    browser.await("/bars kept/.test(document.getElementById('toast').textContent)");

    browser.press("Escape", "Escape");
    browser.await("document.getElementById('do-mute').getAttribute('aria-pressed') === 'true' && antiphon.sounding() === 0");
    browser.await("antiphon.store.figures.hanging === 0");

    // Eight bars without changes are a chorus.
    browser.await("document.querySelectorAll('#chorus .figure').length >= 4");
    assertThat(browser.value("document.getElementById('chorus').textContent").asText()).contains("Bars 1 to 8, 8 notes").contains("C4 – C5");
    browser.open(address);
    browser.await("/Bars 1 to 8, 8 notes/.test(document.getElementById('chorus')?.textContent)");

    assertThat(browser.problems()).isEmpty();
    String own = address.substring(0, address.indexOf("?"));
    assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith(own), "asks nobody but " + own);
  }

  @Test
  void shouldSpeakBothLanguagesBuildControlsFromTheTableAndRefuseWithoutToken() throws IOException {
    browser.open(address);
    browser.await("document.querySelectorAll('#controls .control').length > 8");
    assertThat(browser.value("document.getElementById('panel-title').textContent").asText()).isEqualTo("How it plays");
    browser.value("document.getElementById('language').click()");
    assertThat(browser.value("document.getElementById('panel-title').textContent").asText()).isEqualTo("演奏方式");
    assertThat(browser.value("[...document.querySelectorAll('[data-t]')].every(e => /[\\u4e00-\\u9fff]|Antiphon/.test(e.textContent))").asBoolean()).isTrue();

    browser.value("document.getElementById('theme').click()");
    browser.value("(() => { const s = document.getElementById('c-density'); s.value = -0.5; s.dispatchEvent(new Event('change')); })()");
    browser.await("antiphon.store.controls.density === -0.5");
    browser.value("(() => { const s = document.getElementById('preset'); s.value = 'song-accompanist'; s.dispatchEvent(new Event('change')); })()");
    browser.await("antiphon.store.state.preset.name === 'song-accompanist' && antiphon.store.controls.density === -0.5");
    browser.press("Digit3", "3");
    browser.await("antiphon.store.controls.mode === 2");

    browser.value("(() => { const s = document.getElementById('say-text'); s.value = '欢快的吉格舞曲，D大调，四小节轮奏'; s.form.requestSubmit(); })()");
    browser.await("document.querySelectorAll('#chips .chip').length === 11");
    browser.value("document.querySelector('#chips [data-field=tempo] button').click()");
    browser.value("(() => { const s = document.getElementById('say-key'); s.value = 'Bb'; s.dispatchEvent(new Event('change')); })()");
    browser.value("document.getElementById('say-do').click()");
    browser.await("antiphon.store.state.preset.name === 'folk-melody' && antiphon.store.position.meter === '6/8'"
        + " && antiphon.store.controls['key-lock'] === 10 && antiphon.store.controls.mode === 1");
    assertThat(browser.value("Math.round(antiphon.store.position.tempo)").asInt()).as("left out").isNotEqualTo(165);
    browser.value("(() => { const s = document.getElementById('say-text'); s.value = 'K:G\\nGABc d2B2 | c2A2 G4 |'; s.form.requestSubmit(); })()");
    browser.await("document.querySelector('#chips [data-field=opening] textarea')?.value.includes('GABc')");
    browser.value("document.getElementById('say-do').click()");
    browser.await("antiphon.store.state.wish.opening?.includes('GABc')");
    browser.value("(() => { const s = document.getElementById('uses'); s.value = 'blues-fours'; s.dispatchEvent(new Event('change')); })()");
    browser.await("antiphon.store.state.chart?.bars === 12 && antiphon.store.controls['listen-bars'] === 4");

    browser.open(address.substring(0, address.indexOf("?")));
    browser.await("/needs its token/.test(document.body?.textContent ?? '')");
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void shouldSayInOneLineThatThePortIsTaken() throws Exception {
    int port = java.net.URI.create(address).getPort();
    Program.Run second = Program.run(folder, "--no-browser", "--port", Integer.toString(port));
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.err()).hasSize(1).first().asString().contains("--port " + port + ": the port is taken");
    assertThat(Program.run(folder, "--port", "70000").err()).hasSize(1).first().asString().contains("expected 0 to 65535");
  }

  /** A note every quarter, by the engine's own time; the first one starts it. */
  private void playEightNotes() throws IOException {
    for (int n = 0; n < CODES.length; n++) {
      String key = CODES[n].substring(3).toLowerCase(java.util.Locale.ROOT);
      if (n > 0) {
        browser.await("antiphon.tick() >= " + (n * QUARTER - 300));
      }
      browser.down(CODES[n], key);
      browser.await("antiphon.store.position.rolling && antiphon.tick() >= " + (n * QUARTER + QUARTER / 2));
      browser.up(CODES[n], key);
    }
  }
}
