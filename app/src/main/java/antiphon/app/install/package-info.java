/**
 * The program with its own Java, in a folder or in the user's, with the plug-ins where hosts look. In: the jars that this
 * program runs from and what {@code native/} builds. Out: folders. No threads.
 */
@NullMarked
package antiphon.app.install;

import org.jspecify.annotations.NullMarked;
