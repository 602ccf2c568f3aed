package antiphon.library;

import java.util.List;

/**
 * A take in a list.
 *
 * @param id name of its folder
 * @param kind {@code take} or {@code import}
 * @param title the player's name for it, or as it was recorded
 * @param starred whether the player marked it
 * @param created when it was begun, as ISO 8601
 * @param style name of the preset, empty if there was none
 * @param mode how the time was shared, empty if it was not
 * @param chart title of the changes, empty if there were none
 * @param meter at the start
 * @param tempo at the start, quarters a minute
 * @param key as ABC writes it
 * @param bars how many
 * @param past bars that went before them
 * @param lengthMs how long it sounds
 * @param notes how many sounded
 * @param form of its sections
 * @param difficulty 0 to 10
 * @param shortness why it does not reach to its end, empty if it does
 * @param thumbnail for some of its notes: onset and length in thousandths of the take, pitch, 1 for the companion's
 */
public record Listed(
    String id, String kind, String title, boolean starred, String created, String style, String mode, String chart,
    String meter, double tempo, String key, int bars, int past, int lengthMs, int notes, String form, double difficulty,
    String shortness, List<int[]> thumbnail) {}
