package antiphon.session.live;

import java.nio.file.Path;

/** Where the user's state goes. Stateless. */
final class UserState {
  private UserState() {}

  static Path folder() {
    String named = System.getenv("XDG_STATE_HOME");
    return (named == null || named.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(named))
        .resolve("antiphon");
  }
}
