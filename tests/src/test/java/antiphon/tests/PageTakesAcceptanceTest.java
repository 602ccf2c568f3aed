package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was played on the page is found again there, marked, exported and gone on from; and by the command line after a kill. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class PageTakesAcceptanceTest {
  private static final String[] CODES = {"KeyA", "KeyD", "KeyG", "KeyD", "KeyK", "KeyJ", "KeyG", "KeyD"};
  private static final long QUARTER = 10_080;

  private static final int TAB = 9;
  private static final int BACK = 8;
  private static final int MOST_STOPS = 120;
  /** Where the focus is, and whether that can be seen. */
  private static final String STOP = "(() => { const e = document.activeElement; if (!e || e === document.body) return '';"
      + " const r = e.getBoundingClientRect(); const s = getComputedStyle(e);"
      + " const seen = r.width > 0 && r.height > 0 && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1;"
      + " return (seen ? '' : 'unseen ') + (e.id || (e.closest('[id]')?.id ?? '') + '/'"
      + " + (e.dataset.kind ?? (e.dataset.score ? e.dataset.score + 'score' : e.className))); })()";

  @TempDir private Path folder;
  private Process program;
  private String address;
  private Chromium browser;

  @BeforeEach
  void open() throws IOException {
    Program.Served page = Program.page(folder);
    program = page.process();
    address = page.address();
    browser = new Chromium(folder, 1440, 900);
  }

  @AfterEach
  void close() throws Exception {
    browser.close();
    program.destroyForcibly();
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldKeepWhatIsPlayedAndFindItAgain() throws Exception {
    browser.open(address);
    browser.await("window.antiphon?.store.state?.preset && document.querySelectorAll('#actions button').length > 6");
    playEightNotes();
    browser.await("antiphon.store.bars.get(1)?.you?.state === 'HEARD'");
    browser.press("Space", " ");
    browser.await("!antiphon.store.position.rolling");

    browser.value("document.getElementById('takes-open').click()");
    browser.await("!document.getElementById('takes-finish').hidden");
    assertThat(browser.value("document.querySelectorAll('.take').length").asInt()).as("not while it is played").isZero();
    browser.value("document.getElementById('takes-finish').click()");
    browser.await("document.querySelectorAll('.take').length === 1");
    assertThat(browser.value("document.querySelectorAll('.take svg rect').length").asInt()).as("thumbnail").isGreaterThanOrEqualTo(8);

    // Found by three notes of it in another key, played on the piano, and not by three others.
    browser.value("document.getElementById('takes-listen').click()");
    for (String code : new String[] {"KeyS", "KeyT", "KeyH"}) {
      browser.press(code, code.substring(3).toLowerCase(Locale.ROOT));
    }
    browser.await("document.getElementById('takes-said').textContent.split(' ').length === 3");
    browser.await("/fits|Played/.test(document.querySelector('.take')?.textContent ?? '')");
    assertThat(browser.value("antiphon.store.position.rolling").asBoolean()).as("the engine does not hear it").isFalse();
    search("D F# A");
    browser.await("document.querySelectorAll('.take').length === 1");
    search("c' B, c' B, c'");
    browser.await("document.querySelectorAll('.take').length === 0");
    search("");
    browser.await("document.querySelectorAll('.take').length === 1");

    browser.value("document.querySelector('.star').click()");
    browser.await("document.querySelector('.star').getAttribute('aria-pressed') === 'true'");
    browser.value("document.querySelector('.take').click()");
    browser.await("document.querySelectorAll('.take-score svg path').length > 8");
    browser.value("(() => { const n = document.getElementById('take-name'); n.value = 'Eight notes'; n.dispatchEvent(new Event('change')); })()");
    browser.await("document.querySelector('.take b').textContent === 'Eight notes'");

    browser.value("(() => { window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (b) => { saved.push(b); return make.call(URL, b); }; })()");
    for (String kind : new String[] {"mid", "abc", "musicxml", "wav", "png", "svg"}) {
      browser.value("(() => { saved.length = 0; document.querySelector('[data-kind=" + kind + "]').click(); })()");
      browser.await("saved.length === 1 && saved[0].size > 60");
    }
    browser.value("(() => { saved.length = 0; document.querySelector('[data-score=svg]').click(); })()");
    assertThat(browser.value("saved[0].text()").asText()).startsWith("<svg").contains("<path").contains("xmlns=\"http://www.w3.org/2000/svg\"");
    browser.value("(() => { saved.length = 0; document.querySelector('[data-score=png]').click(); })()");
    browser.await("saved.length === 2 && saved[1].type === 'image/png' && saved[1].size > 2000");

    browser.value("document.getElementById('take-play').click()");
    browser.await("antiphon.sounding() > 0");
    browser.value("document.getElementById('take-play').click()");
    browser.await("antiphon.sounding() === 0");

    browser.value("document.getElementById('take-delete').click()");
    browser.await("document.querySelectorAll('.take').length === 0");
    browser.value("document.getElementById('takes-undo').click()");
    browser.await("document.querySelector('.take b')?.textContent === 'Eight notes'");

    browser.value("document.querySelector('.take').click()");
    browser.await("document.getElementById('take-bar')");
    browser.value("document.getElementById('take-bar').value = 2");
    browser.value("document.getElementById('take-branch').click()");
    browser.await("document.getElementById('takes').hidden && antiphon.store.state.past === 2");
    browser.down("KeyA", "a");
    browser.await("antiphon.store.position.rolling && antiphon.store.bars.get(0)?.you");
    browser.up("KeyA", "a");
    browser.await("antiphon.store.bars.get(1)?.you");
    assertThat(browser.problems()).isEmpty();
    afterAKill();
  }

  /** Every control by real keys: Tab goes there and is seen there, Enter and Space press, arrows choose; the focus is never lost. */
  @Test
  void shouldBeUsableByTheKeyboardAlone() throws Exception {
    browser.open(address);
    browser.await("window.antiphon?.store.state?.preset && document.querySelectorAll('#actions button').length > 6");
    tabTo("takes-open", 0);
    enter();
    browser.await("!document.getElementById('takes').hidden && document.activeElement.id === 'takes-text'");
    for (String name : new String[] {"One", "Two"}) {
      String tune = "X:1\nT:" + name + "\nL:1/4\nQ:1/4=120\nM:4/4\nK:G\n" + (name.equals("One") ? "GABc|d2B2|" : "dBGB|A2D2|") + "G4|G4|]\n";
      browser.choose("#takes-import", Files.writeString(folder.resolve(name + ".abc"), tune));
      browser.await("[...document.querySelectorAll('.take b')].some(b => b.textContent === '" + name + "')");
    }
    browser.await("document.querySelectorAll('.take').length === 2 && document.querySelectorAll('.take-score svg path').length > 4");
    browser.value("document.getElementById('takes-text').focus()");
    for (String key : new String[] {"o", "n", "e"}) {
      browser.type("Key" + key.toUpperCase(Locale.ROOT), key, key.toUpperCase(Locale.ROOT).charAt(0), key);
    }
    browser.await("document.querySelectorAll('.take').length === 1");
    for (int n = 0; n < 3; n++) {
      browser.strike("Backspace", 8, 0);
    }
    browser.await("document.querySelectorAll('.take').length === 2");

    tabTo("takes-listen", 0);
    enter();
    browser.await("document.getElementById('takes-listen').getAttribute('aria-pressed') === 'true'");
    enter();
    browser.await("document.getElementById('takes-listen').getAttribute('aria-pressed') === 'false'");
    tabTo("takes-starred", 0);
    space();
    browser.await("document.querySelectorAll('.take').length === 0");
    space();
    browser.await("document.querySelectorAll('.take').length === 2");
    browser.value("document.getElementById('takes-import').addEventListener('click', (e) => { e.preventDefault(); window.asked = true; })");
    tabTo("takes-file", 0);
    enter();
    browser.await("window.asked");

    tabTo("takes-list/take", 0);
    browser.strike("ArrowDown", 40, 0);
    enter();
    browser.await("[...document.querySelectorAll('.take')][1].getAttribute('aria-current') === 'true'");
    browser.await("document.activeElement === document.querySelectorAll('.take')[1]");
    tabTo("takes-list/star", 0);
    space();
    browser.await("document.activeElement.matches('.star[aria-pressed=true]')");
    tabTo("take-name", 0);
    browser.type("KeyX", "x", 'X', "x");
    enter();
    browser.await("[...document.querySelectorAll('.take b')].some(b => b.textContent === 'x')");
    tabTo("take-roll", 0);
    browser.strike("ArrowRight", 39, 0);
    browser.strike("ArrowRight", 39, 0);
    assertThat(browser.value("document.getElementById('take-roll').getAttribute('aria-valuenow')").asText()).isEqualTo("3");
    assertThat(browser.value("document.getElementById('take-bar').value").asText()).isEqualTo("3");
    browser.strike("Home", 36, 0);
    tabTo("take-play", 0);
    space();
    browser.await("antiphon.sounding() > 0");
    space();
    browser.await("antiphon.sounding() === 0");
    tabTo("take-like", 0);
    enter();
    browser.await("document.querySelectorAll('.take').length === 1");
    browser.value("(() => { window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (b) => { saved.push(b); return make.call(URL, b); }; })()");
    tabTo("takes-full/mid", 0);
    enter();
    browser.await("saved.length === 1");
    tabTo("takes-full/svgscore", 0);
    enter();
    browser.await("saved.length === 2");

    tabTo("take-delete", BACK);
    enter();
    browser.await("!document.getElementById('takes-undo').hidden && document.activeElement !== document.body && !document.getElementById('take-delete')");
    tabTo("takes-undo", BACK);
    enter();
    browser.await("document.getElementById('takes-undo').hidden && document.activeElement.matches('.take, #takes-text')");
    browser.strike("Escape", 27, 0);
    browser.await("document.getElementById('takes').hidden && document.activeElement.id === 'takes-open'");
    enter();
    browser.await("document.querySelectorAll('.take').length > 0");
    tabTo("takes-list/take", 0);
    enter();
    browser.await("document.getElementById('take-branch')");
    tabTo("take-branch", 0);
    enter();
    browser.await("document.getElementById('takes').hidden && antiphon.store.state.past === 4");
    assertThat(browser.problems()).isEmpty();
  }

  /** Tab, or Shift and Tab, until a control has the focus; each on the way shows that it has it. */
  private void tabTo(String wanted, int modifiers) {
    StringBuilder way = new StringBuilder();
    for (int n = 0; n < MOST_STOPS; n++) {
      browser.strike("Tab", TAB, modifiers);
      String at = browser.value(STOP).asText();
      way.append(at).append(' ');
      assertThat(at).as("on the way to %s: %s", wanted, way).doesNotStartWith("unseen");
      if (at.equals(wanted)) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + wanted + ": " + way);
  }

  private void enter() {
    browser.type("Enter", "Enter", 13, "\r");
  }

  private void space() {
    browser.type("Space", " ", 32, " ");
  }

  /** The branch that was being played, and all that was said of the first take. */
  private void afterAKill() throws Exception {
    program.destroyForcibly();
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Program.Run list = Program.run(folder, "takes", "--json");
    assertThat(list.exit()).isZero();
    JsonNode takes = new ObjectMapper().readTree(String.join("\n", list.out()));
    assertThat(takes).hasSize(2);
    assertThat(takes.get(0).path("title").asText()).isEqualTo("After bar 2 of Eight notes");
    assertThat(takes.get(0).path("past").asInt()).isEqualTo(2);
    assertThat(takes.get(0).path("shortness").asText()).contains("killed");
    assertThat(takes.get(1).path("title").asText()).isEqualTo("Eight notes");
    assertThat(takes.get(1).path("starred").asBoolean()).isTrue();
    assertThat(Program.run(folder, "takes", "find", "--melody", "G B d").out()).anyMatch(line -> line.contains("Eight notes"));
    assertThat(Program.run(folder, "takes", "find", "--melody", "xyz").err()).hasSize(1).first().asString().contains("expected 3 to 64");
    assertThat(Program.run(folder, "takes", "practice", "--take", "Eight notes").out()).first().asString().contains("  bars 1 to ");
    assertThat(Program.run(folder, "takes", "name", "nobody", "x").err()).hasSize(1).first().asString().contains("there is none");
    assertThat(Program.run(folder, "takes", "export", "Eight notes", "eight.svg", "eight.mid").exit()).isZero();
    assertThat(folder.resolve("eight.svg")).content().startsWith("<svg").endsWith("</svg>\n");
    assertThat(Program.run(folder, "takes", "import", "eight.mid").exit()).isZero();
    assertThat(Program.run(folder, "takes", "--rebuild").out()).first().asString().isEqualTo("3 takes read");
  }

  private void search(String text) {
    browser.value("(() => { const s = document.getElementById('takes-text'); s.value = " + com.fasterxml.jackson.databind.node.TextNode.valueOf(text)
        + "; s.dispatchEvent(new Event('input')); })()");
  }

  /** A note every quarter, by the engine's own time; the first one starts it. */
  private void playEightNotes() throws IOException {
    for (int n = 0; n < CODES.length; n++) {
      String key = CODES[n].substring(3).toLowerCase(Locale.ROOT);
      if (n > 0) {
        browser.await("antiphon.tick() >= " + (n * QUARTER - 300));
      }
      browser.down(CODES[n], key);
      browser.await("antiphon.store.position.rolling && antiphon.tick() >= " + (n * QUARTER + QUARTER / 2));
      browser.up(CODES[n], key);
    }
  }
}
