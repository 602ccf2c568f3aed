package antiphon.app;

import antiphon.abc.AbcException;
import antiphon.app.install.InstallException;
import antiphon.harmony.ChartException;
import antiphon.library.LibraryException;
import antiphon.midi.MidiException;
import antiphon.model.ModelException;
import antiphon.musicxml.MusicXmlException;
import antiphon.presets.PresetException;
import antiphon.session.phrase.PhraseException;
import antiphon.session.sheet.SheetException;
import antiphon.take.TakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line on the error stream what went wrong; no stack traces. Stateless. */
final class Problems implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    command.getErr().println("antiphon: " + oneLine(message(e)));
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String message = oneLine(String.valueOf(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
      message += ", did you mean '" + unmatched.getSuggestions().getFirst() + "'?";
    }
    command.getErr().println(
        "antiphon: " + message + "; see '" + command.getCommandSpec().qualifiedName() + " --help'");
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String message(Exception e) {
    return switch (e) {
      case MidiException known -> String.valueOf(known.getMessage());
      case ModelException known -> String.valueOf(known.getMessage());
      case PresetException known -> String.valueOf(known.getMessage());
      case PhraseException known -> String.valueOf(known.getMessage());
      case SheetException known -> String.valueOf(known.getMessage());
      case MusicXmlException known -> String.valueOf(known.getMessage());
      case InstallException known -> String.valueOf(known.getMessage());
      case LibraryException known -> String.valueOf(known.getMessage());
      case TakeException known -> String.valueOf(known.getMessage());
      case ChartException known -> "chart: " + known.getMessage();
      case AbcException known -> String.valueOf(known.getMessage());
      case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
      case AccessDeniedException denied -> denied.getFile() + ": access denied";
      case FileSystemException file when file.getFile() != null && file.getReason() != null -> file.getFile() + ": " + file.getReason();
      case UncheckedIOException wrapped -> message(Objects.requireNonNull(wrapped.getCause()));
      case IOException own when thrownHere(own) -> String.valueOf(own.getMessage());
      case IOException io -> "reading or writing failed: " + io.getMessage();
      default -> "unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage() + " (at " + place(e) + ")";
    };
  }

  /** Whether it is ours, whose messages are whole sentences. */
  private static boolean thrownHere(Exception e) {
    return e.getStackTrace().length > 0 && e.getStackTrace()[0].getClassName().startsWith("antiphon.");
  }

  /** Where in this program it happened, as a report of a bug needs it. */
  private static String place(Exception e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("antiphon.")) {
        return frame.getFileName() + ":" + frame.getLineNumber();
      }
    }
    return "unknown";
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
