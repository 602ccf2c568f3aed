package antiphon.pipeline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;

/**
 * Something that went wrong where nothing should: an exception that a thread of the program did not expect.
 *
 * @param place which part of the program, such as {@code listen}
 * @param kind of the exception, its class without the package
 * @param message one line of at most 500 characters; empty if there is none
 * @param at where in the program, such as {@code Ear.java:44}; empty if that is not known
 * @param stack as Java prints it, of at most 8,000 characters
 */
public record Fault(String place, String kind, String message, String at, String stack) {
  private static final int LONGEST_MESSAGE = 500;
  private static final int LONGEST_STACK = 8_000;
  private static final String OWN = "antiphon.";

  /** What {@code reason}, caught at {@code place}, says. */
  public static Fault of(String place, Throwable reason) {
    StringWriter stack = new StringWriter();
    reason.printStackTrace(new PrintWriter(stack));
    String message = Objects.requireNonNullElse(reason.getMessage(), "").replaceAll("\\s*\\R\\s*", " ").strip();
    return new Fault(place, kind(reason), cut(message, LONGEST_MESSAGE), at(reason), cut(stack.toString(), LONGEST_STACK));
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  static String kind(Throwable reason) {
    String name = reason.getClass().getName();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  static String at(Throwable reason) {
    for (StackTraceElement frame : reason.getStackTrace()) {
      if (frame.getClassName().startsWith(OWN)) {
        return frame.getFileName() + ":" + frame.getLineNumber();
      }
    }
    return "";
  }

  /** In one line, for people. */
  public String line() {
    return "fault in " + place + ": " + kind + (message.isEmpty() ? "" : ": " + message) + (at.isEmpty() ? "" : " (at " + at + ")");
  }
}
