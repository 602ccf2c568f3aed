package antiphon.midi;

import java.util.function.IntConsumer;

/**
 * Short messages out of the bytes of a wire: running status, real-time messages between any two bytes;
 * system exclusive and stray data are passed over. Mutable; one thread.
 *
 * <p>Source: MIDI 1.0 Detailed Specification 4.2, appendix 2.
 */
final class WireParser {
  /** The status that holds for data to come; 0 if data is not understood now. */
  private int status;
  private int data;
  private int count;

  void accept(int octet, IntConsumer out) {
    int value = octet & 0xFF;
    if (value >= MidiMessage.CLOCK) {
      if (MidiMessage.length(value) == 1) {
        out.accept(value);
      }
    } else if (value >= 0x80) {
      status = MidiMessage.length(value) > 1 ? value : 0;
      count = 0;
      if (MidiMessage.length(value) == 1) {
        out.accept(value);
      }
    } else if (status != 0) {
      data = count == 0 ? value : data | value << 8;
      count++;
      if (count == MidiMessage.length(status) - 1) {
        out.accept(status | data << 8);
        count = 0;
        // Only the statuses of channels run on.
        status = status < 0xF0 ? status : 0;
      }
    }
  }
}
