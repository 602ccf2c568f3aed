/**
 * What a session leaves behind: the messages that sounded become a take, and the take becomes files.
 *
 * <p>In: messages as they went over the ports, with their times. Out: {@code take.mid}, {@code take.abc},
 * {@code take.wav} and {@code take.png}.
 */
@NullMarked
package antiphon.app.take;

import org.jspecify.annotations.NullMarked;
