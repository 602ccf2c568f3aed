package antiphon.take;

/**
 * Where a take comes from.
 *
 * @param title for people
 * @param program the program's name and version
 * @param date when it was begun, as ISO 8601
 * @param model the model's name, or its folder
 * @param sha256 of the model's weights: the hashes of both graphs and of the memory's weights, one behind the other
 */
public record TakeOrigin(String title, String program, String date, String model, String sha256) {}
