/** Where this user's files are on each system. Depends on nothing of ours; spoken by all. */
@NullMarked
package antiphon.user;

import org.jspecify.annotations.NullMarked;
