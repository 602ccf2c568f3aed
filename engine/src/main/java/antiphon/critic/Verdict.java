package antiphon.critic;

/**
 * What a candidate bar is worth.
 *
 * @param total the higher the better; to be compared within one setting only
 * @param parts what it is made of
 */
public record Verdict(double total, Parts parts) {}
