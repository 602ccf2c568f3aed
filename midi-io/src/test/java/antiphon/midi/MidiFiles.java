package antiphon.midi;

import antiphon.midi.MidiFile.Note;
import antiphon.midi.MidiFile.Track;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Files to test with. */
final class MidiFiles {
  private static final byte[] END = {0, (byte) 0xFF, 0x2F, 0};

  private MidiFiles() {}

  /** A small piece with one of everything that a file keeps. */
  static MidiFile piece() {
    Track violin =
        new Track(
            "Violín",
            7_680,
            List.of(new Note(0, 76, 90, 0, 480), new Note(0, 74, 80, 480, 240), new Note(0, 74, 70, 720, 240)),
            List.of(new MidiFile.Program(0, 0, 40)),
            List.of());
    Track piano =
        new Track(
            "Piano",
            9_000,
            List.of(new Note(1, 48, 60, 0, 1_920), new Note(1, 48, 61, 0, 960), new Note(1, 52, 60, 0, 1_920)),
            List.of(new MidiFile.Program(0, 1, 0), new MidiFile.Program(960, 1, 4)),
            List.of(new MidiFile.Pedal(10, 1, 127), new MidiFile.Pedal(1_900, 1, 0)));
    return new MidiFile(
        1,
        480,
        "Duo",
        List.of(violin, piano),
        List.of(new MidiFile.Tempo(0, 500_000), new MidiFile.Tempo(1_920, 400_001)),
        List.of(new MidiFile.Meter(0, 4, 4), new MidiFile.Meter(1_920, 7, 8)),
        List.of(new MidiFile.Key(0, -3, true), new MidiFile.Key(1_920, 7, false)),
        List.of(new MidiFile.Text(0, 2, "© nobody"), new MidiFile.Text(960, 6, "B")),
        List.of());
  }

  /** A file of one track: the events as hex, without the end of the track, which is added. */
  static byte[] file(int type, int division, String events) {
    return file(type, division, HexFormat.of().parseHex(events.replace(" ", "")));
  }

  static byte[] file(int type, int division, byte[] events) {
    ByteBuffer file = ByteBuffer.allocate(22 + events.length + END.length);
    file.putInt(0x4D546864).putInt(6).putShort((short) type).putShort((short) 1).putShort((short) division);
    file.putInt(0x4D54726B).putInt(events.length + END.length).put(events).put(END);
    return file.array();
  }

  /** Random ons and offs on few keys, in any order and number: restrikes, zero lengths, hanging notes, stray offs. */
  static byte[] performance(Random random, int events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < events; i++) {
      out.write(random.nextInt(3) == 0 ? random.nextInt(128) : 0);
      out.write((random.nextBoolean() ? 0x90 : 0x80) | random.nextInt(2));
      out.write(60 + random.nextInt(4));
      out.write(random.nextInt(4) == 0 ? 0 : random.nextInt(128));
    }
    return file(0, 1 + random.nextInt(32_767), out.toByteArray());
  }
}
