package antiphon.presets;

import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.score.PitchName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes presets as the TOML that {@link PresetFile} reads. Stateless. */
final class PresetWriter {
  private PresetWriter() {}

  static String write(Preset preset, Playing playing) {
    StringBuilder text = new StringBuilder();
    line(text, "title", quoted(preset.title()));
    line(text, "tags", list(preset.tags()));
    if (!preset.notagen().isEmpty()) {
      line(text, "notagen", list(preset.notagen()));
    }
    if (!preset.layout().isEmpty()) {
      line(text, "layout", quoted(preset.layout()));
    }
    line(text, "meter", quoted(preset.meter().toString()));
    line(text, "tempo", number(Math.round(preset.tempo().quartersPerMinute() * 100) / 100.0) + " # quarters a minute");
    line(text, "listen-bars", Integer.toString(preset.listenBars()));
    line(text, "answer-bars", Integer.toString(preset.answerBars()));
    play(text, playing);
    text.append("\n[sampling]\n");
    line(text, "temperature", number(preset.sampling().temperature()));
    line(text, "top-k", Integer.toString(preset.sampling().topK()));
    line(text, "top-p", number(preset.sampling().topP()));
    preset.voices().forEach(part -> voice(text, part));
    return text.toString();
  }

  private static String list(List<String> words) {
    return "[" + words.stream().map(PresetWriter::quoted).collect(Collectors.joining(", ")) + "]";
  }

  private static void play(StringBuilder text, Playing playing) {
    if (playing.equals(Playing.USUAL)) {
      return;
    }
    text.append("\n[play]\n");
    if (playing.mode() != null) {
      line(text, "mode", quoted(playing.mode()));
    }
    if (playing.chart() != null) {
      line(text, "chart", quoted(playing.chart()));
    }
    if (playing.cycle() != null) {
      line(text, "cycle", Integer.toString(playing.cycle()));
    }
    if (playing.backing() != null) {
      line(text, "backing", quoted(playing.backing()));
    }
    if (!playing.controls().isEmpty()) {
      text.append("\n[play.set]\n");
      playing.controls().forEach((control, value) -> line(text, quoted(control), quoted(value)));
    }
  }

  private static void voice(StringBuilder text, VoicePart part) {
    text.append("\n[[voices]]\n");
    if (!part.name().isEmpty()) {
      line(text, "name", quoted(part.name()));
    }
    line(text, "clef", quoted(part.clef().abcName()));
    line(text, "hears", Boolean.toString(part.hears()));
    line(text, "plays", Boolean.toString(part.plays()));
    line(text, "lowest", quoted(PitchName.of(part.limits().lowest())));
    line(text, "highest", quoted(PitchName.of(part.limits().highest())));
    line(text, "chord-notes", Integer.toString(part.limits().chordNotes()));
    line(text, "channel", Integer.toString(part.channel() + 1));
    line(text, "program", Integer.toString(part.program()));
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(" = ").append(value).append('\n');
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.format(Locale.ROOT, "%.1f", value) : Double.toString(value);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(c -> {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c < ' ' || c == 0x7f ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c));
      }
    });
    return quoted.append('"').toString();
  }
}
