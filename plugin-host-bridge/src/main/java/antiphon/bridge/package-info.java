/**
 * The engine's end of the link to the plug-ins in a DAW. Each plug-in instance is a file of shared memory in the
 * {@linkplain antiphon.bridge.RunFolder run folder}:
 *
 * <pre>
 *   plug-in (C, the host's audio thread)                       engine (this package, one thread)
 *     player's MIDI, changes of the transport  ──ring of 4,096──►  HostEvents
 *     transport at each block                  ──seqlock───────►  HostTransport
 *     parameters, restored state               ──table, blob───►  HostEvents
 *     sample-accurate output                   ◄──ring of 8,192──  HostSession
 * </pre>
 *
 * <p>{@link antiphon.bridge.PluginBridge} finds instances, claims them and is driven by its caller;
 * {@link antiphon.bridge.HostEngine} is what an engine implements. The layout is {@code native/include/antiphon/link.h}
 * and is told in {@code docs/plugin-protocol.md}.
 */
@NullMarked
package antiphon.bridge;

import org.jspecify.annotations.NullMarked;
