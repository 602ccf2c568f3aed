package antiphon.take;

/**
 * A bar that the model wrote in a take, whether it was played or not.
 *
 * @param number of the bar in the transport
 * @param variation how often the player had asked for something else
 * @param page what the model had before it
 * @param line the bar as it was written, with its countdown
 * @param played whether the bar sounded in this variation
 * @param kept whether the player marked the answer that it belongs to as one to keep
 */
public record TakenBar(long number, int variation, String page, String line, boolean played, boolean kept) {}
