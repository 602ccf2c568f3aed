package antiphon.midi;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.SourceDataLine;

/** The little of javax.sound.midi that finding ports needs; a test puts its own devices here. */
interface JavaSound {
  /** The machine's. */
  JavaSound SYSTEM =
      new JavaSound() {
        @Override
        public MidiDevice.Info[] infos() {
          return MidiSystem.getMidiDeviceInfo();
        }

        @Override
        public MidiDevice device(MidiDevice.Info info) throws MidiUnavailableException {
          return MidiSystem.getMidiDevice(info);
        }

        @Override
        public boolean audioLine() {
          AudioFormat format = new AudioFormat(44_100, 16, 2, true, false);
          return AudioSystem.isLineSupported(new DataLine.Info(SourceDataLine.class, format));
        }
      };

  /** Every device plugged in now; may throw any RuntimeException, as drivers do. */
  MidiDevice.Info[] infos();

  /** The device behind {@code info}, not opened. */
  MidiDevice device(MidiDevice.Info info) throws MidiUnavailableException;

  /** Whether something can be heard, so that the software synthesizer is of use. */
  boolean audioLine();
}
