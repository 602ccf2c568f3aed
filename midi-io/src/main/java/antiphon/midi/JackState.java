package antiphon.midi;

import java.util.List;

/**
 * How things stand with JACK.
 *
 * @param runs whether a server runs that we may use
 * @param explanation its sample rate and block, or why there is none and what to do
 * @param inputs what can be listened to there
 * @param outputs what can be played there
 */
public record JackState(boolean runs, String explanation, List<PortInfo> inputs, List<PortInfo> outputs) {}
