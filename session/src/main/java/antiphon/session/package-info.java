/** What makes a session: {@code live} plays, {@code take} and {@code shelf} keep, {@code sheet} reads and writes scores, {@code osc} listens. */
@org.jspecify.annotations.NullMarked
package antiphon.session;
