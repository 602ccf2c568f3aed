package antiphon.web;

import antiphon.control.Command;
import antiphon.control.Controls;
import antiphon.engine.LiveEngine;
import antiphon.time.Clock;

/** A session in real time that the page plays on. */
public interface Session extends AutoCloseable {
  /** The engine. [any] */
  LiveEngine engine();

  /** The engine's clock. [any] */
  Clock clock();

  /** What is set: the engine's own, of which nobody keeps a copy. [any] */
  default Controls controls() {
    return engine().controls();
  }

  /**
   * Does it and says what was done. [any]
   *
   * @throws IllegalArgumentException if it is refused: what was found, what was expected
   */
  String command(Command command);

  /** Ends all notes and threads and keeps the take, if there is one; waits for that. */
  @Override
  void close();
}
