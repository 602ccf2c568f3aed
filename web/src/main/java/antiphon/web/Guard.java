package antiphon.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets in whom the player let in: this machine's own address in Host and Origin, so that no other site's page gets
 * through (nor one whose name is bent to this machine), and the token. Stateless but for the token.
 */
final class Guard {
  private static final String BEARER = "Bearer ";
  /** Which browsers leave out. */
  private static final int HTTP_PORT = 80;
  private static final Set<String> OWN_FETCHES = Set.of("same-origin", "none");

  private final List<String> hosts;
  private final byte[] token;

  /** @param addresses of this machine in the network, if it may be reached from there; never names, which others may own */
  Guard(int port, String token, List<String> addresses) {
    this.hosts = hosts(port, addresses);
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /** What a browser may call this machine. */
  static List<String> hosts(int port, List<String> addresses) {
    return Stream.concat(Stream.of("127.0.0.1", "localhost", "[::1]"), addresses.stream())
        .flatMap(host -> port == HTTP_PORT ? Stream.of(host, host + ":" + port) : Stream.of(host + ":" + port)).toList();
  }

  /** Why a request is refused, if it is, whatever it asks for. */
  Optional<Answer> refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    String host = only(headers, "Host");
    if (!hosts.contains(host)) {
      return Optional.of(Answer.error(403, "host '" + host + "': expected " + hosts.getFirst()));
    }
    String origin = only(headers, "Origin");
    if (!origin.isEmpty() && hosts.stream().noneMatch(own -> origin.equals("http://" + own))) {
      return Optional.of(Answer.error(403, "origin '" + origin + "': expected the page's own"));
    }
    return Optional.empty();
  }

  /** Why a request that needs the token is refused, if it is. */
  Optional<Answer> refusalWithoutToken(HttpExchange exchange, boolean navigation) {
    String site = only(exchange.getRequestHeaders(), "Sec-Fetch-Site");
    if (!navigation && !site.isEmpty() && !OWN_FETCHES.contains(site)) {
      return Optional.of(Answer.error(403, "called from another site: expected the page's own requests"));
    }
    String authorization = only(exchange.getRequestHeaders(), "Authorization");
    String given = authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : query(exchange);
    if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token)) {
      return Optional.of(Answer.error(401, "no token, or another: expected the one in the address that was printed at the start"));
    }
    return Optional.empty();
  }

  private static String query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    if (query != null) {
      for (String part : query.split("&")) {
        if (part.startsWith("token=")) {
          return part.substring("token=".length());
        }
      }
    }
    return "";
  }

  /** The header's only value, empty if it is not there or there several times. */
  private static String only(Headers headers, String name) {
    List<String> values = headers.get(name);
    return values == null || values.size() != 1 ? values == null ? "" : String.join(", ", values) : values.getFirst();
  }
}
