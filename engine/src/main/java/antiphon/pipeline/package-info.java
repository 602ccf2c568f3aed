/**
 * The stages on their rings, and the only threads of the engine.
 *
 * <pre>
 *  midi-in ──►┐                        ┌─► take ─► cover ──┐
 *  controls ─►├─► events (ring) ─► listen                  ├─► plans (ring) ─► emitter ─► midi-out
 *  pulses ───►┤                        └─► works (ring) ─► compose           │
 *  sealed ───►┘                                                              │
 *      ▲                                                                     │
 *      └─────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>In: messages of the player and, if one leads, of a master clock. Out: messages of the companion. Each
 * stage is a handler of events: it owns no thread and reads no clock but the injected one, so {@link
 * antiphon.pipeline.VirtualEngine} runs the same stages in virtual time as {@link
 * antiphon.pipeline.LiveEngine} does on threads. What one stage knows and the next needs travels in the
 * event; stages share nothing else. The emitter never waits: it hands its news to the ring if there is
 * room, and counts what found none.
 */
@NullMarked
package antiphon.pipeline;

import org.jspecify.annotations.NullMarked;
