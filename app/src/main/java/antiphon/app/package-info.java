/**
 * The command line: each command is a class that parses its options and calls the engine.
 *
 * <p>In: arguments. Out: files, lines on the terminal, exit codes (0 done, 1 failed, 2 wrong usage).
 */
@NullMarked
package antiphon.app;

import org.jspecify.annotations.NullMarked;
