package antiphon.library;

import antiphon.pipeline.Chorus;

/**
 * What was measured of the player once in a take.
 *
 * @param take its id
 * @param created when it was begun, as ISO 8601
 */
public record Practised(String take, String created, Chorus chorus) {}
