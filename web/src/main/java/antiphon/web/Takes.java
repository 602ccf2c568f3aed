package antiphon.web;

import antiphon.library.Listed;
import antiphon.library.TakeLibrary;
import antiphon.pipeline.EngineSettings;
import java.io.IOException;
import java.util.List;

/** The takes that the page lists: who embeds it has their files. [any] */
public interface Takes {
  /** What a take can be written as. */
  List<String> KINDS = List.of("mid", "abc", "musicxml", "wav", "png", "svg");

  /**
   * How to go on from somewhere.
   *
   * @param tempo where it goes on, quarters a minute
   * @param title of the take that begins
   */
  record Branch(EngineSettings settings, double tempo, String title) {}

  /** The library. */
  TakeLibrary library();

  /** Takes in what is new on the disk, but for what is being played; says what could not be read. */
  List<String> sync();

  /** A take as a file of a kind of {@link #KINDS}. */
  byte[] export(Listed take, String kind) throws IOException;

  /** A take as ABC with all voices in each bar, to be engraved. */
  String abc(Listed take) throws IOException;

  /**
   * A session that goes on after bar {@code bar}, from 1, of a take.
   *
   * @param now the session of now, which gives what a piece from elsewhere does not say
   */
  Branch branch(Listed take, int bar, EngineSettings now) throws IOException;

  /**
   * Takes a file of another program in; returns its id.
   *
   * @param name by whose ending the kind is known
   * @throws IOException or a RuntimeException that says in one line why not
   */
  String take(String name, byte[] bytes) throws IOException;
}
