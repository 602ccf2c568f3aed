/**
 * The engine behind the plug-ins: a live engine of its own for each instance, on the host's time.
 *
 * <pre>
 *   PluginBridge ──transport──► SongFollower ──► LiveEngine.host        HostClock: the instance's samples as nanoseconds
 *        │       ──player─────► LiveEngine.input                        Places: where the engine's ticks lie in the song
 *        └◄──────────────────── HostOut ◄── emitter
 * </pre>
 *
 * <p>In: what a {@link antiphon.bridge.HostSession} tells. Out: the companion's messages at song positions, sent some
 * blocks before they are due. All of it belongs to the thread that drives the bridge, but for the engine's own threads
 * and one that makes engines ready.
 */
@NullMarked
package antiphon.bridge.live;

import org.jspecify.annotations.NullMarked;
