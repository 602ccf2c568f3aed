package antiphon.midi;

/**
 * A port that can be opened.
 *
 * @param name unique among the inputs or among the outputs: a second device of one name has {@code #2} after it
 * @param description what the driver says about it; may be empty
 * @param vendor may be empty
 */
public record PortInfo(String name, String description, String vendor) {}
