package antiphon.schedule;

import antiphon.generate.BarNote;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.generate.WrittenBar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A written note that the companion plays. What two voices write for one key at one moment is one tone, of
 * the higher voice and as long as the longer of them, for a key can be struck once only.
 *
 * @param voice place in the preset
 * @param channel 0 to 15
 */
record Tone(int voice, int channel, BarNote note) {
  private record Place(int channel, int pitch, long onset, boolean heldFrom) {}

  /** All tones of a bar, voice by voice, each in order of onset, then pitch. */
  static List<List<Tone>> of(WrittenBar written, Preset preset) {
    Map<Place, Tone> tones = new LinkedHashMap<>();
    for (int voice = 0; voice < preset.voices().size(); voice++) {
      VoicePart part = preset.voices().get(voice);
      if (part.plays()) {
        for (BarNote note : written.notes().get(voice)) {
          Place place = new Place(part.channel(), note.pitch(), note.onset(), note.heldFrom());
          tones.merge(place, new Tone(voice, part.channel(), note), Tone::joined);
        }
      }
    }
    List<List<Tone>> voices = new ArrayList<>();
    for (int voice = 0; voice < preset.voices().size(); voice++) {
      int number = voice;
      voices.add(tones.values().stream().filter(tone -> tone.voice == number).sorted(Tone::compare).toList());
    }
    return voices;
  }

  long onset() {
    return note.onset();
  }

  int pitch() {
    return note.pitch();
  }

  private Tone joined(Tone other) {
    long end = Math.max(note.end(), other.note.end());
    boolean over = note.heldOver() || other.note.heldOver();
    return new Tone(voice, channel, new BarNote(note.onset(), end, note.pitch(), note.heldFrom(), over));
  }

  private static int compare(Tone one, Tone other) {
    int byOnset = Long.compare(one.onset(), other.onset());
    return byOnset != 0 ? byOnset : Integer.compare(one.pitch(), other.pitch());
  }
}
