package antiphon.session.osc;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads packets of Open Sound Control 1.0: a message, or a bundle of them, whose time stamps are not kept. Types i, f, s,
 * h, d, T and F. Stateless.
 */
final class OscReader {
  private static final int MOST_MESSAGES = 256;
  private static final int DEEPEST = 4;
  private static final int WORD = 4;
  private static final String BUNDLE = "#bundle";

  private OscReader() {}

  /** @throws IllegalArgumentException if it is no such packet */
  static List<OscMessage> read(byte[] packet) {
    List<OscMessage> messages = new ArrayList<>();
    try {
      read(ByteBuffer.wrap(packet), messages, 0);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a packet of " + packet.length + " bytes that ends too early", e);
    }
    return messages;
  }

  private static void read(ByteBuffer in, List<OscMessage> into, int depth) {
    String address = text(in);
    if (address.equals(BUNDLE) && depth < DEEPEST) {
      in.getLong();
      while (in.hasRemaining()) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
          throw new BufferUnderflowException();
        }
        read(in.slice(in.position(), length), into, depth + 1);
        in.position(in.position() + length);
      }
    } else if (address.startsWith("/") && into.size() < MOST_MESSAGES) {
      into.add(new OscMessage(address, in.hasRemaining() ? arguments(in) : List.of()));
    } else {
      throw new IllegalArgumentException("'" + address + "': expected an address such as /antiphon/density");
    }
  }

  private static List<Object> arguments(ByteBuffer in) {
    String types = text(in);
    if (!types.startsWith(",")) {
      throw new IllegalArgumentException("type tags '" + types + "': expected a comma first");
    }
    List<Object> arguments = new ArrayList<>();
    for (char type : types.substring(1).toCharArray()) {
      arguments.add(switch (type) {
        case 'i' -> (double) in.getInt();
        case 'f' -> (double) in.getFloat();
        case 'h' -> (double) in.getLong();
        case 'd' -> in.getDouble();
        case 's' -> text(in);
        case 'T' -> 1.0;
        case 'F' -> 0.0;
        default -> throw new IllegalArgumentException("type '" + type + "': expected i, f, s, h, d, T or F");
      });
    }
    return arguments;
  }

  /** Text ends with a zero and is filled up to a word. */
  private static String text(ByteBuffer in) {
    int start = in.position();
    while (in.get() != 0) {
      // To its end.
    }
    byte[] bytes = new byte[in.position() - 1 - start];
    in.get(start, bytes);
    int whole = start + (in.position() - start + WORD - 1) / WORD * WORD;
    if (whole > in.limit()) {
      throw new BufferUnderflowException();
    }
    in.position(whole);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
