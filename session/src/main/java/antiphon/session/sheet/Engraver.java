package antiphon.session.sheet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes sheet music as the page engraves it, by the same script in a browser without a window; one call at a
 * time, each for a second or more. [any]
 *
 * <p>The piece stands as data in a file of our own, whose policy forbids it to load anything or run any other
 * script; profile and file are in a folder that is made for the call and removed after it.
 */
public final class Engraver {
  private static final long LONGEST_MS = 120_000;
  private static final String SHEET = "/antiphon/page/engrave.html";
  private static final String PIECE = "PIECE";
  private static final String PNG_DATA = "data:image/png;base64,";
  /** What the script leaves: a word, and base64 of UTF-8. */
  private static final Pattern ANSWER = Pattern.compile("<output id=\"answer\"[^>]*>(made|failed) ([A-Za-z0-9+/=]*) end</output>");
  private static final long LONGEST_END_S = 10;
  private static final int REMOVALS = 50;
  private static final long BETWEEN_REMOVALS_NS = 20_000_000;

  private final HeadlessBrowser browser;
  private final long longestMs;

  private Engraver(HeadlessBrowser browser, long longestMs) {
    this.browser = browser;
    this.longestMs = longestMs;
  }

  /**
   * One that works with a browser of this machine.
   *
   * @throws SheetException if none is found, with how to name one
   */
  public static Engraver here() {
    return with(HeadlessBrowser.find().orElseThrow(() -> new SheetException(HeadlessBrowser.missing())), LONGEST_MS);
  }

  static Engraver with(HeadlessBrowser browser, long longestMs) {
    return new Engraver(browser, longestMs);
  }

  /**
   * Engraves a whole piece: A4 pages with systems that are not cut, one SVG, or one PNG of twice its size.
   *
   * @param abc with every voice in every bar, as {@link SheetFiles#abc(String, antiphon.score.Score)} writes it
   * @throws IOException if the file cannot be written
   * @throws SheetException if the browser cannot be started, fails, or is not done after two minutes; nothing is written then
   */
  public void write(String title, String abc, EngravedKind kind, Path file) throws IOException {
    Path folder = browser.workplace();
    CompletableFuture<Void> over = new CompletableFuture<>();
    Thread onExit = atExitEnd(Thread.currentThread(), over);
    try {
      Path sheet = Files.writeString(folder.resolve("sheet.html"), sheet(title, abc, kind));
      Path pdf = folder.resolve("sheet.pdf");
      // The names of the option that leaves out address and date, of now and of before.
      List<String> more = kind == EngravedKind.PDF
          ? List.of("--print-to-pdf=" + pdf, "--no-pdf-header-footer", "--print-to-pdf-no-header") : List.of();
      String made = made(browser.open(sheet, folder, more, longestMs), file);
      switch (kind) {
        case PDF -> {
          if (!Files.exists(pdf)) {
            throw new SheetException(browser.program() + ": printed nothing, expected a PDF");
          }
          Files.copy(pdf, file, StandardCopyOption.REPLACE_EXISTING);
        }
        case SVG -> Files.writeString(file, made + "\n");
        case PNG -> Files.write(file, png(made));
      }
    } finally {
      remove(folder);
      over.complete(null);
      try {
        Runtime.getRuntime().removeShutdownHook(onExit);
      } catch (IllegalStateException e) {
        // The program is ending, and the hook waits for this.
      }
    }
  }

  /** Ctrl-C ends the browser, too, and leaves no folder behind. */
  private static Thread atExitEnd(Thread engraving, CompletableFuture<Void> over) {
    Thread onExit = new Thread(() -> {
      engraving.interrupt();
      over.completeOnTimeout(null, LONGEST_END_S, TimeUnit.SECONDS).join();
    }, "antiphon-exit");
    Runtime.getRuntime().addShutdownHook(onExit);
    return onExit;
  }

  /** The file that the browser opens; in it the piece is data, and no letter of it ends the element that holds it. */
  static String sheet(String title, String abc, EngravedKind kind) throws IOException {
    String piece = new ObjectMapper().writeValueAsString(Map.of("title", title, "abc", abc, "kind", kind.name().toLowerCase(Locale.ROOT)))
        .replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    try (InputStream in = Objects.requireNonNull(Engraver.class.getResourceAsStream(SHEET), SHEET)) {
      String sheet = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int at = sheet.indexOf(PIECE);
      return sheet.substring(0, at) + piece + sheet.substring(at + PIECE.length());
    }
  }

  private String made(String document, Path file) {
    Matcher answer = ANSWER.matcher(document);
    if (!answer.find()) {
      throw new SheetException(browser.program() + ": did not engrave " + file + ", expected a Chromium, Chrome or Edge that runs scripts");
    }
    String text = new String(Base64.getDecoder().decode(answer.group(2)), StandardCharsets.UTF_8);
    if (answer.group(1).equals("failed")) {
      throw new SheetException(file + ": could not be engraved: " + text);
    }
    return text;
  }

  private byte[] png(String made) {
    if (!made.startsWith(PNG_DATA)) {
      throw new SheetException(browser.program() + ": drew no picture, expected one; the piece may be too long for a PNG: try .pdf or .svg");
    }
    return Base64.getDecoder().decode(made.substring(PNG_DATA.length()));
  }

  /** A browser that is ended may leave something behind for a moment; what stays is in the system's folder for such. */
  private static void remove(Path folder) {
    for (int n = 0; n < REMOVALS; n++) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
        return;
      } catch (IOException | UncheckedIOException e) {
        LockSupport.parkNanos(BETWEEN_REMOVALS_NS);
      }
    }
  }
}
