package antiphon.app;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.generate.Preset;
import antiphon.harmony.ChordChart;
import antiphon.pipeline.EngineSettings;
import java.io.PrintWriter;
import java.util.Locale;

/** Says what is going to be played, and what the player is to do. Stateless. */
final class Announcement {
  private Announcement() {}

  static void print(PrintWriter print, String input, String output, EngineSettings settings) {
    Preset preset = settings.preset();
    double tempo = settings.chart().flatMap(ChordChart::tempo).orElse(preset.tempo()).quartersPerMinute();
    print.printf(
        Locale.ROOT, "%s to %s, %s, %s at %.0f, preset %s, seed %d%n",
        input, output, settings.controls().mode().word() + lengths(settings.controls()), preset.meter(), tempo,
        preset.name(), settings.seed());
    settings.chart().ifPresent(chart -> print.println("over " + chart.title() + ": " + chart.length() + " bars"));
    print.println(input.equals(PlayCommand.LOOPBACK) ? "the built-in phrase plays in your place; Ctrl-C ends"
        : switch (settings.clock()) {
          case INTERNAL -> settings.startOnFirstNote() ? "play when you like; type help for what can be changed; Ctrl-C ends"
              : "counts in; type help for what can be changed; Ctrl-C ends";
          case MIDI_CLOCK -> "waits for the master's clock; type help for what can be changed; Ctrl-C ends";
          case PLAYER -> "play: the tempo is taken from you; type help for what can be changed; Ctrl-C ends";
        });
    print.flush();
  }

  private static String lengths(Controls controls) {
    int listen = controls.whole(Control.LISTEN_BARS);
    int answer = controls.whole(Control.ANSWER_BARS);
    return switch (controls.mode()) {
      case CONTINUE, TRADE -> " (" + (listen == 0 ? "until you stop" : listen + " bars") + ", answer "
          + (answer == 0 ? "until you play" : answer + " bars") + ")";
      case ACCOMPANY, THRU -> "";
    };
  }
}
