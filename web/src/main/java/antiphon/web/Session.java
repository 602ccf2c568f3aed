package antiphon.web;

import antiphon.control.Controls;
import antiphon.engine.LiveEngine;
import antiphon.time.Clock;

/** A session in real time that the page plays on. */
public interface Session extends AutoCloseable {
  /** The engine. [any] */
  LiveEngine engine();

  /** The engine's clock. [any] */
  Clock clock();

  /** What has been set so far. [any] */
  Controls controls();

  /**
   * Does what a player types and says what was done. [any]
   *
   * @throws IllegalArgumentException if it means nothing: what was found, what was expected
   */
  String command(String line);

  /** Ends all notes and threads and keeps the take, if there is one; waits for that. */
  @Override
  void close();
}
