package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program's page in a real browser: the chart that is typed, moved, brought in, followed and looped, and the room for the score. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class PageChangesAcceptanceTest {
  /** Width and height of a window, and how much of the score is seen in it at least, without changes and with them. */
  private record Window(int width, int height, int score, int withChanges) {}

  private static final List<Window> WINDOWS = List.of(
      new Window(1920, 1080, 500, 330), new Window(1440, 900, 480, 380), new Window(1366, 768, 400, 270), new Window(1093, 614, 290, 160),
      new Window(1024, 768, 400, 270), new Window(768, 1024, 400, 250), new Window(844, 390, 160, 130), new Window(390, 844, 380, 200),
      new Window(683, 384, 90, 80), new Window(320, 568, 190, 140));

  private static final String LINK = "irealbook://Two%20Sections=Nobody=Swing=F=n=*AT44F%5E7%20%20%20%7CG-7%20C7%20%5D%5B*BBb-7%20%20%20%7CEb7%20%20%20Z";

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
    load();
  }

  private void load() throws IOException {
    browser.open(address);
    browser.await("window.antiphon?.store.state?.preset && document.querySelectorAll('#controls .control').length > 8");
  }

  @AfterEach
  void close() throws Exception {
    browser.close();
    program.destroy();
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).as("ends when asked to").isTrue();
  }

  private void type(String chords) {
    browser.choose("chart", "new");
    browser.value("(() => { document.getElementById('chart-text').value = " + TextNode.valueOf(chords)
        + "; document.getElementById('chart-form').requestSubmit(); })()");
  }

  private void seesBars(String chords) throws IOException {
    browser.await("[...document.querySelectorAll('#form .bar')].map(bar => bar.textContent).join(' ') === " + TextNode.valueOf(chords));
  }

  @Test
  void shouldTypeMoveBringInFollowAndLoopTheChanges() throws IOException {
    type("Am, F - Cmaj7#11, Q7");
    browser.await("/chord 'Q7'/.test(document.getElementById('toast').textContent)");
    type("Am, F - Cmaj7#11, G");
    seesBars("Am F Cmaj7#11 G");
    assertThat(browser.value("document.getElementById('chart').selectedOptions[0].text").asText()).isEqualTo("Am | F | Cmaj7#11 | G");
    browser.click("#chart-up");
    seesBars("B\u266dm G\u266d D\u266dmaj7#11 A\u266d");
    browser.choose("reading", "Bb");
    seesBars("Cm A\u266d E\u266dmaj7#11 B\u266d");
    browser.choose("reading", "C");

    type(LINK);
    seesBars("Fmaj7 Gm7C7 B\u266dm7 E\u266d7");
    assertThat(browser.value("document.getElementById('changes-title').textContent").asText()).isEqualTo("Two Sections");
    browser.choose("preset", "song-accompanist");
    browser.await("antiphon.store.state.preset.name === 'song-accompanist'");
    browser.press("Digit3", "3");
    browser.await("/Start/.test(document.getElementById('turn').textContent) && antiphon.store.controls.mode === 2");
    browser.press("Space", " ");
    browser.await("document.querySelector('#form .bar.lit')?.dataset.bar === '1' && document.getElementById('chord-next').textContent.length > 1");
    browser.await("antiphon.store.played.length > 4 && antiphon.store.played.every(note => !note.you)");

    browser.click("#form .row:last-child .section");
    browser.await("[...document.querySelectorAll('#form .looped')].map(bar => bar.dataset.bar).join() === '2,3'");
    browser.value("(() => { const [a, b] = [0, 1].map(i => document.querySelector(`#form [data-bar=\"${i}\"]`).getBoundingClientRect());"
        + " const fire = (type, at) => document.elementFromPoint(at.left + 9, at.top + 9)"
        + ".dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: at.left + 9, clientY: at.top + 9 }));"
        + " fire('pointerdown', a); fire('pointermove', b); fire('pointerup', b); })()");
    browser.await("[...document.querySelectorAll('#form .looped')].map(bar => bar.dataset.bar).join() === '0,1'");
    browser.click("#chart-loop");
    browser.await("!document.querySelector('#form .looped')");

    load();
    assertThat(browser.value("[...document.querySelectorAll('#chart option')].map(o => o.text)").toString())
        .as("typed charts are kept").contains("\"Two Sections\"").contains("\"Am | F | Cmaj7#11 | G\"");
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void shouldGiveTheScoreTheFirstClaimOnSpace() throws IOException {
    for (Window window : WINDOWS) {
      assertThat(seen(window)).as("px of the score in %s", window).isGreaterThanOrEqualTo(window.score);
    }
    browser.size(1440, 900);
    browser.choose("chart", "rhythm-changes");
    browser.await("document.querySelectorAll('#form .bar').length === 32");
    Path pictures = Files.createDirectories(Path.of("target", "page"));
    for (Window window : WINDOWS) {
      assertThat(seen(window)).as("px of the score beside the changes in %s", window).isGreaterThanOrEqualTo(window.withChanges);
      browser.picture(pictures.resolve("changes-" + window.width + "x" + window.height + ".png"));
    }
    browser.size(1440, 900);
    browser.value(Files.readString(Program.ROOT.resolve("web/page/node_modules/axe-core/axe.min.js")) + "; 0");
    browser.value("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    assertThat(barriers()).as("in the light").isEqualTo("[]");
    browser.click("#theme");
    assertThat(barriers()).as("in the dark").isEqualTo("[]");
    assertThat(browser.problems()).isEmpty();
  }

  /** What axe finds that keeps somebody out: serious and critical, with where it is. */
  private String barriers() throws IOException {
    browser.await("!document.body.classList.contains('opening') && document.getAnimations().length === 0");
    return browser.value("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(found => found.violations"
        + ".filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ' ' + v.nodes.map(n => n.target.join(' ')).join(', ')))").toString();
  }

  /** How much of the score is seen above the keys, nothing being wider than the window. */
  private int seen(Window window) throws IOException {
    browser.size(window.width, window.height);
    browser.await("innerWidth === " + window.width + " && document.documentElement.scrollWidth <= innerWidth");
    return browser.value("Math.floor(Math.min(document.getElementById('score').getBoundingClientRect().bottom,"
        + " document.querySelector('.deck').getBoundingClientRect().top) - document.getElementById('score').getBoundingClientRect().top)").asInt();
  }
}
