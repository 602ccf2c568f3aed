/**
 * Interleaved ABC, the notation that the model reads and writes.
 *
 * <p>In: {@link antiphon.score.Score scores}. Out: text, and back: {@code read(write(score))} equals the
 * score. A body line is one bar of all voices that sound in it ({@code [V:1]d2 cB|[V:2]B2 AG|}); the
 * header gives unit, tempo, meter, key and voices. The reader also takes plain ABC files as people write
 * them. The dialect is NotaGen's: unit length 1/8, beams shown by spaces, silent voices left out.
 */
@NullMarked
package antiphon.abc;

import org.jspecify.annotations.NullMarked;
