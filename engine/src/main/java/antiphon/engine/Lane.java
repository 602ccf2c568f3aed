package antiphon.engine;

import java.util.List;

/**
 * Stages that one thread runs in turn. Those that what sounds depends on do all that there is to do; the books are kept in
 * between, an event at a time, so that they hold up nothing that sounds.
 *
 * @param sound in order
 * @param books in order
 */
record Lane(List<Stage<?>> sound, List<Stage<?>> books) {
  Lane {
    sound = List.copyOf(sound);
    books = List.copyOf(books);
  }

  /** One round; false if there was nothing to do. */
  boolean run() {
    boolean worked = false;
    for (int i = 0; i < sound.size(); i++) {
      worked |= sound.get(i).run();
    }
    for (int i = 0; i < books.size(); i++) {
      worked |= books.get(i).runOne();
    }
    return worked;
  }

  /** Whether there is something to do. [any] */
  boolean behind() {
    return sound.stream().anyMatch(Stage::behind) || books.stream().anyMatch(Stage::behind);
  }
}
