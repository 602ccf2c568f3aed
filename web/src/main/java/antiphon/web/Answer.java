package antiphon.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a request is answered with. */
record Answer(int status, String type, byte[] body) {
  static final String JSON = "application/json; charset=utf-8";
  static final String TEXT = "text/plain; charset=utf-8";

  static Answer json(Object value) {
    return new Answer(200, JSON, Json.write(value).getBytes(StandardCharsets.UTF_8));
  }

  /** One line that says what was found and what was expected. */
  static Answer error(int status, String text) {
    String line = text.replaceAll("\\s*\\R\\s*", " ");
    return new Answer(status, JSON, Json.write(Map.of("error", line)).getBytes(StandardCharsets.UTF_8));
  }

  static Answer text(int status, String text) {
    return new Answer(status, TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
