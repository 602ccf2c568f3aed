/**
 * What a session leaves behind.
 *
 * <p>In: the notes that sounded, and the conversation as a score. Out: {@code take.mid}, {@code take.abc},
 * {@code take.musicxml}, {@code take.wav} and {@code take.png}.
 */
@NullMarked
package antiphon.session.take;

import org.jspecify.annotations.NullMarked;
