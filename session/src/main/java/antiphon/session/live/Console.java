package antiphon.session.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Reads what the player types and answers it, on a thread of its own, until the input ends or says quit. */
public final class Console {
  private Console() {}

  /** Starts reading; {@code quit} is run when the player asks for the end. */
  public static void read(InputStream typed, PrintWriter print, LiveCommands commands, Runnable quit) {
    Thread.ofPlatform().daemon().name("antiphon-console").start(() -> {
      BufferedReader lines = new BufferedReader(new InputStreamReader(typed, StandardCharsets.UTF_8));
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.strip().equals("quit") || line.strip().equals("q")) {
            quit.run();
            return;
          }
          String answer = commands.run(line);
          if (!answer.isEmpty()) {
            print.println("  " + answer);
            print.flush();
          }
        }
      } catch (IOException e) {
        print.println("  the terminal can no longer be read: " + e.getMessage());
        print.flush();
      }
    });
  }
}
