/**
 * The page: a server on loopback that shows a live engine and lets itself be played.
 *
 * <p>In: what the engine tells ({@link antiphon.pipeline.EngineListener}), the messages it sends, and requests of a
 * browser. Out: events for the page, and the player's notes and wishes for the engine. {@code Face} serves, {@code
 * Studio} holds the session, {@code Feed} tells the page what happens on a thread of its own, so that neither the
 * emitting nor the composing thread ever waits for a browser. Whoever embeds it says how sessions are opened.
 */
@NullMarked
package antiphon.web;

import org.jspecify.annotations.NullMarked;
