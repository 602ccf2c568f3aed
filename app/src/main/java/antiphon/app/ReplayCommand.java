package antiphon.app;

import antiphon.generate.Conversation;
import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.replay.ReplayEngine;
import antiphon.replay.Replayed;
import antiphon.session.live.TakeRecorder;
import antiphon.session.take.FinishedTake;
import antiphon.session.take.TakeFiles;
import antiphon.take.Take;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antiphon replay}: a take is played once more, compared, and written as files. */
@Command(
    name = "replay",
    description = {
      "Plays a take once more, faster than real time, and compares each bar and message with what was played.",
      "Also writes it as files, whether or not the program was there to do so when the music ended."
    },
    footer = {
      "", "Examples:",
      "  antiphon replay takes/2026-11-22-201500",
      "  antiphon replay takes/2026-11-22-201500/take.antiphon --out again",
      "  antiphon replay take.antiphon --export-only --musicxml take.musicxml",
      "", "Exit codes: 0 the same, 1 different or failed, 2 wrong usage."
    })
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TAKE", description = "A take's folder, or the " + TakeRecorder.FILE + " in it.")
  private Path path = Path.of("");

  @Option(names = "--model", paramLabel = "NAME|FOLDER", description = "Where the take's model is now, if it moved.")
  private @Nullable String model;

  @Option(names = "--export-only", description = "Compare nothing: take from the take what the model wrote, which need not be there.")
  private boolean exportOnly;

  @Option(names = {"-o", "--out"}, paramLabel = "DIR", description = "Write all files there: " + TakeFiles.NAMES + ".")
  private @Nullable Path out;

  @Option(names = "--mid", paramLabel = "FILE", description = "Write what sounded as MIDI.")
  private @Nullable Path mid;

  @Option(names = "--abc", paramLabel = "FILE", description = "Write what was heard and written as ABC.")
  private @Nullable Path abc;

  @Option(names = "--musicxml", paramLabel = "FILE", description = "The same as MusicXML.")
  private @Nullable Path musicxml;

  @Option(names = "--wav", paramLabel = "FILE", description = "Write what sounded as sound.")
  private @Nullable Path wav;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    Take take = Take.read(Files.isDirectory(path) ? path.resolve(TakeRecorder.FILE) : path);
    take.shortness().ifPresent(reason -> print.println("the take is short: " + reason));
    take.faults().forEach(fault -> print.println("while it was played: " + fault.line()));
    Replayed replayed = exportOnly ? ReplayEngine.replay(take, Optional.empty()) : withModel(take);
    write(print, take, replayed);
    print.println(replayed.difference()
        .map(difference -> "different after " + replayed.messages() + " messages: " + difference)
        .orElse((exportOnly ? "taken from the take, " : "same, ") + replayed.messages() + " messages"));
    print.flush();
    return replayed.difference().isEmpty() ? 0 : 1;
  }

  private Replayed withModel(Take take) {
    Bundle bundle = Bundle.find(model == null ? take.origin().model() : model);
    take.requireWeights(ModelOptions.sha256(bundle));
    try (Decoder decoder = new OrtDecoder(bundle, DecoderOptions.DEFAULT)) {
      return ReplayEngine.replay(take, Optional.of(decoder));
    }
  }

  private void write(PrintWriter print, Take take, Replayed replayed) throws IOException {
    if (out == null && mid == null && abc == null && musicxml == null && wav == null) {
      return;
    }
    FinishedTake finished = FinishedTake.of(
            take.origin().title(), replayed.timeline(),
            replayed.conversation().filter(c -> c.size() > 0).map(Conversation::score), replayed.notes(),
            take.settings().preset())
        .orElseThrow(() -> new IOException(path + ": nothing was played in this take, expected some notes to write"));
    if (out != null) {
      TakeFiles.prepare(out);
      TakeFiles.write(out, finished);
      print.println(out + ": " + TakeFiles.NAMES);
    }
    if (mid != null) {
      TakeFiles.writeMidi(mid, finished);
    }
    if (abc != null) {
      TakeFiles.writeAbc(abc, finished);
    }
    if (musicxml != null) {
      TakeFiles.writeMusicXml(musicxml, finished);
    }
    if (wav != null) {
      TakeFiles.writeWav(wav, finished);
    }
  }
}
