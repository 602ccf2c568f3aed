/**
 * What travels between the stages, and the rings on which it does.
 *
 * <pre>
 *  midi-in ──►┐                        ┌─► cover, band ────────┐
 *  controls ─►├─► events (ring) ─► listen ─► practice, take    ├─► plans (ring) ─► emitter ─► midi-out
 *  pulses ───►┤                        └─► works (ring) ─► compose           │
 *  sealed ───►┘                                                              │
 *      ▲                                                                     │
 *      └─────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>In: messages of the player and, if one leads, of a master clock ({@link antiphon.pipeline.EngineEvents}). Out: plans for
 * the emitters ({@link antiphon.pipeline.PlanRing}). Each stage is a handler of events: it owns no thread and reads no clock but
 * the injected one. What one stage knows and the next needs travels in the event; stages share nothing else. The emitter never
 * waits: it hands its news to the ring if there is room, and counts what found none. The stages live in {@code listen}, {@code
 * compose} and {@code take}; {@code engine} and {@code replay} drive them.
 */
@NullMarked
package antiphon.pipeline;

import org.jspecify.annotations.NullMarked;
